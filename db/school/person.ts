import { eq } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Database, Transaction } from "../file/database.ts";
import { person } from "../schema.ts";

/** One person, read inside a unit of work or outside of one. */
export function personWith(db: Transaction | Database, id: string): Person | undefined {
  const row = db.select().from(person).where(eq(person.id, id)).get();
  return row && asPerson(row);
}

/** A row of the person without what only the database needs. */
export function asPerson({ id, role, givenName, familyName }: typeof person.$inferSelect): Person {
  return { id, role, givenName, familyName };
}
