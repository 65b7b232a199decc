/**
 * A piece of a phrase: a word; one that begins or ends so; phrases of which one stands here, and may be left out;
 * what may not follow; any one word; up to six words that are not marked; the beginning of the text.
 */
export type Piece =
  | string
  | { is: "stem"; stem: string; fits: "startsWith" | "endsWith" | "includes" }
  | { is: "choice"; of: readonly (readonly Piece[])[]; isNeeded: boolean }
  | { is: "but"; not: readonly Piece[] }
  | { is: "any" | "gap" | "start" };

/** Before a word of a text that nothing but the phrase itself explains. */
export const mark = "~";

const widestGap = 6;

const unmarked = (word: string) => (word.startsWith(mark) ? word.slice(1) : word);

/** What is read: its words, and those in the gaps of the phrase that fits, the last gap first. */
interface Said {
  words: readonly string[];
  gaps: string[][];
}

/** Whether what follows fits from here. */
type GoesOn = (at: number) => boolean;

/** Whether a phrase fits from one of its pieces and one of the words on, and what follows does. */
function fits(phrase: readonly Piece[], from: number, said: Said, begins: number, then: GoesOn): boolean {
  let [index, at] = [from, begins];
  for (; index < phrase.length; index += 1, at += 1) {
    const piece = phrase[index] as Piece;
    if (typeof piece !== "string")
      return fitsOther(piece, said, at, (next) => fits(phrase, index + 1, said, next, then));
    const word = said.words[at];
    if (word === undefined || unmarked(word) !== piece) return false;
  }
  return then(at);
}

/** The same of a piece that is more than a word. The first way in which all fits is taken. */
function fitsOther(piece: Exclude<Piece, string>, said: Said, at: number, then: GoesOn): boolean {
  const word = said.words[at];
  switch (piece.is) {
    case "stem":
      return word !== undefined && unmarked(word)[piece.fits](piece.stem) && then(at + 1);
    case "choice":
      return piece.of.some((one) => fits(one, 0, said, at, then)) || (!piece.isNeeded && then(at));
    case "but":
      return !fits(piece.not, 0, said, at, () => true) && then(at);
    case "any":
      return word !== undefined && then(at + 1);
    case "start":
      return at === 0 && then(at);
    case "gap":
      return fitsGap(said, at, then);
  }
}

function fitsGap({ words, gaps }: Said, at: number, then: GoesOn): boolean {
  for (let end = at; end <= Math.min(at + widestGap, words.length); end += 1) {
    if (end > at && words[end - 1]?.startsWith(mark)) return false;
    if (!then(end)) continue;
    if (end > at) gaps.push(words.slice(at, end));
    return true;
  }
  return false;
}

/** The phrases of a kind: those that can begin with a word, those first that count first. */
export interface Phrases {
  beginningWith(word: string): readonly (readonly Piece[])[];
  /** The words, and the first letters, with which they begin, but for those that may begin with any. */
  beginnings: Iterable<string>;
}

interface Ranked {
  rank: number;
  phrase: readonly Piece[];
}

/** In: phrases, those first that count first. */
export function phrasesOf(all: readonly (readonly Piece[])[]): Phrases {
  const by = new Map<string, Ranked[]>();
  const open: Ranked[] = [];
  for (const [rank, phrase] of all.entries()) {
    const begins = beginningsOf(phrase);
    if (begins === null) open.push({ rank, phrase });
    else
      for (const one of begins) {
        const alike = by.get(one) ?? [];
        alike.push({ rank, phrase });
        by.set(one, alike);
      }
  }
  const withAll = open.map(({ phrase }) => phrase);
  const kept = new Map<string, readonly (readonly Piece[])[]>();
  return {
    beginnings: by.keys(),
    beginningWith(word) {
      const letter = letterOf(word);
      // Of words that none of them names, those with the same first letter have the same.
      const key = by.has(word) ? word : letter;
      if (!by.has(key)) return withAll;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const here = [...(by.get(word) ?? []), ...(by.get(letter) ?? []), ...open].toSorted(byRank);
      const phrases = here.map(({ phrase }) => phrase);
      kept.set(key, phrases);
      return phrases;
    },
  };
}

/** Of many kinds those that have phrases which can begin with a word, in the order of the kinds. */
export function kindsBeginning<Kind extends string>(
  kinds: readonly Kind[],
  phrases: Readonly<Record<Kind, Phrases>>,
): (written: string) => readonly Kind[] {
  const named = new Set(kinds.flatMap((kind) => [...phrases[kind].beginnings]));
  const known = new Map<string, readonly Kind[]>();
  return (written) => {
    const word = unmarked(written);
    const key = [word, letterOf(word)].find((one) => named.has(one)) ?? "";
    const those = known.get(key) ?? kinds.filter((kind) => phrases[kind].beginningWith(word).length > 0);
    known.set(key, those);
    return those;
  };
}

/** Under which first letter stand those that begin with a word of which only the beginning is known. */
const letterOf = (word: string) => `${word.slice(0, 1)}*`;

/** The words with which a phrase can begin, or their first letters; null where it may be any word. */
function beginningsOf([first, ...rest]: readonly Piece[]): ReadonlySet<string> | null {
  if (first === undefined) return null;
  if (typeof first === "string") return new Set([first]);
  if (first.is === "stem" && first.fits === "startsWith") return new Set([letterOf(first.stem)]);
  if (first.is !== "choice") return null;
  const ways = first.of.map((one) => beginningsOf([...one, ...rest]));
  if (!first.isNeeded) ways.push(beginningsOf(rest));
  return ways.includes(null) ? null : new Set(ways.flatMap((way) => [...(way ?? [])]));
}

const byRank = (one: Ranked, other: Ranked) => one.rank - other.rank;

const beginningAt = (phrases: Phrases, words: readonly string[], at: number) =>
  phrases.beginningWith(unmarked(words[at] ?? ""));

/** The first phrase that fits where a word stands: how many words it takes, and the words in each of its gaps. */
export function firstAt(phrases: Phrases, words: readonly string[], at: number): Taken | null {
  const said: Said = { words, gaps: [] };
  let end = at;
  const ends = (to: number) => ((end = to), true);
  const isThere = beginningAt(phrases, words, at).some((phrase) => fits(phrase, 0, said, at, ends));
  return isThere ? { length: end - at, gaps: said.gaps.toReversed() } : null;
}

export interface Taken {
  length: number;
  gaps: readonly (readonly string[])[];
}

/** How many words any of the phrases takes here at most, in any way in which it fits; 0 where none does. */
export function longestAt(phrases: Phrases, words: readonly string[], at: number): number {
  let end = at;
  const looksOn = (to: number) => ((end = Math.max(end, to)), false);
  for (const phrase of beginningAt(phrases, words, at)) fits(phrase, 0, { words, gaps: [] }, at, looksOn);
  return end - at;
}

/** From which word to which the phrases fit, from left to right, none over another. */
export function rangesOf(phrases: Phrases, words: readonly string[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < words.length;) {
    const length = firstAt(phrases, words, at)?.length ?? 0;
    if (length > 0) found.push([at, at + length]);
    at += Math.max(1, length);
  }
  return found;
}

/** Whether one of the phrases stands anywhere. */
export const standsIn = (phrases: Phrases, words: readonly string[]): boolean =>
  words.some((_, at) => firstAt(phrases, words, at) !== null);
