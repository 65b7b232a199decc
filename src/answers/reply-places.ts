/** A place between two words of a phrase, and what the phrase says if it ends here. */
export interface Place<Says> {
  next: ReadonlyMap<string, readonly Place<Says>[]>;
  aside: readonly Place<Says>[];
  says?: Says;
}

/** A phrase's part: a word, or phrases of which one stands here. */
export type Part = string | Part[][];

/** What leads on from a place that is not laid yet. */
type Open<Says> = { next: Map<string, readonly Place<Says>[]>; aside: readonly Place<Says>[] };

/**
 * Lays phrases from their last word to their first, each place once: what can follow is the same in very many of them,
 * and laid for each anew the phrases of nine languages would take 70 MB. Out: also every word that was laid.
 */
export function openPlaces<Says extends readonly string[]>() {
  const words = new Map<string, string>();
  const numbers = new Map<Place<Says>, number>();
  const known = new Map<string, Place<Says>>();
  const laid = new Map<Part[][], Map<Place<Says>, Place<Says>>>();
  const start = open<Says>();

  const numbered = (places: readonly Place<Says>[]) => places.map((one) => numbers.get(one)).join();

  /** The place that is so, laid only where there is none yet. */
  function thePlace(one: Place<Says>): Place<Says> {
    const arcs = [...one.next].map(([word, after]) => `${word} ${numbered(after)}`);
    const key = JSON.stringify([one.says ?? null, arcs, numbered(one.aside)]);
    const found = known.get(key) ?? { ...one, next: one.next.size === 0 ? nothing : one.next };
    if (!known.has(key)) numbers.set(found, numbers.size);
    known.set(key, found);
    return found;
  }

  function before(parts: readonly Part[], to: Place<Says>): Place<Says> {
    if (parts.length === 0) return to;
    const from = open<Says>();
    lead(from, parts, to);
    return thePlace(from);
  }

  /** The word itself, kept once. */
  function theWord(word: string): string {
    const kept = words.get(word) ?? word;
    if (!words.has(word)) words.set(word, word);
    return kept;
  }

  /** Adds a phrase to what leads on from a place. */
  function lead(from: Open<Says>, [first, ...rest]: readonly Part[], to: Place<Says>): void {
    const after = first === undefined ? to : before(rest, to);
    if (typeof first === "string") {
      const word = theWord(first);
      from.next.set(word, withOne(from.next.get(word), after));
    } else from.aside = withOne(from.aside, first === undefined ? after : oneOf(first, after));
  }

  /** A place of its own, so that what may be left out here is not left out there. */
  function oneOf(phrases: Part[][], after: Place<Says>): Place<Says> {
    const from = laid.get(phrases) ?? new Map<Place<Says>, Place<Says>>();
    laid.set(phrases, from);
    const place = from.get(after) ?? among(phrases, after);
    from.set(after, place);
    return place;
  }

  function among(phrases: Part[][], after: Place<Says>): Place<Says> {
    const beside = open<Says>();
    for (const one of phrases) lead(beside, one, after);
    return thePlace(beside);
  }

  return {
    start: start as Place<Says>,
    known: (): ReadonlySet<string> => new Set(words.keys()),
    /** In: a phrase; what it says. */
    lay: (parts: readonly Part[], says: Says) => lead(start, parts, thePlace({ ...open<Says>(), says })),
  };
}

const open = <Says>(): Open<Says> => ({ next: new Map(), aside: [] });

const nothing = new Map<string, never>();

/** Not spread: that leaves room for more, in very many lists to which nothing is ever added. */
const withOne = <T>(list: readonly T[] = [], one: T): readonly T[] => (list.includes(one) ? list : list.concat(one));
