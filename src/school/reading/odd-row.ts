import type { OddRow, PersonRow } from "../office-file.ts";
import type { Place, Problem } from "../problem.ts";
import { lostLetters } from "./cells.ts";

/** What of an odd row could be read; `odd`: what is wrong with its name. */
interface Read extends PersonRow {
  otherKeys?: readonly string[];
  odd: Problem | null;
  date: string | null;
}

/** What an odd row still tells. A name that has lost letters means more than whoever is called so. */
export function oddRow({ file, row }: Place, { givenName, familyName, key, otherKeys = [], odd, date }: Read): OddRow {
  return {
    ...{ file, row, givenName, familyName },
    who: "child",
    legible: !odd && familyName !== "" && !lostLetters({ givenName, familyName }),
    keys: [key ?? [], otherKeys].flat(),
    birthDate: date,
  };
}
