import { mark, readPhrases } from "./phrases.ts";
import { clearlyWritten } from "./reply-signs.ts";
import { spoken } from "./spoken.ts";

/** How one language withdraws in plain words, and what in a sentence makes it something else. */
export interface WithdrawalWords {
  /** Words and phrases that may stand around it: a sentence with any other word is asked about. */
  around: RegExp;
  withdraws: RegExp;
  never: RegExp;
  /** All of one's children, in so many words. */
  everyChild: RegExp;
}

/**
 * Reads `withdraw.txt`: what may stand around a withdrawal, what withdraws, what never does, what means every
 * child.
 */
export function readWithdrawalWords(file: string): WithdrawalWords {
  const { around, withdraws, never, "every child": everyChild } = readPhrases(file, "withdraw.txt", kinds);
  return { around, withdraws, never, everyChild };
}

const kinds = ["around", "withdraws", "never", "every child"] as const;
const farTooLong = 300;
/** Stands for the name of one of the writer's children, which may stand anywhere. */
const aChild = "kind";

/**
 * Whether a text, read by rule alone, withdraws a consent here and now, in the writer's own name
 * (Art. 7(3) GDPR; the form: "jederzeit formlos").
 * A question, a condition, a report, somebody else's wish or a word that turns it makes it none, and so does
 * any word that the rule does not know: then the person is asked.
 * In: the text; the language's words; the names of the writer's own children.
 */
export function withdrawsPlainly(text: string, words: WithdrawalWords, names: readonly string[]): boolean {
  if (text.length > farTooLong || !clearlyWritten(text)) return false;
  const own = new Set(names.flatMap(spoken));
  const said = marked(
    spoken(text).map((word) => (own.has(word) ? aChild : word)),
    words.around,
  );
  if (!words.withdraws.test(said) || words.never.test(said)) return false;
  const rest = without(without(said, words.withdraws), words.everyChild);
  return !rest.includes(mark);
}

/**
 * The words of a text, with a mark before each that may not stand around a withdrawal. From left to right, the
 * longest first.
 */
function marked(words: readonly string[], around: RegExp): string {
  const text = ` ${words.join(" ")} `;
  const next = new RegExp(around, "uy");
  let seen = " ";
  for (let at = 1; at < text.length;) {
    next.lastIndex = at;
    const phrase = next.exec(text)?.[0];
    const piece = phrase ?? text.slice(at, text.indexOf(" ", at) + 1);
    seen += phrase === undefined ? mark + piece : piece;
    at += piece.length;
  }
  return seen;
}

const without = (text: string, phrase: RegExp) => text.replaceAll(new RegExp(phrase, "gu"), "");

/** Whether a text speaks of all of the writer's children. */
export function meansEveryChild(text: string, { everyChild }: WithdrawalWords): boolean {
  return everyChild.test(` ${spoken(text).join(" ")} `);
}
