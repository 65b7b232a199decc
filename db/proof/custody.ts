import { and, asc, desc, eq, gte, inArray, lt, not, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Custody, CustodyFact } from "../../src/consent/custody.ts";
import { putOnRecord } from "./erasings.ts";
import { isRestrictedNow } from "./restriction.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, custodyFact, guardianship } from "../schema.ts";

/**
 * What holds of a row of the table guardianship, null where there is no fact: the newest counts. In words of their own,
 * for a query that reads one table alone would take the columns for those of the facts.
 */
export const custodyNow = sql<Custody | null>`(select fact.custody from custody_fact as fact
  where fact.child_id = guardianship.child_id and fact.guardian_id = guardianship.guardian_id
  order by fact.id desc limit 1)`;

/**
 * Of a row of the table guardianship: as `mayDeclareWith`, `mayKnowWith` and `mayBeAskedWith`; whether the guardian may
 * join because of the child; whether nobody has decided that the guardian has no say.
 */
export const mayDeclareNow = sql`ifnull(${custodyNow}, 'declares') in ('declares', 'undecided')`;
export const mayKnowNow = sql`ifnull(${custodyNow}, 'declares') in ('declares', 'undecided', 'informed')`;
export const mayBeAskedNow = sql`ifnull(${custodyNow}, 'declares') = 'declares'`;
export const mayJoinNow = sql`ifnull(${custodyNow}, 'declares') in ('declares', 'informed')`;
export const mayHaveASayNow = sql`ifnull(${custodyNow}, 'declares') not in ('informed', 'neither')`;

/** What holds between a child and a guardian, whether related now or not; null where there is no fact. */
export function newestFact(db: Database | Transaction, childId: string, guardianId: string): CustodyFact | null {
  const pair = and(eq(custodyFact.childId, childId), eq(custodyFact.guardianId, guardianId));
  const row = db.select().from(custodyFact).where(pair).orderBy(desc(custodyFact.id)).limit(1).get();
  return row ? asFact(row) : null;
}

/** Every fact of these guardians' custody of a child, or of these children; oldest first. */
export function factsOf(
  db: Database | Transaction,
  whose: { childIds: readonly string[] } | { guardianIds: readonly string[] },
): CustodyFact[] {
  const of = "childIds" in whose ? whose.childIds : whose.guardianIds;
  const facts = "childIds" in whose ? ofChildren(db) : ofGuardians(db);
  return facts.all({ of: JSON.stringify(of) }).map(asFact);
}

const ofChildren = prepared((db) =>
  db.select().from(custodyFact).where(among(custodyFact.childId, "of")).orderBy(asc(custodyFact.id)).prepare(),
);

const ofGuardians = prepared((db) =>
  db.select().from(custodyFact).where(among(custodyFact.guardianId, "of")).orderBy(asc(custodyFact.id)).prepare(),
);

/** What holds of every child and guardian of whom there is a fact. */
export function everyCustody(
  db: Database | Transaction,
): Pick<typeof custodyFact.$inferSelect, "childId" | "guardianId" | "custody">[] {
  const { childId, guardianId, custody, id } = custodyFact;
  const newest = db
    .select({ id: sql`max(${id})` })
    .from(custodyFact)
    .groupBy(childId, guardianId);
  return db
    .select({ childId, guardianId, custody })
    .from(custodyFact)
    .where(inArray(id, newest))
    .orderBy(asc(childId), asc(guardianId))
    .all();
}

const asFact = ({ childId, guardianId, id: _, ...rest }: typeof custodyFact.$inferSelect): CustodyFact => ({
  ...{ child: childId, guardian: guardianId },
  ...rest,
});

/** Appends a fact. */
export function putFact(tx: Transaction, { child: childId, guardian: guardianId, ...fact }: CustodyFact): void {
  tx.insert(custodyFact)
    .values({ childId, guardianId, ...fact })
    .run();
}

/**
 * Puts before the office what a list says of custody, of whom nobody has decided, in this unit of work: a fact that is
 * there is stronger. In: as a plan has them; the time.
 */
export function putBeforeOffice(
  tx: Transaction,
  open: readonly { childId: string; guardianId: string; custody: Custody }[],
  now: Date,
): void {
  const at = now.toISOString();
  const rows = JSON.stringify(open.map(({ childId, guardianId, custody }) => [childId, guardianId, custody]));
  tx.run(sql`insert into custody_fact (child_id, guardian_id, custody, since, paper, "by", at)
    select value ->> 0, value ->> 1, value ->> 2, ${at.slice(0, 10)}, '', '', ${at} from json_each(${rows}) as list
    where not exists (select 1 from custody_fact as fact
      where fact.child_id = list.value ->> 0 and fact.guardian_id = list.value ->> 1)`);
}

/** Of these children, those of whom a fact is younger than that (ISO): it may not be erased yet. */
export function withYoungFacts(tx: Transaction, childIds: readonly string[], than: string): Set<string> {
  const rows = tx
    .selectDistinct({ id: custodyFact.childId })
    .from(custodyFact)
    .where(and(inArray(custodyFact.childId, [...childIds]), gte(custodyFact.at, than)))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Forgets the facts of these children, on record. In: the time and the end of the retention time (ISO). */
export function forgetFactsOf(tx: Transaction, childIds: readonly string[], at: string, before: string): void {
  forget(
    tx,
    tx
      .select({ id: custodyFact.id })
      .from(custodyFact)
      .where(inArray(custodyFact.childId, [...childIds]))
      .all(),
    at,
    before,
  );
}

/** Forgets what another fact has followed before the end of the retention time: nothing that is kept leans on it. */
export function forgetFormerFacts(tx: Transaction, at: string, before: string): void {
  const newer = alias(custodyFact, "newer");
  const isFollowed = and(
    eq(newer.childId, custodyFact.childId),
    eq(newer.guardianId, custodyFact.guardianId),
    sql`${newer.id} > ${custodyFact.id}`,
    lt(newer.at, before),
  );
  const former = tx.selectDistinct({ id: custodyFact.id }).from(custodyFact).innerJoin(newer, isFollowed);
  forget(
    tx,
    former
      .where(and(lt(custodyFact.at, before), not(isRestrictedNow("custody_fact.guardian_id"))))
      .limit(atOnce)
      .all(),
    at,
    before,
  );
}

/** More than that waits for the next round. */
const atOnce = 10_000;

function forget(tx: Transaction, rows: readonly { id: number }[], at: string, before: string): void {
  const ids = rows.map(({ id }) => id);
  putOnRecord(tx, { at, endedBefore: before, rows: { custody_fact: ids } });
  tx.delete(custodyFact).where(inArray(custodyFact.id, ids)).run();
}

/** Whether a person is guardian of children, and may join because of none of them. */
export function isHeldBack(db: Database | Transaction, personId: string): boolean {
  return heldBack(db, [personId]).has(personId);
}

/** Those of these persons who are held back so. */
export function heldBack(db: Database | Transaction, personIds: readonly string[]): Set<string> {
  const ids = JSON.stringify(personIds);
  return withoutAny(db, mayJoinNow, sql`${guardianship.guardianId} in (select value from json_each(${ids}))`);
}

/**
 * The guardians of whom something holds for none of their children at the school; who has none there, for none who was.
 * In: it, of a row of the table guardianship; perhaps which rows. Who is nobody's guardian is not among them.
 */
export function withoutAny(db: Database | Transaction, holds: SQL, which?: SQL): Set<string> {
  const held = sql`case when ${holds} then 1 else 0 end`;
  const rows = db
    .select({ id: guardianship.guardianId })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .where(which)
    .groupBy(guardianship.guardianId)
    .having(sql`ifnull(max(iif(${child.goneAt} is null, ${held}, null)), max(${held})) = 0`)
    .all();
  return new Set(rows.map(({ id }) => id));
}
