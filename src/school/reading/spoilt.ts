import { fold, folded } from "../folded.ts";
import type { ChildRow, GuardianRow, PersonRow } from "../office-file.ts";
import { type Place, placeWord, type Problem } from "../problem.ts";
import { betterSpelling, fitsLostLetters } from "../spelling.ts";
import { lostLetters } from "./cells.ts";

/**
 * Gives names with lost letters ("?brahim") the letters back that another file of the import has: of a child with the
 * same birth date, where only one name fits. In one file they are two children.
 * Out: the rows; and the problems without those of letters that were found.
 */
export function mended(rows: readonly ChildRow[], problems: readonly Problem[]): { rows: ChildRow[]; told: Problem[] } {
  const spoilt = rows.filter((row) => lostLetters(row) && row.birthDate !== null);
  if (spoilt.length === 0) return { rows: [...rows], told: [...problems] };
  const dates = new Set(spoilt.map(({ birthDate }) => birthDate));
  const whole = Map.groupBy(
    rows.filter((row) => dates.has(row.birthDate) && !lostLetters(row)),
    ({ birthDate }) => birthDate,
  );
  const found = new Set<string>();
  const asWritten = (row: ChildRow): ChildRow => {
    if (!lostLetters(row)) return row;
    const name = onlyFitting(row, whole.get(row.birthDate) ?? []);
    if (name) found.add(placeWord(row));
    return name ? { ...row, ...name } : row;
  };
  const read = rows.map(asWritten);
  return {
    rows: read,
    told: problems.filter((one) => one.key !== "lostLetter" || !found.has(placeWord(one))),
  };
}

/**
 * Persons by name, each in the best spelling; one with lost letters belongs to the only name of another file that fits.
 */
export function byName(persons: readonly GuardianRow[]): GuardianRow[][] {
  const whole = persons.filter((one) => !lostLetters(one));
  const named = persons.map((one) => (lostLetters(one) ? { ...one, ...onlyFitting(one, whole) } : one));
  return [...Map.groupBy(named, folded).values()].map((same) => {
    const best = bestOf(same);
    return same.map((one) => ({ ...one, ...best }));
  });
}

type Name = Pick<PersonRow, "givenName" | "familyName">;

function onlyFitting(spoilt: Name & Place, whole: readonly (Name & Place)[]): Name | null {
  const fitting = whole.filter(
    (one) =>
      one.file !== spoilt.file &&
      fitsLostLetters(spoilt.givenName, one.givenName) &&
      fitsLostLetters(spoilt.familyName, one.familyName),
  );
  return new Set(fitting.map(folded)).size === 1 ? bestOf(fitting) : null;
}

/** The richest spelling of one name. In: one or more that are the same when folded. */
function bestOf([first, ...others]: readonly Name[]): Name {
  const name = { givenName: first?.givenName ?? "", familyName: first?.familyName ?? "" };
  for (const other of others) Object.assign(name, richer(name, other));
  return name;
}

/** A name in the better of two spellings, where it is one name. */
export function richer(known: Name, other: Name): Name {
  const better = (one: string, two: string) => (fold(one) === fold(two) ? betterSpelling(one, two) : one);
  return {
    givenName: better(known.givenName, other.givenName),
    familyName: better(known.familyName, other.familyName),
  };
}
