import { fold } from "./folded.ts";

/** What a name can be compared by, kept so that it is folded once. */
export interface Folded {
  given: string;
  family: string;
  whole: string;
}

export function foldedName({ givenName, familyName }: { givenName: string; familyName: string }): Folded {
  const [given, family] = [fold(givenName), fold(familyName)];
  return { given, family, whole: `${given} ${family}` };
}

/**
 * Which of two spellings to keep. In: the stored one and the file's.
 * A name is changed when its letters are, not when an export
 * has lost its diacritics or the name, has written ue for ü or has put a question mark where it knew no letter.
 */
export function betterSpelling(stored: string, written: string): string {
  if (stored === written || written === "" || /[?\ufffd]/.test(written)) return stored;
  if (fold(stored) !== fold(written)) return written;
  const richness = (name: string) =>
    2 * (name.match(/[^\u0000-\u007f]/g)?.length ?? 0) +
    (name === name.toUpperCase() || name === name.toLowerCase() ? 0 : 1);
  return richness(written) >= richness(stored) ? written : stored;
}

/** Whether a name with question marks is this one: each stands for one letter that was lost. */
export function fitsLostLetters(written: string, stored: string): boolean {
  const letters = [...stored.normalize("NFC").toLowerCase()];
  const rest = [...written.normalize("NFC").toLowerCase()];
  return (
    rest.length === letters.length && rest.every((letter, at) => letter === letters[at] || /[?\ufffd]/.test(letter))
  );
}

/** The given names in one cell, for comparing: "Anna-Lena" is two. */
export function firstNames(given: string): string[] {
  return given.split(/[\s-]+/).map(fold);
}

/** Whether one given name is the other with further ones behind: "Mila" and "Mila Sophie", "Anna" and "Anna-Lena". */
export function sameFirstName(one: string, other: string): boolean {
  const [short = [], long = []] = [firstNames(one), firstNames(other)].toSorted((a, b) => a.length - b.length);
  return short.every((part, at) => part === long[at]);
}
