import { fold } from "./folded.ts";

/** "Klasse 3a", "Kl. 3a": a word before the name that says nothing. */
const wordBefore = /^(?:klasse|kl)(?:[\s.:]+|(?=\p{N}))(?=\S)/iu;
const parts = /\p{N}+|[\p{L}\p{M}]+|[^\p{L}\p{M}\p{N}]+/gu;

/**
 * A class for comparing: 03A, "3 a" and "Klasse 3a" are 3a; what stands between two numbers tells classes apart
 * (1/2 is not 12, 3.1 is not 31), between other signs it does not. Letters as in other names.
 */
export function foldedClass(name: string): string {
  const lower = name.toLowerCase();
  // Most classes are plain, and each is compared for every child of a list.
  if (/^[1-9]\d*[a-z]?$/.test(lower)) return lower;
  const all = name.normalize("NFC").trim().replace(wordBefore, "").match(parts) ?? [];
  const told = all.flatMap((part, at) => {
    if (/\p{N}/u.test(part)) return part.replace(/^0+(?=\p{N})/u, "");
    if (/[\p{L}\p{M}]/u.test(part)) return part;
    const between = /\p{N}$/u.test(all[at - 1] ?? "") && /^\p{N}/u.test(all[at + 1] ?? "");
    return between ? part.replaceAll(/\s/g, "") || " " : [];
  });
  return told.join("").replaceAll(/[\p{L}\p{M}]+/gu, fold);
}

/** Whether two names are of one class. */
export function sameClass(one: string, other: string): boolean {
  return foldedClass(one) === foldedClass(other);
}

const months = "jan|feb|m[äa]?r|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec";
/** What a table program has made of 3/1, and other days. */
const day = new RegExp(
  `^\\d{1,2}\\.\\s?\\d{1,2}\\.(\\s?\\d{2,4})?$|^\\d{4}-\\d\\d-\\d\\d|^\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}$|` +
    `^(\\d{1,2}\\.?[\\s-]*)?(${months})[a-zäöü]{0,6}\\.?[\\s-]*(\\d{2,4})?$`,
  "i",
);

/** The longest name of a class: "Jahrgangsübergreifende Lerngruppe 1/2 Igel" is one. */
export const mostOfClass = 60;

/** Whether it is a day, a long number or a whole sentence, and no name of a class. */
export function cannotBeClass(name: string): boolean {
  const words = name.split(/\s+/).length;
  return (
    name.length > mostOfClass ||
    words > 8 ||
    (words > 5 && !/\d/.test(name)) ||
    !/[\p{L}\p{N}]/u.test(name) ||
    (/\d/.test(name) && day.test(name)) ||
    /\d{5}|(?<!\d)(?!(?:19|20)\d\d)\d{4}/.test(name)
  );
}
