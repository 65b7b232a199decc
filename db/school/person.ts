import { eq, sql } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Database, Transaction } from "../file/database.ts";
import { prepared } from "../file/prepared.ts";
import { person } from "../schema.ts";

const withId = prepared((db) =>
  db
    .select()
    .from(person)
    .where(eq(person.id, sql.placeholder("id")))
    .prepare(),
);

/** One person, read inside a unit of work or outside of one. */
export function personWith(db: Transaction | Database, id: string): Person | undefined {
  const row = withId(db).get({ id });
  return row && asPerson(row);
}

/** A row of the person without what only the database needs. */
export function asPerson({ id, role, givenName, familyName }: typeof person.$inferSelect): Person {
  return { id, role, givenName, familyName };
}
