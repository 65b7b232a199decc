import { foldedClass } from "../class-name.ts";
import type { ChildRow, OfficeFile } from "../office-file.ts";
import type { Person } from "../people.ts";
import type {
  Change,
  ImportOptions,
  ImportPlan,
  PlannedRow,
  SchoolRoll,
  StoredChild,
  StoredPerson,
} from "./import-plan.ts";
import type { Candidates, Match } from "./match.ts";
import { custodyIn, type FoundCustody } from "./stored-custody.ts";
import { unlinked } from "../unlinked.ts";

/** What the steps of planning hand each other. */
export interface Work extends FoundCustody {
  file: OfficeFile;
  roll: SchoolRoll;
  plan: ImportPlan;
  options: ImportOptions;
  newId: () => string;
  matches: Map<ChildRow, Match>;
  /** Classes, stored and new, by folded name; and names by id. */
  classIds: Map<string, string>;
  classNames: Map<string, string>;
  /** Stored children by id. */
  children: Map<string, StoredChild>;
  /** Persons, stored and new, by id, with what the import has changed so far. */
  people: Map<string, StoredPerson>;
  /** Persons by `roleAndKey`, also by keys that only this import has shown to be theirs. */
  byKey: Map<string, string>;
  /** Guardians of each child, stored and planned. */
  guardiansOf: Map<string, string[]>;
  /** Children of the files, by id. */
  seen: Set<string>;
  /** Lists of candidates that have been seen whole. */
  seenLists: Set<Candidates[number]>;
  rows: Map<string, PlannedRow>;
}

/** A desk with everything found by what it is asked for. */
export function workOn(
  file: OfficeFile,
  roll: SchoolRoll,
  rest: Pick<Work, "plan" | "options" | "newId" | "matches">,
): Work {
  return {
    file,
    roll,
    ...rest,
    ...custodyIn(roll),
    seen: new Set(),
    seenLists: new Set(),
    rows: new Map(),
    classIds: classIdsIn(roll),
    classNames: new Map(roll.classes.map(({ id, name }) => [id, name])),
    children: new Map(roll.children.map((child) => [child.id, child])),
    people: new Map(roll.people.map(({ gone: _, ...person }) => [person.id, person])),
    byKey: new Map(roll.people.flatMap(({ id, role, key }) => (key === null ? [] : [[roleAndKey(role, key), id]]))),
    guardiansOf: new Map(
      [...Map.groupBy(roll.guardianships, ({ childId }) => childId)].map(([id, all]) => [
        id,
        all.map(({ guardianId }) => guardianId),
      ]),
    ),
  };
}

/** What a person with a number is found by: a short code is the same in capitals and without. */
export function roleAndKey(role: Person["role"], key: string): string {
  return `${role} ${key.toLowerCase()}`;
}

/** Of two stored classes of one name, written 3a and 03A, the one with a teacher is it. */
function classIdsIn({ classes, classTeachers }: SchoolRoll): Map<string, string> {
  const taught = new Set(classTeachers.map(({ classId }) => classId));
  const ids = new Map<string, string>();
  for (const { id, name } of classes) {
    const known = ids.get(foldedClass(name));
    if (known === undefined || (!taught.has(known) && taught.has(id))) ids.set(foldedClass(name), id);
  }
  return ids;
}

/** The class of this name, a new one where there is none. */
export function classId(name: string, { classIds, classNames, plan, newId }: Work): string {
  const known = classIds.get(foldedClass(name));
  if (known) return known;
  const made = { id: newId(), name: unlinked(name) };
  classIds.set(foldedClass(name), made.id);
  classNames.set(made.id, made.name);
  plan.newClasses.push(made);
  return made.id;
}

/** Notes a change at a child's or a teacher's row of the preview; a row that had none is made. */
export function note(
  work: Work,
  id: string,
  change: Change,
  made: () => Omit<PlannedRow, "changes" | "candidates">,
): void {
  const row = work.rows.get(id) ?? { ...made(), changes: [], candidates: [] };
  work.rows.set(id, row);
  row.changes.push(change);
}
