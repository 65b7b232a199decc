import { asc, eq, sql } from "drizzle-orm";
import type { Child, ChildInClass } from "../../src/school/people.ts";
import type { Database, Transaction } from "../file/database.ts";
import { prepared } from "../file/prepared.ts";
import { child, schoolClass } from "../schema.ts";

/** The oldest first; before them those of whom it is not known. */
export const byBirthDate = sql`${child.birthDate} asc nulls first`;

/** As lists are read. */
export const byClassAndName = [asc(schoolClass.name), asc(child.familyName), asc(child.givenName)];

const withClass = prepared((db) =>
  db
    .select()
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(eq(child.id, sql.placeholder("id")))
    .prepare(),
);

/** One child with its class, read inside a unit of work or outside of one. */
export function childIn(db: Transaction | Database, id: string): ChildInClass | null {
  const row = withClass(db).get({ id });
  return row ? inClass(row.child, row.school_class) : null;
}

/** A row of the child with the name of its class. */
export function inClass(row: typeof child.$inferSelect, { name }: { name: string }): ChildInClass {
  return { ...asChild(row), className: name };
}

/** A row of the child without what only the database needs. */
export function asChild({ goneAt: _gone, pupilId: _pupil, ...rest }: typeof child.$inferSelect): Child {
  return rest;
}
