import { tidy } from "./reading/table.ts";
import { isLink, unlinked } from "./unlinked.ts";

/** The longest name of anybody, in letters: the import's rule. */
export const mostOfName = 100;

export type NameFault = "missing" | "long" | "odd";

/**
 * What cannot be seen and changes what is read: control codes, marks of direction, halves of letters, letters that only
 * one program's font knows, and marks piled up until they cover other lines.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]|\p{M}{5}/u;

/** Whether a name holds what cannot be seen. In: a name as `tidy` leaves it, or as it was typed. */
export function holdsUnseen(name: string): boolean {
  // Most names are plain, and a file has a hundred thousand.
  return !/^[ -~]*$/.test(name) && unseen.test(name);
}

/**
 * A name of a child or somebody of its family, as somebody types it: the rules of the import (`cells.ts`).
 * Out: the name as it is kept (composed, single spaces), or what is wrong with it.
 */
export function typedName(typed: string): { name: string } | { fault: NameFault } {
  return named(typed, /[\d@;|"=<>]/);
}

/**
 * A name of somebody of the office, which may hold a number: "Sekretariat 2". Each word is of one script, and of an
 * alphabet that people are called in (Unicode UAX 31, recommended scripts; of Latin no phonetic letters).
 */
export function staffName(typed: string): { name: string } | { fault: NameFault } {
  const read = named(typed, /[@;|"=<>]/);
  return "name" in read && isDisguise(read.name) ? { fault: "odd" } : read;
}

function named(typed: string, odd: RegExp): { name: string } | { fault: NameFault } {
  if (/[\p{Cc}\u2028\u2029]/u.test(typed.trim())) return { fault: "odd" };
  const name = unlinked(tidy(typed));
  if (name === "") return { fault: "missing" };
  if (name.length > mostOfName) return { fault: "long" };
  return odd.test(name) || isLink(name) || holdsUnseen(name) || !/\p{L}/u.test(name) ? { fault: "odd" } : { name };
}

const recommended =
  "Latin|Greek|Cyrillic|Arabic|Hebrew|Armenian|Georgian|Devanagari|Bengali|Gurmukhi|Gujarati|Oriya|Tamil|Telugu|" +
  "Kannada|Malayalam|Sinhala|Thai|Lao|Tibetan|Myanmar|Ethiopic|Khmer|Thaana|Han|Hiragana|Katakana|Hangul|Bopomofo";
const known = new RegExp(
  recommended
    .split("|")
    .map((script) => `\\p{Script=${script}}`)
    .join("|"),
  "u",
);
/** Clicks, small capitals and the letters of dictionaries, but not those that languages write, such as \u0259. */
const phonetic = new RegExp(
  "[\\u0180\\u0182-\\u0185\\u0187-\\u0189\\u018b-\\u018e\\u0191-\\u0197\\u019a-\\u019f\\u01a2-\\u01ae" +
    "\\u01b1\\u01b2\\u01b5-\\u01cc\\u0220-\\u0252\\u0255\\u0256\\u0258\\u025a\\u025c-\\u02af" +
    "\\u1d00-\\u1dbf\\u2c60-\\u2c7f\\ua720-\\ua7ff\\uab30-\\uab6f]",
  "u",
);

/** A letter that nobody's name has, a letter in a circle, or a word of several scripts. */
function isDisguise(name: string): boolean {
  const rare = [...name].some((sign) => /\p{L}/u.test(sign) && (!known.test(sign) || phonetic.test(sign)));
  return rare || /[\p{So}\p{Nl}\p{No}]/u.test(name) || name.split(/[\s-]+/).some(ofSeveralScripts);
}

/** Latin letters among others: nobody writes so, but for whoever wants to be taken for somebody else. */
function ofSeveralScripts(word: string): boolean {
  const letters = [...word].filter((sign) => /\p{L}/u.test(sign));
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return latin > 0 && latin < letters.length;
}

/** A free text as it is kept: without what cannot be seen, but with its lines. */
export function typedText(typed: string): string {
  return [...typed.normalize("NFC").replaceAll("\r\n", "\n")]
    .filter((sign) => sign === "\n" || !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(sign))
    .join("")
    .trim();
}
