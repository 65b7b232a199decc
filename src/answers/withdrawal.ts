import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

/** How one language withdraws in plain words, and what in a sentence makes it something else. */
export interface WithdrawalWords {
  withdraws: RegExp;
  never: RegExp;
  /** All of one's children, in so many words. */
  everyChild: RegExp;
}

/** Reads `withdraw.txt` of a language: phrases that withdraw, that never do, and that mean every child. */
export function readWithdrawalWords(file: string): WithdrawalWords {
  const { withdraws, never, "every child": everyChild } = readPhrases(file, "withdraw.txt", kinds);
  return { withdraws, never, everyChild };
}

const kinds = ["withdraws", "never", "every child"] as const;
const farTooLong = 600;

/**
 * Whether a text, read by rule alone, withdraws a consent here and now, in the writer's own name (Art.
 * 7(3) GDPR; the form: "jederzeit formlos").
 * A question, a condition, a report, somebody else's wish or a word that turns it makes it none:
 * then the person is asked.
 */
export function withdrawsPlainly(text: string, { withdraws, never }: WithdrawalWords): boolean {
  if (text.length > farTooLong || /[?؟"„“”«»]/u.test(text)) return false;
  const words = ` ${spoken(text).join(" ")} `;
  return withdraws.test(words) && !never.test(words);
}

/** Whether a text speaks of all of the writer's children. */
export function meansEveryChild(text: string, { everyChild }: WithdrawalWords): boolean {
  return everyChild.test(` ${spoken(text).join(" ")} `);
}
