import type { MiddlewareFn } from "grammy";
import { say } from "../../conversations/say.ts";
import { textOf } from "../../conversations/typed.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";

/** As many messages are remembered as anybody edits in a while. */
const remembered = 1000;

/**
 * What was changed afterwards counts for nothing, and that is said once for each message, and whenever it would
 * withdraw something now; no conversation hears of it.
 */
export function editedCountsForNothing(house: Pick<House, "understand">): MiddlewareFn<Ctx> {
  const told = new Set<string>();
  return async (ctx, next) => {
    if (!ctx.editedMessage) return next();
    const message = `${ctx.chatId}-${ctx.editedMessage.message_id}`;
    const withdraws = house.understand(textOf(ctx.editedMessage)).wish?.action === "withdraw";
    if (told.has(message) && !withdraws) return;
    told.add(message);
    for (const oldest of told) if (told.size > remembered) told.delete(oldest);
    await say(ctx, { html: ctx.speak("menu.edited") });
  };
}
