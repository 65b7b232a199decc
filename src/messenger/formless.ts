import type { Bot } from "grammy";
import { quietly } from "../../conversations/say.ts";
import type { OwnChild } from "../../conversations/world.ts";
import { actOf } from "../consent/act.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";
import { spokenOf } from "./kept-children.ts";
import { answerMatters, askWhom, keepUnclear } from "./whom.ts";
import { withdrawalIn } from "./withdrawal-in.ts";
import { concerned, type Stands, standsIn, inFreeWords, takeBack, withdrawFor, type Words } from "./withdrawing.ts";

/**
 * Records a withdrawal at once, from every state, with the scope that was said; without one, of all that stands
 * (Art. 7(3) GDPR; the form: "jederzeit formlos"). Where the child is unclear it is asked, and the words are kept.
 * Out: false where it is none, nothing of it stands, or children are left out: then the person is asked as after any
 * wish.
 */
export async function withdrawInFreeWords(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  const wish = withdrawalIn(house, ctx.speak, text, own);
  const said = wish && {
    text,
    scope: wish.scope,
    act: `${inFreeWords}${actOf(ctx.update.update_id, { how: "typed", words: text })}`,
  };
  const { meant: named, excepted } = spokenOf(house, ctx.speak.language, text, own);
  const stands = said ? concerned(await standsIn(house, ctx.chatId ?? 0, ctx.update.update_id), said.scope, named) : [];
  if (!said || stands.length === 0 || excepted.length > 0) return false;
  if (isClear(stands, named, text, house)) await withdrawOrKeep(house, ctx, stands, said);
  else await askWhom(house, ctx, stands, said);
  return true;
}

/** Where it cannot be recorded now, the words wait as unclear ones do: they came, and are not to be lost. */
async function withdrawOrKeep(house: House, ctx: Ctx, stands: readonly Stands[], said: Words): Promise<void> {
  try {
    await withdrawFor(house, ctx, stands, said);
  } catch (error) {
    await keepUnclear(house, ctx, said.text);
    throw error;
  }
}

/** Clear is one child and one person, children by their names, or all of them in so many words. */
function isClear(stands: readonly Stands[], named: readonly OwnChild[], text: string, { texts }: Pick<House, "texts">) {
  const children = new Set(stands.map(({ own }) => own.child.id));
  if (children.size < stands.length) return false;
  const said = new Set(named.map(({ child }) => child.id));
  return children.size === 1 || [...children].every((id) => said.has(id)) || texts.meansEveryChild(text);
}

/**
 * What follows a withdrawal in free words: whom it is about, and the way back. An open conversation goes on
 * beside it.
 */
export function afterWithdrawing(house: House, bot: Bot<Ctx>): void {
  bot.callbackQuery(/^matter:(all|none|\w+:[\w-]+)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await answerMatters(house, ctx, ctx.match[1] ?? "none", { how: "button", words: labelOf(ctx) });
  });
  bot.callbackQuery(/^undo:(\d+)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await takeBack(house, ctx, ctx.match[1] ?? "");
  });
}

/** What stood on the button that was tapped. */
function labelOf({ callbackQuery }: Ctx): string {
  const buttons = callbackQuery?.message?.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.find((one) => "callback_data" in one && one.callback_data === callbackQuery?.data)?.text ?? "";
}
