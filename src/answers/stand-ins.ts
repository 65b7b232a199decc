import { folded } from "./words.ts";

/** Who is meant in the examples that the understanding learns from: nobody is called so. */
const standIns = { school: "wolkenweg", head: "musterhaupt", officer: "musterrat", given: "wendelmar" };

/** Words that are in the names of many schools, or lead to them. */
const common = new Set(
  ["schule", "grundschule", "hauptschule", "realschule", "gesamtschule", "gymnasium", "gemeinschaftsgrundschule"]
    .concat(["staedtische", "katholische", "evangelische", "offene", "ganztagsschule", "kaiser", "herr", "frau"])
    .map(folded),
);
const leastLetters = 4;
/** So many letters may follow a name: Musters, Muster'e. */
const mostEnding = 2;

/** The words that messages are made of, by which a name is known to be one. */
export const plainWordsOf = (words: string): ReadonlySet<string> => new Set(words.split(/[^\p{L}]+/u).map(folded));

/**
 * A reader for a message in which the names of one school stand: each as the examples have it, so that whoever asks by
 * name is understood at every school. In: what the school, its head and its officer are called; the words that messages
 * are made of: a name that is one of them stays.
 */
export function withStandIns(
  names: Record<"school" | "head" | "officer", string>,
  plainWords: ReadonlySet<string>,
): (text: string) => string {
  const [school, head, officer] = [names.school, names.head, names.officer].map(wordsOf);
  const known = [
    ...(school ?? []).map((word) => [word, standIns.school] as const),
    ...(head ?? []).slice(-1).map((word) => [word, standIns.head] as const),
    ...(officer ?? []).slice(-1).map((word) => [word, standIns.officer] as const),
    ...(officer ?? []).slice(0, -1).map((word) => [word, standIns.given] as const),
  ].filter(([word]) => !plainWords.has(word));
  if (known.length === 0) return (text) => text;
  return (text) => text.replaceAll(/\p{L}+/gu, (word) => standInFor(folded(word), known) ?? word);
}

function wordsOf(name: string): string[] {
  const words = (name.match(/\p{L}+/gu) ?? []).map(folded);
  return words.filter((word) => word.length >= leastLetters && !common.has(word));
}

function standInFor(word: string, known: readonly (readonly [string, string])[]): string | null {
  const found = known.find(([name]) => word.startsWith(name) && word.length - name.length <= mostEnding);
  return found ? found[1] + word.slice(found[0].length) : null;
}
