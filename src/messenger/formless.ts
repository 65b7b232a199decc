import type { Bot } from "grammy";
import { namedChildren } from "../../conversations/child.ts";
import { quietly } from "../../conversations/say.ts";
import type { Wish } from "../answers/understanding.ts";
import { oneLine } from "../consent/shown.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";
import type { Ctx } from "./ctx.ts";
import { answerMatters, askWhom } from "./whom.ts";
import { concerned, type Stands, standsIn, takeBack, withdrawFor } from "./withdrawing.ts";

type Reading = Pick<House, "understand" | "texts">;

/**
 * The withdrawal that free words are, where two readings that know nothing of each other agree:
 * what was learnt from examples, and the rule of the language. Out: null where only one of them, or none, says so.
 */
export function withdrawalIn({ understand, texts }: Reading, speak: Speak, text: string): Wish | null {
  const { wish, undecided, language } = understand(text);
  if (wish?.action !== "withdraw" || undecided) return null;
  return texts.withdrawsPlainly(text, [speak.language, language.id]) ? wish : null;
}

/**
 * Records a withdrawal at once, from every state, with the scope that was said; without one, of all that stands
 * (Art. 7(3) GDPR; the form: "jederzeit formlos"). Where the child is unclear it is asked, and the words are kept.
 * Out: false where it is none, or nothing of it stands: then the person is asked as after any wish.
 */
export async function withdrawInFreeWords(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const wish = withdrawalIn(house, ctx.speak, text);
  const said = wish && { text, scope: wish.scope, act: `update ${ctx.update.update_id}, typed „${oneLine(text)}“` };
  const stands = said ? concerned(await standsIn(house, ctx.chatId ?? 0), said) : [];
  if (!said || stands.length === 0) return false;
  if (isClear(stands, said.text, house)) await withdrawFor(house, ctx, stands, said);
  else await askWhom(house, ctx, stands, said);
  return true;
}

/** Clear is one child and one person, children by their names, or all of them in so many words. */
function isClear(stands: readonly Stands[], text: string, { texts }: Pick<House, "texts">): boolean {
  const children = new Set(stands.map(({ own }) => own.child.id));
  if (children.size < stands.length) return false;
  const named = namedChildren(
    text,
    stands.map(({ own }) => own),
  );
  return children.size === 1 || named.length === children.size || texts.meansEveryChild(text);
}

/**
 * What follows a withdrawal in free words: whom it is about, and the way back. An open conversation goes on
 * beside it.
 */
export function afterWithdrawing(house: House, bot: Bot<Ctx>): void {
  bot.callbackQuery(/^matter:(all|none|\w+:[\w-]+)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await answerMatters(house, ctx, ctx.match[1] ?? "none");
  });
  bot.callbackQuery(/^undo:(\d+)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await takeBack(house, ctx, ctx.match[1] ?? "");
  });
}
