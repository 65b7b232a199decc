import { asc, eq, inArray, sql, type SQL, type AnyColumn } from "drizzle-orm";
import { type Restriction, type RestrictionFact, restrictionIn } from "../../src/consent/restriction.ts";
import type { Database, Transaction } from "../file/database.ts";
import { restrictionFact } from "../schema.ts";

/** Whether the processing of the data of a person, by the id in a column, is restricted now: the newest fact counts. */
export const isRestrictedNow = (personId: AnyColumn | SQL): SQL =>
  sql`ifnull((select fact.ground from restriction_fact as fact where fact.person_id = ${personId}
    order by fact.id desc limit 1), '') <> ''`;

/** Every fact of these persons, oldest first. */
export function restrictionsOf(db: Database | Transaction, personIds: readonly string[]): RestrictionFact[] {
  return db
    .select()
    .from(restrictionFact)
    .where(inArray(restrictionFact.personId, [...personIds]))
    .orderBy(asc(restrictionFact.id))
    .all()
    .map(({ id: _, ...fact }) => fact);
}

/** What holds for a person now. */
export const restrictionOf = (db: Database | Transaction, personId: string): Restriction | null =>
  restrictionIn(restrictionsOf(db, [personId]));

/** Everybody for whom a restriction holds, by id. */
export function everyRestricted(db: Database | Transaction): Set<string> {
  const rows = db
    .selectDistinct({ id: restrictionFact.personId })
    .from(restrictionFact)
    .where(isRestrictedNow(sql`${restrictionFact}.person_id`))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Appends a fact. */
export function putRestriction(tx: Transaction, fact: RestrictionFact): void {
  tx.insert(restrictionFact).values(fact).run();
}

/** Whether anything was ever restricted of this person. */
export const wasRestricted = (db: Database | Transaction, personId: string): boolean =>
  db.select().from(restrictionFact).where(eq(restrictionFact.personId, personId)).get() !== undefined;
