import { pair, type PartOfRoll, taught } from "../../src/school/by-hand/roll-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Transaction } from "../file/database.ts";
import { rowsAmong } from "../file/prepared.ts";
import { child, classTeacher, guardianship, person } from "../schema.ts";

/** Which rows a plan touches, by id. */
export interface Touched {
  children: string[];
  people: string[];
  /** Whose child it is: `guardian child`; who teaches which class: `teacher class`. */
  guardianships: ReadonlySet<string>;
  classTeachers: ReadonlySet<string>;
}

/** The rows that a plan touches: also people who come back because they belong to somebody again. */
export function touchedBy(plan: ImportPlan): Touched {
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  const guardianships = [...plan.newGuardianships, ...plan.endedGuardianships];
  const classTeachers = [...plan.newClassTeachers, ...plan.endedClassTeachers];
  return {
    children: distinct([...ids(plan.newChildren), ...ids(plan.changedChildren), ...ids(plan.goneChildren)]),
    people: distinct([
      ...ids(plan.newPeople),
      ...ids(plan.changedPeople),
      ...guardianships.map(({ guardianId }) => guardianId),
      ...classTeachers.map(({ teacherId }) => teacherId),
    ]),
    guardianships: new Set(guardianships.map(pair)),
    classTeachers: new Set(classTeachers.map(taught)),
  };
}

export const distinct = (ids: readonly string[]) => [...new Set(ids)];

/** These rows as they stand now. */
export function standing(tx: Transaction, touched: Touched): PartOfRoll {
  const of = (pairs: ReadonlySet<string>, which: 0 | 1) =>
    distinct([...pairs].map((one) => one.split(" ")[which] ?? ""));
  const wards = guardiansOfChildren(tx, of(touched.guardianships, 1));
  return {
    children: childrenIn(tx, touched.children),
    people: peopleWith(tx, touched.people),
    guardianships: wards.filter((one) => touched.guardianships.has(pair(one))),
    classTeachers: classesOfTeachers(tx, of(touched.classTeachers, 0)).filter((one) =>
      touched.classTeachers.has(taught(one)),
    ),
  };
}

/** These children and people, and all that binds them to others. */
export function related(tx: Transaction, { children, people }: Pick<Touched, "children" | "people">): PartOfRoll {
  const bound = [...guardiansOfChildren(tx, children), ...childrenOfGuardians(tx, people)];
  return {
    children: childrenIn(tx, children),
    people: peopleWith(tx, people),
    guardianships: [...new Map(bound.map((one) => [pair(one), one])).values()],
    classTeachers: classesOfTeachers(tx, people),
  };
}

const childrenIn = (tx: Transaction, ids: readonly string[]) =>
  childrenWith(tx, ids).map(({ pupilId: _, ...one }) => one);

const childrenWith = rowsAmong(child, child.id);
const peopleWith = rowsAmong(person, person.id);
const guardiansOfChildren = rowsAmong(guardianship, guardianship.childId);
const childrenOfGuardians = rowsAmong(guardianship, guardianship.guardianId);
const classesOfTeachers = rowsAmong(classTeacher, classTeacher.teacherId);
