import type { PersonRow } from "../office-file.ts";
import { fullName, type Person } from "../people.ts";
import { fold, folded } from "../folded.ts";
import { bareName } from "../reading/bare-name.ts";
import { lostLetters } from "../reading/cells.ts";
import { isHash } from "../reading/guardians.ts";
import type { Change, ImportPlan, SchoolRoll, StoredPerson } from "./import-plan.ts";
import { betterSpelling, fitsLostLetters, sameFirstName } from "../spelling.ts";
import { roleAndKey, type Work } from "./work.ts";

/**
 * The id of a row's person: the stored one by key,
 * else by name among those who already belong to the child or the school, else a new one.
 * In: the row; who belongs and may be meant; whom to tell of a changed name. Names alone never join two families.
 */
export function personId(
  row: PersonRow,
  role: Person["role"],
  related: () => readonly string[],
  work: Work,
  changed: (change: Change) => void,
): string {
  const keyed = row.key === null ? undefined : work.people.get(work.byKey.get(roleAndKey(role, row.key)) ?? "");
  const found =
    keyed && sharesName(keyed, row)
      ? keyed
      : alike(
          row,
          related().flatMap((id) => work.people.get(id) ?? []),
        );
  if (found) {
    const better = update(found, row);
    work.people.set(found.id, better);
    if (fullName(better) !== fullName(found))
      changed({ what: "guardianName", from: fullName(found), to: fullName(better) });
    if (row.key !== null) work.byKey.set(roleAndKey(role, row.key), found.id);
    return found.id;
  }
  // A number that the office has given to somebody else before stays with them.
  const made: StoredPerson = {
    id: work.newId(),
    role,
    givenName: row.givenName,
    familyName: row.familyName,
    key: keyed ? null : row.key,
  };
  work.people.set(made.id, made);
  if (made.key !== null) work.byKey.set(roleAndKey(role, made.key), made.id);
  return made.id;
}

/**
 * The one of these stored persons that a row means, or nobody: where several have the name and no key tells, it could
 * be one or the other. Nothing is changed and nobody is made.
 */
export function theOneAmong(row: PersonRow, related: readonly StoredPerson[]): StoredPerson | null {
  const keyed = row.key === null ? undefined : related.find(({ key }) => key === row.key);
  if (keyed && sharesName(keyed, row)) return keyed;
  const name = folded(bareName(row));
  if (related.filter((one) => folded(bareName(one)) === name).length > 1) return null;
  return alike(row, related) ?? null;
}

/** Persons who are new or whose name or key the import has changed, as the plan has them. */
export function peopleToStore(
  roll: SchoolRoll,
  people: ReadonlyMap<string, StoredPerson>,
): Pick<ImportPlan, "newPeople" | "changedPeople"> {
  const before = new Map(roll.people.map((person) => [person.id, person]));
  const all = [...people.values()];
  return {
    newPeople: all.filter(({ id }) => !before.has(id)),
    changedPeople: all.filter(
      (one) =>
        before.has(one.id) &&
        (fullName(one) !== fullName(before.get(one.id) ?? one) || one.key !== before.get(one.id)?.key),
    ),
  };
}

function sharesName(stored: PersonRow, named: PersonRow): boolean {
  const [one, row] = [bareName(stored), bareName(named)];
  return fold(one.givenName) === fold(row.givenName) || fold(one.familyName) === fold(row.familyName);
}

/**
 * The one of these persons that a row means:
 * by name, else the only one whose name an export may have spoilt or shortened.
 */
function alike(row: PersonRow, related: readonly StoredPerson[]): StoredPerson | undefined {
  const possible = related.filter(
    ({ role, key }) =>
      key === null ||
      row.key === null ||
      roleAndKey(role, key) === roleAndKey(role, row.key) ||
      isHash(key) ||
      isHash(row.key),
  );
  if (possible.length === 0) return undefined;
  const name = folded(row);
  const exact = possible.find((one) => folded(one) === name) ?? titled(row, possible);
  if (exact) return exact;
  const family = fold(row.familyName);
  const spoilt = possible.filter(
    (one) =>
      (fold(one.familyName) === family && sameFirstName(one.givenName, row.givenName)) ||
      ((lostLetters(row) || lostLetters(one)) &&
        fitsLostLetters(row.givenName, one.givenName) &&
        fitsLostLetters(row.familyName, one.familyName)),
  );
  return spoilt.length === 1 ? spoilt[0] : undefined;
}

/** The one who is called so but for a title, which one program has in the name and the other beside it. */
function titled(row: PersonRow, possible: readonly StoredPerson[]): StoredPerson | undefined {
  const name = folded(bareName(row));
  return possible.find((one) => folded(bareName(one)) === name);
}

/** The better spelling, and a key where there was none or one that changes with the address. */
function update(stored: StoredPerson, row: PersonRow): StoredPerson {
  const shortened = stored.givenName.length !== row.givenName.length && sameFirstName(stored.givenName, row.givenName);
  return {
    ...stored,
    familyName: betterSpelling(stored.familyName, row.familyName),
    givenName: shortened ? stored.givenName : betterSpelling(stored.givenName, row.givenName),
    key: stored.key === null || isHash(stored.key) ? (row.key ?? stored.key) : stored.key,
  };
}
