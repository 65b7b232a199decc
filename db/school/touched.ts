import { inArray } from "drizzle-orm";
import type { PartOfRoll } from "../../src/school/by-hand/roll-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Transaction } from "../file/database.ts";
import { child, classTeacher, guardianship, person } from "../schema.ts";
import { inParts } from "./writing.ts";

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

export const pair = ({ guardianId, childId }: { guardianId: string; childId: string }) => `${guardianId} ${childId}`;
export const taught = ({ teacherId, classId }: { teacherId: string; classId: string }) => `${teacherId} ${classId}`;
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
  const [guardianships, classTeachers] = [new Map<string, Guardianship>(), new Map<string, ClassTeacher>()];
  const { guardianId, childId } = guardianship;
  for (const some of inParts(children))
    for (const one of tx.select().from(guardianship).where(inArray(childId, some)).all())
      guardianships.set(pair(one), one);
  for (const some of inParts(people)) {
    for (const one of tx.select().from(guardianship).where(inArray(guardianId, some)).all())
      guardianships.set(pair(one), one);
    for (const one of tx.select().from(classTeacher).where(inArray(classTeacher.teacherId, some)).all())
      classTeachers.set(taught(one), one);
  }
  return {
    children: inParts(children).flatMap((some) =>
      tx
        .select()
        .from(child)
        .where(inArray(child.id, some))
        .all()
        .map(({ pupilId: _, ...one }) => one),
    ),
    people: inParts(people).flatMap((some) => tx.select().from(person).where(inArray(person.id, some)).all()),
    guardianships: [...guardianships.values()],
    classTeachers: [...classTeachers.values()],
  };
}

type Guardianship = typeof guardianship.$inferSelect;
type ClassTeacher = typeof classTeacher.$inferSelect;
