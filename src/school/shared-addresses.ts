import { folded } from "./folded.ts";
import type { GuardianRow, OfficeFile, PersonRow, SpeakingRow } from "./office-file.ts";
import type { SchoolRoll } from "./planning/import-plan.ts";
import { Joined } from "./planning/joined.ts";
import { placeWord } from "./problem.ts";
import { bareName } from "./reading/bare-name.ts";
import { foldedAddress } from "./reading/postal.ts";
import { wordsIn } from "./reading/speaking.ts";

/** A guardian's row with the stored child that it is about. */
export interface RowOfChild {
  row: GuardianRow;
  childId: string;
}

/** Whether an address that is not a guardian's own is held back from them. */
export type IsHeld = (childId: string, personId: string, address: string) => boolean;

/**
 * Of whom a shared address is held back: of everybody of a family of whom anything, in any of the files or in what is
 * decided of custody, may say that not all of it live together. A family is all whom children, guardians and names tie
 * together; nobody else gets an address that stands with such a family either.
 * In: what the files say; the rows of guardians; what is stored; the stored children of places in the files.
 */
export function heldBack(
  read: OfficeFile,
  rows: readonly RowOfChild[],
  { roll, childAt }: { roll: SchoolRoll; childAt: ReadonlyMap<string, string> },
): IsHeld {
  const families = new Joined();
  const people = new Map(roll.people.map((one) => [one.id, one]));
  for (const { childId, guardianId } of roll.guardianships) {
    families.join(childId, guardianId);
    const guardian = people.get(guardianId);
    if (guardian) families.join(childId, nameOf(guardian));
  }
  for (const { row, childId } of rows) families.join(childId, nameOf(row));
  const speaking = read.speaking ?? [];
  const named = meantIn(roll);
  const spoken = [
    ...(roll.custody ?? []).map(({ childId }) => childId),
    ...rows.flatMap(({ row, childId }) => (hasOwn(row) ? [childId] : [])),
    ...speaking.flatMap((line) => named(line)),
    // A note may stand on another sheet, where the same line is somebody else's.
    ...speaking.filter(({ note }) => !note).flatMap((line) => childAt.get(placeWord(line)) ?? []),
  ];
  const held = new Set(spoken.map((id) => families.sign(id)));
  const isOfHeld = (id: string) => held.has(families.sign(id));
  const secret = new Set([
    ...speaking.flatMap(({ addresses }) => addresses),
    ...rows
      .filter(({ childId }) => isOfHeld(childId))
      .flatMap(({ row }) => [...(row.postal ?? []), ...(row.postalShared ?? [])].map(foldedAddress)),
  ]);
  return (childId, personId, address) => isOfHeld(childId) || isOfHeld(personId) || secret.has(foldedAddress(address));
}

/** Where one guardian has columns of their own, those of the row may be anybody's. */
const hasOwn = ({ postal, postalUnusable, postalBlocked }: GuardianRow) =>
  postal !== undefined || postalUnusable === true || postalBlocked === true;

/** Guardians who are called the same may be one person who is stored twice. No id holds the sign. */
const nameOf = (one: Omit<PersonRow, "key">) => `name\u0001${folded(bareName(one))}`;

/** Whom the words of a line may mean, wherever they stand in it: everybody whose names are all among them. */
function meantIn({ children, people }: SchoolRoll): (line: SpeakingRow) => string[] {
  const byWord = new Map<string, { id: string; family: string[]; given: string[] }[]>();
  for (const one of [...children, ...people]) {
    const { familyName, givenName } = bareName(one);
    const [family, given] = [[...wordsIn([familyName])], [...wordsIn([givenName])]];
    const word = family[0] ?? given[0] ?? "";
    const same = byWord.get(word) ?? [];
    byWord.set(word, same);
    same.push({ id: one.id, family, given });
  }
  return ({ words, note = false }) => {
    const has = (word: string) => words.has(word);
    return [...words]
      .flatMap((word) => byWord.get(word) ?? [])
      .filter(({ family, given }) => family.every(has) && (note || given.length === 0 || given.some(has)))
      .map(({ id }) => id);
  };
}
