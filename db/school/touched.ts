import { pair, type PartOfRoll, taught } from "../../src/school/by-hand/roll-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Transaction } from "../file/database.ts";
import { among, prepared } from "../file/prepared.ts";
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
  const all = related(tx, touched);
  return {
    ...all,
    guardianships: all.guardianships.filter((one) => touched.guardianships.has(pair(one))),
    classTeachers: all.classTeachers.filter((one) => touched.classTeachers.has(taught(one))),
  };
}

/** These children and people, and all that binds them to others. */
export function related(tx: Transaction, { children, people }: Pick<Touched, "children" | "people">): PartOfRoll {
  const [ofChildren, ofPeople] = [{ of: JSON.stringify(children) }, { of: JSON.stringify(people) }];
  const bound = [...guardiansOfChildren(tx).all(ofChildren), ...childrenOfGuardians(tx).all(ofPeople)];
  return {
    children: childrenWith(tx)
      .all(ofChildren)
      .map(({ pupilId: _, ...one }) => one),
    people: peopleWith(tx).all(ofPeople),
    guardianships: [...new Map(bound.map((one) => [pair(one), one])).values()],
    classTeachers: classesOfTeachers(tx).all(ofPeople),
  };
}

const childrenWith = prepared((db) => db.select().from(child).where(among(child.id, "of")).prepare());
const peopleWith = prepared((db) => db.select().from(person).where(among(person.id, "of")).prepare());
const guardiansOfChildren = prepared((db) =>
  db.select().from(guardianship).where(among(guardianship.childId, "of")).prepare(),
);
const childrenOfGuardians = prepared((db) =>
  db.select().from(guardianship).where(among(guardianship.guardianId, "of")).prepare(),
);
const classesOfTeachers = prepared((db) =>
  db.select().from(classTeacher).where(among(classTeacher.teacherId, "of")).prepare(),
);
