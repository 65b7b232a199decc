import { asc, inArray, sql, type SQL } from "drizzle-orm";
import { type Restriction, type RestrictionFact, restrictionIn } from "../../src/consent/restriction.ts";
import { putOnRecord } from "./erasings.ts";
import type { Database, Transaction } from "../file/database.ts";
import { restrictionFact } from "../schema.ts";

/**
 * Whether the processing of the data of a person is restricted now: of each request the newest fact counts. In: where
 * the id of the person stands, with its table: a query that reads one table alone would take it for a column of the
 * facts.
 */
export const isRestrictedNow = (personId: `${string}.${string}`): SQL =>
  sql`exists (select 1 from restriction_fact as fact where fact.person_id = ${sql.raw(personId)} and fact.ground <> ''
    and not exists (select 1 from restriction_fact as later
      where later.person_id = fact.person_id and later.request_id = fact.request_id and later.id > fact.id))`;

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

/** What holds by one request. */
export const restrictionBy = (db: Database | Transaction, personId: string, requestId: string): Restriction | null =>
  restrictionIn(restrictionsOf(db, [personId]).filter((fact) => fact.requestId === requestId));

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
 * own, or a declaration or a decision about theirs. Nothing of them is erased meanwhile.
 */
export const heldByRestriction = (db: Database | Transaction): Set<string> => beside(db, [...everyRestricted(db)]);

/** The same of those, too, who have asked for a right that is not answered yet, but for erasing. */
export function heldByRights(db: Database | Transaction): Set<string> {
  const asking = db.all<{ id: string }>(sql`
    select person_id as id from rights_request as request where request."right" <> 'erasure' and not exists
      (select 1 from request_step as step
        where step.request_id = request.id and step.step in ('answered', 'declined'))`);
  return beside(db, [...everyRestricted(db), ...asking.map(({ id }) => id)]);
}

function beside(db: Database | Transaction, persons: readonly string[]): Set<string> {
  const people = JSON.stringify(persons);
  if (people === "[]") return new Set();
  const rows = db.all<{ id: string | null }>(sql`
    select child_id as id from guardianship where guardian_id in (select value from json_each(${people}))
    union select child_id from custody_fact where guardian_id in (select value from json_each(${people}))
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
