import { spoken } from "./spoken.ts";

/** The words by which languages are known that the bot does not speak, each as one set. */
export type OtherLanguages = readonly ReadonlySet<string>[];

/** Reads `other-languages.txt`: lines `language: word word`, `# a reason`. Errors: names the line that is none. */
export function readOtherLanguages(file: string): OtherLanguages {
  return file.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [, words] = /^[a-z]+: (.+)$/u.exec(line) ?? [];
    if (!words) throw new Error(`other-languages.txt, line ${index + 1}: a language is "name: word word"`);
    return [new Set(spoken(words))];
  });
}

/** How many of the words must be of it: one of two or three; of more, two and a quarter. */
const few = 3;
const share = 0.25;

/** Whether a text is written in one of the languages that the bot does not speak. */
export function isOtherLanguage(text: string, languages: OtherLanguages): boolean {
  const words = spoken(text);
  const least = words.length <= few ? 1 : Math.max(2, share * words.length);
  return languages.some((known) => words.filter((word) => known.has(word)).length >= least);
}
