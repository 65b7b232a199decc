import { notInArray } from "drizzle-orm";
import type { SchoolRoll } from "../../src/school/plan-import.ts";
import { everyCustody } from "../proof/custody.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, classTeacher, guardianship, person, schoolClass } from "../schema.ts";

/** All that is stored of the school, read inside a unit of work or outside of one. */
export function rollOf(db: Transaction | Database): SchoolRoll {
  const children = db.select().from(child).all();
  const people = db
    .select()
    .from(person)
    .where(notInArray(person.role, ["pupil", "office", "stranger"]))
    .all();
  return {
    classes: db.select().from(schoolClass).all(),
    children: children.map(({ goneAt, pupilId: _, ...one }) => ({ ...one, gone: goneAt !== null })),
    people: people.map(({ goneAt, ...one }) => ({ ...one, gone: goneAt !== null })),
    guardianships: db.select().from(guardianship).all(),
    classTeachers: db.select().from(classTeacher).all(),
    custody: everyCustody(db),
  };
}
