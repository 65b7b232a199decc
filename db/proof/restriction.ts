import { asc, inArray, sql, type SQL } from "drizzle-orm";
import { type Restriction, type RestrictionFact, restrictionIn } from "../../src/consent/restriction.ts";
import { putOnRecord } from "./erasings.ts";
import type { Database, Transaction } from "../file/database.ts";
import { restrictionFact } from "../schema.ts";

/**
 * Whether the processing of the data of a person is restricted now: the newest fact counts. In: where the id of the
 * person stands, with its table: a query that reads one table alone would take it for a column of the facts.
 */
export const isRestrictedNow = (personId: `${string}.${string}`): SQL =>
  sql`ifnull((select fact.ground from restriction_fact as fact where fact.person_id = ${sql.raw(personId)}
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
    .where(isRestrictedNow("restriction_fact.person_id"))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Appends a fact. */
export function putRestriction(tx: Transaction, fact: RestrictionFact): void {
  tx.insert(restrictionFact).values(fact).run();
}

/**
 * The children whose data are, or are beside, those of somebody for whom a restriction holds: a guardian's, the pupil's
 * own, or a declaration of theirs. Nothing of them is erased meanwhile.
 */
export function heldByRestriction(db: Database | Transaction): Set<string> {
  const people = JSON.stringify([...everyRestricted(db)]);
  if (people === "[]") return new Set();
  const rows = db.all<{ id: string | null }>(sql`
    select child_id as id from guardianship where guardian_id in (select value from json_each(${people}))
    union select id from child where pupil_id in (select value from json_each(${people}))
    union select child_id from consent_event where person_id in (select value from json_each(${people}))`);
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** Forgets what was restricted and lifted before that time, on record. In: the time and that one (ISO). */
export function forgetLifted(tx: Transaction, at: string, before: string): void {
  const rows = tx.all<{ id: number }>(sql`
    select id from restriction_fact as lifted where not ${isRestrictedNow("lifted.person_id")} and not exists
      (select 1 from restriction_fact as young where young.person_id = lifted.person_id and young.at >= ${before})
    limit 10000`);
  const ids = rows.map(({ id }) => id);
  putOnRecord(tx, { at, endedBefore: before, rows: { restriction_fact: ids } });
  tx.delete(restrictionFact).where(inArray(restrictionFact.id, ids)).run();
}
