import type { PersonRow } from "../office-file.ts";
import { fullName } from "../people.ts";
import { type Place, problem, type Problem } from "../problem.ts";
import { withoutNotes } from "./bare-name.ts";
import { isNothing, isRounded, lostLetters, oddName, spoilt, wrongClass } from "./cells.ts";
import { isAboutCustody, isAboutDeath } from "./custody.ts";

type Names = Omit<PersonRow, "key">;

/** A child's name as it is read; `odd`: nothing is done for the row. */
export interface ReadName extends Names {
  odd: Problem | null;
  said: Problem[];
}

/**
 * A child's name. Who has only one is called by it alone ("-" and "." in the other cell are none); words on custody in
 * brackets are no part of it.
 */
export function readChildName(cells: Names, place: Place): ReadName {
  const unshown = spoilt(cells.givenName, place) ?? spoilt(cells.familyName, place);
  if (unshown) return { ...cells, odd: unshown, said: [] };
  const said: Problem[] = [];
  const written = fullName(cells);
  const bare = (cell: string) => {
    const { name, notes } = withoutNotes(cell);
    if (!notes.some((words) => isAboutCustody(words) || isAboutDeath(words))) return cell;
    said.push(problem("custodyInName", place, { name: name.slice(0, 80) }));
    return name;
  };
  const [given, family] = [bare(cells.givenName), bare(cells.familyName)].map((name) => (isNothing(name) ? "" : name));
  if (!given && !family) return { ...cells, odd: problem("nameIncomplete", place, { name: written }), said };
  const names = given ? { givenName: given, familyName: family ?? "" } : { givenName: family ?? "", familyName: "" };
  const whole = names.familyName === "" ? { ...names, familyName: names.givenName } : names;
  const odd = oddName(whole, place) ?? severalIn(names, place);
  if (!odd && names.familyName === "") said.push(problem("oneName", place, { name: names.givenName }));
  if (!odd && lostLetters(names)) said.push(problem("lostLetter", place, { name: fullName(names) }));
  return { ...names, odd, said };
}

/** Two children in one row. */
function severalIn({ givenName, familyName }: Names, place: Place): Problem | null {
  const several = /\s(?:und|u\.)\s|[&+]/i.test(givenName);
  return several ? problem("twoChildren", place, { name: fullName({ givenName, familyName }) }) : null;
}

/** A class, null where the cell names none, or what is wrong with it. */
export function readClass(cell: string, place: Place): string | null | Problem {
  if (isNothing(cell)) return null;
  return wrongClass(cell, place) ?? cell;
}

/** A number of the office's program, null where there is none. */
export function readKey(cell: string, place: Place): { key: string | null; said: Problem[] } {
  const { keys, said } = readKeys(cell, place);
  return { key: keys[0] ?? null, said };
}

/** Numbers or short codes in one cell. In: what separates them; without it, one may stand there. */
export function readKeys(cell: string, place: Place, between?: RegExp): { keys: string[]; said: Problem[] } {
  // The comma of a rounded number separates nothing.
  if (isRounded(cell)) return { keys: [], said: [problem("keyRounded", place)] };
  const parts = between ? cell.split(between) : [cell];
  return { keys: parts.filter((part) => part !== "" && !/^[-–.?]+$/.test(part)), said: [] };
}
