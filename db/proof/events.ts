import { asc, eq, getTableColumns, isNotNull, sql } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { asLookedAt } from "../file/guarded.ts";
import { consentEvent } from "../schema.ts";

/** The events of one child, oldest first. */
export function eventsOfChild(db: Transaction | Database, childId: string): ConsentEvent[] {
  return asLookedAt(db, () => ofChild(db).all({ child: childId })).map(asEvent);
}

const ofChild = prepared((db) =>
  db
    .select()
    .from(consentEvent)
    .where(eq(consentEvent.childId, sql.placeholder("child")))
    .orderBy(asc(consentEvent.seq))
    .prepare(),
);

/** The events of decisions, oldest first, with the hash by which each can be found. */
export function eventsOfDecisions(
  db: Transaction | Database,
  decisions: readonly string[],
): (ConsentEvent & { hash: string })[] {
  const rows = asLookedAt(db, () => ofDecisions(db).all({ decisions: JSON.stringify(decisions) }));
  return rows.map((row) => ({ ...asEvent(row), hash: row.hash }));
}

const ofDecisions = prepared((db) =>
  db
    .select()
    .from(consentEvent)
    .where(among(consentEvent.decision, "decisions"))
    .orderBy(asc(consentEvent.seq))
    .prepare(),
);

/**
 * The events of these children, each child's oldest first.
 * Out: a map by child id; a child about whom nothing was declared is not in it.
 */
export function eventsOfChildren(db: Transaction | Database, childIds: readonly string[]): Map<string, ConsentEvent[]> {
  // As bare values: of a million rows, each that is made an object twice costs seconds.
  const rows = asLookedAt(db, () => ofChildren(db).values({ children: JSON.stringify(childIds) }));
  return Map.groupBy(rows.map(fromValues), (event) => event.child);
}

const {
  seq: _,
  salt: _salt,
  commitment: _commitment,
  previous: _previous,
  hash: _hash,
  ...fields
} = getTableColumns(consentEvent);
const ofChildren = prepared((db) =>
  db
    .select(fields)
    .from(consentEvent)
    .where(among(consentEvent.childId, "children"))
    .orderBy(asc(consentEvent.seq))
    .prepare(),
);
const names = Object.keys(fields).map((name) => ({ childId: "child", personId: "person" })[name] ?? name);

function fromValues(values: unknown[]): ConsentEvent {
  const event: Record<string, unknown> = {};
  for (const [at, name] of names.entries()) event[name] = values[at];
  return event as unknown as ConsentEvent;
}

/** Children about whom anything was ever declared. */
export function childrenWithEvents(db: Transaction | Database): string[] {
  const rows = asLookedAt(db, () =>
    db.selectDistinct({ id: consentEvent.childId }).from(consentEvent).where(isNotNull(consentEvent.childId)).all(),
  );
  return rows.map((row) => row.id ?? "");
}

/** The event in a row of its table. */
export function asEvent(row: typeof consentEvent.$inferSelect): ConsentEvent {
  const { seq: _, salt, commitment, previous, hash, childId, personId, ...event } = row;
  return { ...event, child: childId ?? "", person: personId };
}
