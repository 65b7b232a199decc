import { firstAt, mark, type Phrases, rangesOf, standsIn } from "./phrase.ts";
import { readPhrases } from "./phrases.ts";
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
  around: Readonly<Record<Around, Phrases>>;
  /** Withdraws where the first person does it. */
  withdraws: Phrases;
  /** Withdraws where nothing else is said: a set phrase without a person. */
  set: Phrases;
  /** The first person, as a word or as the form of a verb. */
  self: Phrases;
  /** Gives, although each of its words may stand around a withdrawal. */
  gives: Phrases;
  never: Phrases;
  /** All of one's children, in so many words. */
  everyChild: Phrases;
}

/**
 * Reads `withdraw.txt`: what may stand around a withdrawal, what withdraws, what never does, what means every
 * child.
 */
export function readWithdrawalWords(file: string): WithdrawalWords {
  const all = readPhrases(file, "withdraw.txt", kinds);
  const { withdraws, set, self, gives, never, "every child": everyChild, ...around } = all;
  return { around, withdraws, set, self, gives, never, everyChild };
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
  const said = markedIn(wordsIn(text, names), words).words;
  const phrases = [words.withdraws, words.set];
  if (!phrases.some((one) => standsIn(one, said)) || standsIn(words.never, said)) return false;
  const rest = [...phrases, words.everyChild].reduce(without, said);
  return !rest.some((word) => word.startsWith(mark));
}

/** The spoken words of a text, with one word for the names of the writer's own children. */
export function wordsIn(text: string, names: readonly string[]): string[] {
  const own = new Set(names.flatMap(spoken));
  return spoken(text).map((word) => (own.has(word) ? aChild : word));
}

/** Words with a mark before each that may not stand around a withdrawal; and what each of them is. */
export interface Marked {
  words: readonly string[];
  kinds: readonly (Around | null)[];
}

/** In: words. From left to right, the longest first. */
export function markedIn(words: readonly string[], { around }: Pick<WithdrawalWords, "around">): Marked {
  const [marked, kinds]: [string[], (Around | null)[]] = [[], []];
  for (let at = 0; at < words.length; at = marked.length) {
    const [kind, length] = longestKindAt(words, at, around);
    const piece = words.slice(at, at + length);
    marked.push(...(kind ? piece : piece.map((word) => mark + word)));
    kinds.push(...piece.map(() => kind));
  }
  return { words: marked, kinds };
}

function longestKindAt(
  words: readonly string[],
  at: number,
  around: WithdrawalWords["around"],
): [kind: Around | null, length: number] {
  let best: [Around | null, number] = [null, 0];
  for (const kind of arounds) {
    const length = firstAt(around[kind], words, at)?.length ?? 0;
    if (length > best[1]) best = [kind, length];
  }
  return best[0] ? best : [null, 1];
}

/** What is left of words where phrases are taken out. */
function without(words: readonly string[], phrases: Phrases): readonly string[] {
  const taken = rangesOf(phrases, words);
  return words.filter((_, at) => !taken.some(([from, to]) => from <= at && at < to));
}

/** Whether a text speaks of all of the writer's children. */
export function meansEveryChild(text: string, { everyChild }: WithdrawalWords): boolean {
  return standsIn(everyChild, spoken(text));
}
