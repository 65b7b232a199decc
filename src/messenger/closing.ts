import { type KeptState, lastQuestionIn } from "../../conversations/kept.ts";
import { quietly } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";

/**
 * Closes the open question, of which nothing is recorded; its buttons go with it, or it would look alive beside the
 * next one. Out: whether there was one.
 */
export async function closeQuestion({ talks }: Pick<House, "talks">, ctx: Ctx): Promise<boolean> {
  if (Object.keys(ctx.conversation.active()).length === 0) return false;
  const kept = await talks.conversationOf(ctx.chatId ?? 0);
  await ctx.conversation.exitAll();
  await takeButtons(ctx, kept);
  return true;
}

/** Takes the buttons from the question that a kept conversation has asked last. In: its state, as it is kept. */
export async function takeButtons(ctx: Ctx, kept: string | undefined): Promise<void> {
  const { state = {} } = kept === undefined ? {} : (JSON.parse(kept) as { state?: KeptState });
  const question = lastQuestionIn(state);
  if (question) await quietly(() => ctx.api.editMessageReplyMarkup(question.chat, question.id));
}
