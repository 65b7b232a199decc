import { mark, rangesOf, standsIn } from "./phrase.ts";
import {
  aChild,
  type Around,
  type Marked,
  markedIn,
  type WithdrawalWords,
  withdrawsPlainly,
  wordsIn,
} from "./withdrawal.ts";

/** A sentence: its words, which of them withdraw, and before which of them a mark stands. */
interface Sentence extends Marked {
  withdraws: readonly boolean[];
  begins: ReadonlySet<number>;
}

/**
 * Whether a text withdraws in so many words, and does nothing else: in each withdrawal the first person governs the
 * verb, or it is a set phrase with which its sentence begins; and each thought beside it is a greeting, says from when
 * on, or adds for whom and what. Whatever else is named behind a mark or an "and" may be given.
 * In: as for `withdrawsPlainly`.
 */
export function withdrawsAtOnce(text: string, words: WithdrawalWords, names: readonly string[]): boolean {
  if (!withdrawsPlainly(text, words, names)) return false;
  const sentences = text
    .split(/[.!?؟\n]+/u)
    .map((one) => sentenceOf(one, words, names))
    .filter((one) => one.words.length > 0);
  return sentences.some(does) && sentences.every((one) => isClear(one, words));
}

const does = ({ withdraws }: Sentence) => withdraws.includes(true);

function sentenceOf(text: string, rules: WithdrawalWords, names: readonly string[]): Sentence {
  const parts = text.split(/[,;:،؛–—]+|\s-\s/u).map((part) => wordsIn(part, names));
  const words = parts.flat();
  const begins = new Set(parts.map((_, at) => parts.slice(0, at).flat().length));
  const marked = markedIn(words, rules);
  return { ...marked, words, begins, withdraws: withdrawingIn({ ...marked, begins }, rules) };
}

/** Which of the words withdraw: those that a first person governs, and the set phrases before which nothing stands. */
function withdrawingIn(
  { words, kinds, begins }: Omit<Sentence, "withdraws">,
  { withdraws, set, self }: WithdrawalWords,
): boolean[] {
  const found = kinds.map(() => false);
  const own = new Set(rangesOf(self, words).flatMap(([from, to]) => indices(from, to)));
  const joinsAside = (at: number) => kinds[at - 1] === "beside";
  const isOne = ([from, to]: [from: number, to: number]) =>
    indices(from + 1, to).every((at) => !begins.has(at) && (kinds[at] !== "joins" || joinsAlike(kinds, at)));
  for (const [from, to] of rangesOf(withdraws, words).filter(isOne))
    if (reach(kinds, from, to).some((at) => own.has(at))) found.fill(true, from, to);
  for (const [from, to] of rangesOf(set, words).filter(isOne))
    if (indices(0, from).every((at) => found[at] || isAside(kinds[at]) || (kinds[at] === "joins" && joinsAside(at))))
      found.fill(true, from, to);
  return found;
}

/** "Ton und Bild", or what was said to begin with; what is joined to anything else is another thought. */
function joinsAlike(kinds: Marked["kinds"], at: number): boolean {
  const next = kinds.slice(at + 1).find((kind) => kind !== "small");
  return kinds[at - 1] === "beside" || (next !== null && kinds[at - 1] === next);
}

/** The words of a phrase, and those to which it reaches over greetings and what says from when on. */
function reach(kinds: Marked["kinds"], from: number, to: number): number[] {
  let [first, last] = [from - 1, to];
  while (isAside(kinds[first])) first -= 1;
  while (isAside(kinds[last])) last += 1;
  return indices(first, last + 1);
}

const isAside = (kind: Around | null | undefined) => kind === "beside" || kind === "when";

const indices = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

function isClear(sentence: Sentence, rules: WithdrawalWords): boolean {
  return stretchesOf(sentence).every((clauses) => {
    const isFree = clauses.every((clause) => !standsIn(rules.gives, saidIn(sentence, clause)));
    const [governed, others] = [
      clauses.filter(withdrawsIn(sentence)),
      clauses.filter((one) => !withdrawsIn(sentence)(one)),
    ];
    const areKnown = governed.flat().every((at) => sentence.withdraws[at] || sentence.kinds[at] !== null);
    return isFree && areKnown && isBeside(sentence, others.flat());
  });
}

const withdrawsIn =
  ({ withdraws }: Sentence) =>
  (clause: readonly number[]) =>
    clause.some((at) => withdraws[at]);

/** A clause as it is said, with what withdraws left out. */
const saidIn = ({ withdraws, words }: Sentence, clause: readonly number[]) =>
  clause.map((at) => (withdraws[at] ? `${mark}-` : (words[at] ?? "")));

/** Words beside a withdrawal: greetings and from when on, or for whom and what, but not both in one breath. */
function isBeside(sentence: Sentence, words: readonly number[]): boolean {
  const { kinds } = sentence;
  const isChild = (at: number) => sentence.words[at] === aChild;
  const are = (...all: readonly Around[]) => words.every((at) => isChild(at) || all.some((kind) => kind === kinds[at]));
  if (are("beside", "when")) return true;
  return does(sentence) ? are("thing", "small") : words.some(isChild) && are("small");
}

/** A sentence cut at its marks, and these where an "and" joins, but not within what withdraws; without the joints. */
function stretchesOf({ kinds, withdraws, begins }: Sentence): number[][][] {
  const stretches: number[][][] = [];
  for (const at of kinds.keys()) {
    const joins = kinds[at] === "joins" && !withdraws[at];
    if (begins.has(at)) stretches.push([[]]);
    if (joins) stretches.at(-1)?.push([]);
    else stretches.at(-1)?.at(-1)?.push(at);
  }
  return stretches;
}
