import { fold } from "../school/folded.ts";
import { firstAt, type Phrases, standsIn } from "./phrase.ts";
import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

const kinds = ["asks", "marked", "never", "self", "class", "bare", "reasons", "other"] as const;

/** How one language asks whether a child may take part, and why not. */
export type TakingPartWords = Record<(typeof kinds)[number], Phrases>;

/**
 * Reads `may.txt` of a language: phrases that ask it, that ask it with a question mark, that make it something else,
 * with which a pupil asks it, and with which a class teacher asks for the class, or for what the list does not say.
 */
export function readTakingPartWords(file: string): TakingPartWords {
  return readPhrases(file, "may.txt", kinds);
}

/** Who asks: the given names of the children whom this chat sees, and whether a pupil may speak in it. */
export interface Asking {
  names: readonly string[];
  pupil: boolean;
}

const farTooLong = 300;

/**
 * Whether a text asks if one's own child may take part, or why not: that is answered by what stands,
 * and is no wish to consent (Art. 7(4) GDPR: nobody is pressed). A question about the law in general is none.
 */
export function asksWhatHolds(text: string, { names, pupil }: Asking, words: TakingPartWords): boolean {
  if (text.length > farTooLong) return false;
  const said = spokenWith(names, text);
  if (standsIn(words.never, said)) return false;
  if (standsIn(words.asks, said) || (pupil && standsIn(words.self, said))) return true;
  return /[?؟]/.test(text) && standsIn(words.marked, said);
}

/** Who writes more than this to the bot before the lesson asks about something else. */
const mostWords = 12;
const mostBesideAName = 8;

/**
 * Whether a class teacher asks who may take part, or who has answered: in so many words, or with little more than
 * the name of a child of the class. Out: `reasons` where it is also asked what the list does not say.
 */
export function asksForClass(text: string, asking: Asking, words: TakingPartWords): { reasons: boolean } | null {
  const said = spokenWith(asking.names, text);
  const short = said.length <= mostWords && !standsIn(words.other, said);
  const named = said.includes("childname") && said.length <= mostBesideAName;
  const asks =
    asksWhatHolds(text, asking, words) || (short && (named || standsIn(words.class, said) || isAll(said, words.bare)));
  return asks ? { reasons: standsIn(words.reasons, said) } : null;
}

/** Whether a phrase is all that is said. */
const isAll = (said: readonly string[], phrases: Phrases) => firstAt(phrases, said, 0)?.length === said.length;

/** The spoken words of a text, with one word for the names of the children. */
function spokenWith(names: readonly string[], text: string): string[] {
  const parts = new Set(names.flatMap((name) => name.split(/[\s-]+/).map(fold)).filter((part) => part !== ""));
  const isName = (word: string) => parts.has(fold(word)) || parts.has(fold(word.replace(/s$/, "")));
  const called = text.replaceAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu, (word) =>
    isName(word.replace(/['’].*$/, "")) ? "childname" : word,
  );
  const said = spoken(called);
  return said.filter((word, at) => word !== "childname" || said[at - 1] !== "childname");
}
