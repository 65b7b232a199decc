import { withoutExcepted } from "../school/excepted.ts";
import { everyChild } from "../school/beside-names.ts";
import { fold } from "../school/folded.ts";

/** Shorter words are no names. */
const shortest = 3;

/**
 * A text without the persons whom it leaves out, whoever they are: what stands there denies nothing and gives nothing
 * ("Mila hariç iznimi geri alıyorum"). In: the text; its language; whether a word is one that wishes are made of.
 */
export function withoutThoseLeftOut(text: string, language: string, isOfWish: (word: string) => boolean): string {
  const isPerson = (word: string) =>
    word.length >= shortest && /^\p{L}/u.test(word) && !everyChild.has(fold(word)) && !isOfWish(word);
  return withoutExcepted(text, isPerson, [language]).rest;
}

/** The same without those who are all but them: "herkes", "wszyscy". */
export const withoutEverybody = (text: string): string =>
  text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => (everyChild.has(fold(word)) ? "" : word));
