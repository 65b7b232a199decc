import type { MiddlewareFn } from "grammy";
import { say } from "../../conversations/say.ts";
import type { Ctx } from "./ctx.ts";

/** As many messages are remembered as anybody edits in a while. */
const remembered = 1000;

/**
 * What was changed afterwards counts for nothing, and that is said once for each message; no conversation hears
 * of it.
 */
export function editedCountsForNothing(): MiddlewareFn<Ctx> {
  const told = new Set<string>();
  return async (ctx, next) => {
    if (!ctx.editedMessage) return next();
    const message = `${ctx.chatId}-${ctx.editedMessage.message_id}`;
    if (told.has(message)) return;
    told.add(message);
    for (const oldest of told) if (told.size > remembered) told.delete(oldest);
    await say(ctx, { html: ctx.speak("menu.edited") });
  };
}
