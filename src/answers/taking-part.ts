import { fold } from "../school/folded.ts";
import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

const kinds = ["asks", "marked", "never", "self", "class"] as const;

/** How one language asks whether a child may take part, and why not. */
export type TakingPartWords = Record<(typeof kinds)[number], RegExp>;

/**
 * Reads `may.txt` of a language: phrases that ask it, that ask it with a question mark, that make it something else,
 * with which a pupil asks it, and with which a class teacher asks for the class.
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
  if (words.never.test(said)) return false;
  if (words.asks.test(said) || (pupil && words.self.test(said))) return true;
  return /[?؟]/.test(text) && words.marked.test(said);
}

/** Whether a class teacher asks who may take part, or who has answered. */
export function asksForClass(text: string, asking: Asking, words: TakingPartWords): boolean {
  if (asksWhatHolds(text, asking, words)) return true;
  const said = spokenWith(asking.names, text);
  return text.length <= farTooLong && words.class.test(said) && !/ (daten|zugrif) /.test(said);
}

/** The spoken words of a text, with one word for the names of the children. */
function spokenWith(names: readonly string[], text: string): string {
  const parts = new Set(names.flatMap((name) => name.split(/[\s-]+/).map(fold)).filter((part) => part !== ""));
  const called = text.replaceAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu, (word) =>
    parts.has(fold(word.replace(/['’].*$/, ""))) ? "childname" : word,
  );
  return ` ${spoken(called).join(" ")} `.replaceAll("childname childname ", "childname ");
}
