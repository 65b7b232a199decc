import { asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import type { Database, Transaction } from "../file/database.ts";
import { consentEvent } from "../schema.ts";

/** The events of one child, oldest first. */
export function eventsOfChild(db: Transaction | Database, childId: string): ConsentEvent[] {
  return db
    .select()
    .from(consentEvent)
    .where(eq(consentEvent.childId, childId))
    .orderBy(asc(consentEvent.seq))
    .all()
    .map(asEvent);
}

/** The events of decisions, oldest first, with the hash by which each can be found. */
export function eventsOfDecisions(
  db: Transaction | Database,
  decisions: readonly string[],
): (ConsentEvent & { hash: string })[] {
  const rows = db
    .select()
    .from(consentEvent)
    .where(inArray(consentEvent.decision, [...decisions]))
    .orderBy(asc(consentEvent.seq))
    .all();
  return rows.map((row) => ({ ...asEvent(row), hash: row.hash }));
}

/**
 * The events of these children, each child's oldest first.
 * Out: a map by child id; a child about whom nothing was declared is not in it.
 */
export function eventsOfChildren(db: Transaction | Database, childIds: readonly string[]): Map<string, ConsentEvent[]> {
  const {
    childId,
    personId,
    id,
    decision,
    purpose,
    kind,
    role,
    route,
    recordedBy,
    at,
    notice,
    language,
    shown,
    evidence,
    voids,
  } = consentEvent;
  // As bare values: of a million rows, each that is made an object twice costs seconds.
  const rows = db
    .select({
      childId,
      personId,
      id,
      decision,
      purpose,
      kind,
      role,
      route,
      recordedBy,
      at,
      notice,
      language,
      shown,
      evidence,
      voids,
    })
    .from(consentEvent)
    .where(inArray(childId, [...childIds]))
    .orderBy(asc(consentEvent.seq))
    .values() as Values[];
  return Map.groupBy(rows.map(fromValues), (event) => event.child);
}

type Values = [
  child: string,
  person: string | null,
  id: string,
  decision: string,
  purpose: ConsentEvent["purpose"],
  kind: ConsentEvent["kind"],
  role: ConsentEvent["role"],
  route: ConsentEvent["route"],
  recordedBy: string,
  at: string,
  notice: number,
  language: string,
  shown: string | null,
  evidence: string,
  voids: string | null,
];

function fromValues([
  child,
  person,
  id,
  decision,
  purpose,
  kind,
  role,
  route,
  recordedBy,
  at,
  notice,
  language,
  shown,
  evidence,
  voids,
]: Values): ConsentEvent {
  return {
    id,
    decision,
    child,
    purpose,
    kind,
    person,
    role,
    route,
    recordedBy,
    at,
    notice,
    language,
    shown,
    evidence,
    voids,
  };
}

/** Children about whom anything was ever declared. */
export function childrenWithEvents(db: Transaction | Database): string[] {
  return db
    .selectDistinct({ id: consentEvent.childId })
    .from(consentEvent)
    .where(isNotNull(consentEvent.childId))
    .all()
    .map((row) => row.id ?? "");
}

function asEvent(row: typeof consentEvent.$inferSelect): ConsentEvent {
  const { seq: _, salt, commitment, previous, hash, childId, personId, ...event } = row;
  return { ...event, child: childId ?? "", person: personId };
}
