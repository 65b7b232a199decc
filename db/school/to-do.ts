import { and, asc, eq, isNull, notExists } from "drizzle-orm";
import type { LeftOpen } from "../../src/school/planning/import-plan.ts";
import type { ChildInClass, SchoolClass } from "../../src/school/people.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { mayHaveASayNow } from "../proof/custody.ts";
import { isRestrictedNow, restrictionOf } from "../proof/restriction.ts";
import { child, classTeacher, guardianship, leftOpen, person, schoolClass } from "../schema.ts";
import { byClassAndName, inClass } from "./children.ts";

/** What of the roll somebody must do: a child without anybody, a class without a teacher, what a file has left open. */
export interface RollToDo {
  /** Nobody may declare for them. */
  alone: ChildInClass[];
  /** Classes with children and nobody who hears of them. */
  untaught: SchoolClass[];
  /** A guardian who stood in a file without a whole name, and was not stored. */
  incomplete: ChildInClass[];
  /** A file said something else of somebody whose data are only kept (Art. 18 GDPR), and nothing was changed. */
  restricted: ChildInClass[];
  /** Class teachers whose data are only kept: no list changes their names and classes. */
  restrictedTeachers: RestrictedTeacher[];
}

/** A class teacher for whom a restriction holds, and the request by which it does. */
export interface RestrictedTeacher {
  name: string;
  classNames: string[];
  requestId: string;
}

/** What is to be done for the roll. */
export function openRollToDo(database: Database) {
  return {
    /** All of it, by class and name. */
    async open(): Promise<RollToDo> {
      const left = (what: LeftOpen["what"]) => leftFor(database, what);
      return {
        alone: alone(database),
        untaught: untaught(database),
        incomplete: left("guardianIncomplete"),
        restricted: left("restricted"),
        restrictedTeachers: restrictedTeachers(database),
      };
    },

    /** What a file has left open for a child is done. */
    async done(childId: string, now: Date): Promise<void> {
      await inOneTransaction(database, (tx) => closeLeftOpen(tx, childId, now));
    },
  };
}

export type OpenRollToDo = ReturnType<typeof openRollToDo>;

/** What a file has left open for a child is done, in the unit of work in which it was done. */
export function closeLeftOpen(tx: Transaction, childId: string, now: Date): void {
  tx.update(leftOpen)
    .set({ doneAt: now.toISOString() })
    .where(and(eq(leftOpen.childId, childId), isNull(leftOpen.doneAt)))
    .run();
}

/**
 * A pupil of age who must agree itself has nobody else either, but is not reached through anybody; nor is a child whose
 * guardians have no say, by decisions on custody.
 */
function alone(database: Database): ChildInClass[] {
  const anybody = database
    .select()
    .from(guardianship)
    .where(and(eq(guardianship.childId, child.id), mayHaveASayNow));
  return database
    .select()
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isNull(child.goneAt), notExists(anybody)))
    .orderBy(...byClassAndName)
    .all()
    .map((row) => inClass(row.child, row.school_class));
}

function untaught(database: Database): SchoolClass[] {
  const teacher = database.select().from(classTeacher).where(eq(classTeacher.classId, schoolClass.id));
  return database
    .selectDistinct({ id: schoolClass.id, name: schoolClass.name })
    .from(schoolClass)
    .innerJoin(child, and(eq(child.classId, schoolClass.id), isNull(child.goneAt)))
    .where(notExists(teacher))
    .orderBy(asc(schoolClass.name))
    .all();
}

function restrictedTeachers(database: Database): RestrictedTeacher[] {
  const rows = database
    .select({ person, className: schoolClass.name })
    .from(classTeacher)
    .innerJoin(person, eq(person.id, classTeacher.teacherId))
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .where(isRestrictedNow("person.id"))
    .orderBy(asc(person.familyName), asc(person.givenName), asc(schoolClass.name))
    .all();
  return [...Map.groupBy(rows, (row) => row.person.id)].flatMap(([id, own]) => {
    const [first] = own;
    const holds = restrictionOf(database, id);
    const classNames = own.map(({ className }) => className);
    return first && holds
      ? { name: `${first.person.givenName} ${first.person.familyName}`, classNames, requestId: holds.requestId }
      : [];
  });
}

function leftFor(database: Database, what: LeftOpen["what"]): ChildInClass[] {
  return database
    .select({ child, schoolClass })
    .from(leftOpen)
    .innerJoin(child, eq(child.id, leftOpen.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(eq(leftOpen.what, what), isNull(leftOpen.doneAt), isNull(child.goneAt)))
    .orderBy(...byClassAndName)
    .all()
    .map((row) => inClass(row.child, row.schoolClass));
}
