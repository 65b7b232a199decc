import { mark, readPhrases } from "./phrases.ts";
import { clearlyWritten } from "./reply-signs.ts";
import { spoken } from "./spoken.ts";

/**
 * What may stand around a withdrawal: what may stand by itself, as a greeting or a thank-you; from when on and how far;
 * for whom and what, and the small words before it; what joins two; and all else.
 */
const arounds = ["beside", "when", "thing", "small", "joins", "around"] as const;
export type Around = (typeof arounds)[number];

/** How one language withdraws in plain words, and what in a sentence makes it something else. */
export interface WithdrawalWords {
  /** Words and phrases that may stand around it: a sentence with any other word is asked about. */
  around: Readonly<Record<Around, RegExp>>;
  /** Withdraws where the first person does it. */
  withdraws: RegExp;
  /** Withdraws where nothing else is said: a set phrase without a person. */
  set: RegExp;
  /** The first person, as a word or as the form of a verb. */
  self: RegExp;
  /** Gives, although each of its words may stand around a withdrawal. */
  gives: RegExp;
  never: RegExp;
  /** All of one's children, in so many words. */
  everyChild: RegExp;
}

/**
 * Reads `withdraw.txt`: what may stand around a withdrawal, what withdraws, what never does, what means every
 * child.
 */
export function readWithdrawalWords(file: string): WithdrawalWords {
  const {
    withdraws,
    set,
    self,
    gives,
    never,
    "every child": everyChild,
    ...around
  } = readPhrases(file, "withdraw.txt", kinds);
  for (const kind of arounds) around[kind] = new RegExp(around[kind], "uy");
  const [all, alone, own, each] = [withdraws, set, self, everyChild].map((one) => new RegExp(one, "gu"));
  return { around, ...({ withdraws: all, set: alone, self: own, everyChild: each } as Everywhere), gives, never };
}

/** Those that are looked for at every place of a text: made once, for making such an expression takes its time. */
type Everywhere = Pick<WithdrawalWords, "withdraws" | "set" | "self" | "everyChild">;

/** Where an expression of `Everywhere` is found in a text. */
export function foundIn(text: string, phrase: RegExp): { at: number; found: string }[] {
  const all: { at: number; found: string }[] = [];
  phrase.lastIndex = 0;
  for (let one = phrase.exec(text); one; one = phrase.exec(text)) all.push({ at: one.index, found: one[0] });
  return all;
}

const kinds = [...arounds, "withdraws", "set", "self", "gives", "never", "every child"] as const;
const farTooLong = 300;
/** Stands for the name of one of the writer's children, which may stand anywhere. */
export const aChild = "kind";

/**
 * Whether a text, read by rule alone, withdraws a consent here and now
 * (Art. 7(3) GDPR; the form: "jederzeit formlos").
 * A question, a condition, a report, somebody else's wish or a word that turns it makes it none, and so does
 * any word that the rule does not know: then the person is asked.
 * In: the text; the language's words; the names of the writer's own children.
 */
export function withdrawsPlainly(text: string, words: WithdrawalWords, names: readonly string[]): boolean {
  if (text.length > farTooLong || !clearlyWritten(text)) return false;
  const said = markedIn(wordsIn(text, names), words).text;
  const phrases = [words.withdraws, words.set];
  if (!phrases.some((one) => said.search(one) >= 0) || words.never.test(said)) return false;
  const rest = [...phrases, words.everyChild].reduce(without, said);
  return !rest.includes(mark);
}

/** The spoken words of a text, with one word for the names of the writer's own children. */
export function wordsIn(text: string, names: readonly string[]): string[] {
  const own = new Set(names.flatMap(spoken));
  return spoken(text).map((word) => (own.has(word) ? aChild : word));
}

/** Words as a text, with a mark before each that may not stand around a withdrawal; and what each of them is. */
export interface Marked {
  text: string;
  kinds: readonly (Around | null)[];
}

/** In: words. From left to right, the longest first. */
export function markedIn(words: readonly string[], { around }: Pick<WithdrawalWords, "around">): Marked {
  const text = ` ${words.join(" ")} `;
  const kinds: (Around | null)[] = [];
  let seen = " ";
  for (let at = 1; at < text.length;) {
    const [kind, phrase] = longestAt(text, at, around);
    const piece = kind ? phrase : text.slice(at, text.indexOf(" ", at) + 1);
    seen += kind ? piece : mark + piece;
    kinds.push(...Array.from({ length: piece.split(" ").length - 1 }, () => kind));
    at += piece.length;
  }
  return { text: seen, kinds };
}

function longestAt(text: string, at: number, around: WithdrawalWords["around"]): [Around | null, string] {
  let best: [Around | null, string] = [null, ""];
  for (const kind of arounds) {
    around[kind].lastIndex = at;
    const phrase = around[kind].exec(text)?.[0] ?? "";
    if (phrase.length > best[1].length) best = [kind, phrase];
  }
  return best;
}

const without = (text: string, phrase: RegExp) => text.replaceAll(phrase, "");

/** Whether a text speaks of all of the writer's children. */
export function meansEveryChild(text: string, { everyChild }: WithdrawalWords): boolean {
  return ` ${spoken(text).join(" ")} `.search(everyChild) >= 0;
}
