import { asc, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { linked } from "../../src/consent/chain.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type ChildStanding, childStanding, type MustAgree } from "../../src/consent/standing.ts";
import { ageOn } from "../../src/school/age.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, consentEvent, guardianship } from "../schema.ts";

/** The chain cannot take an event now; the message says what to do. */
export class LedgerRefused extends Error {}

const mayStepBackMs = 120_000;
const atOnce = 500;

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

/** The events of these children, each child's oldest first. Out: a map by child id; a child about whom nothing was declared is not in it. */
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

/** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
export function standingsOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, ChildStanding> {
  const standings = new Map<string, ChildStanding>();
  for (let from = 0; from < childIds.length; from += atOnce) {
    const some = childIds.slice(from, from + atOnce);
    const events = eventsOfChildren(db, some);
    const agree = mustAgreeOf(db, some, now, pupilAge);
    for (const id of some) standings.set(id, childStanding(events.get(id) ?? [], agree.get(id)));
  }
  return standings;
}

/** Who must agree for these children: every guardian where the office has marked it, the pupil from the age in the setting. */
export function mustAgreeOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, MustAgree> {
  const rows = db
    .select({ id: child.id, birthDate: child.birthDate, both: child.bothMustAgree, guardian: guardianship.guardianId })
    .from(child)
    .leftJoin(guardianship, eq(guardianship.childId, child.id))
    .where(inArray(child.id, [...childIds]))
    .all();
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => [
      id,
      {
        guardians: own
          .filter((row) => row.both)
          .map((row) => row.guardian)
          .filter((guardian) => guardian !== null),
        pupil: (ageOn(own[0]?.birthDate ?? null, now) ?? 0) >= pupilAge,
      },
    ]),
  );
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

/**
 * Puts events at the end of the chain; the transaction keeps two of them from taking the same place.
 * Errors: LedgerRefused where the clock stands before the newest event, for a time that is not true is no proof.
 * An event whose time lies ahead may be declared a mistake all the same: else a clock that once went ahead would shut the ledger until then.
 */
export function append(tx: Transaction, events: readonly ConsentEvent[], newSalt: () => string): void {
  const last = tx
    .select({ seq: consentEvent.seq, id: consentEvent.id, hash: consentEvent.hash, at: consentEvent.at })
    .from(consentEvent)
    .orderBy(desc(consentEvent.seq))
    .limit(1)
    .get();
  const first = events[0];
  if (last && first && Date.parse(first.at) < Date.parse(last.at) - mayStepBackMs && !voidsOneAhead(tx, first))
    throw new LedgerRefused(
      `The clock of this machine says ${first.at}, but event ${last.seq} is from ${last.at}. Nothing was recorded: set the clock (timedatectl), then try again. If it is right now, event ${last.seq} was recorded while it went ahead: janein void ${last.id} --why "the clock went ahead" --by NAME`,
    );
  let [seq, before] = [last?.seq ?? 0, last?.hash ?? ""];
  for (const event of events) {
    seq += 1;
    const link = linked(event, seq, before, newSalt());
    const { child: childId, person: personId, ...rest } = event;
    tx.insert(consentEvent)
      .values({ seq, ...rest, childId, personId, ...link })
      .run();
    before = link.hash;
  }
}

function voidsOneAhead(tx: Transaction, { kind, voids, at }: ConsentEvent): boolean {
  const voided =
    kind === "voided" && voids !== null
      ? tx.select({ at: consentEvent.at }).from(consentEvent).where(eq(consentEvent.id, voids)).get()
      : undefined;
  return voided !== undefined && voided.at > at;
}

/** A salt of three ids: at least 128 random bits. */
export const newSaltFrom = (newId: () => string) => () => newId() + newId() + newId();

function asEvent(row: typeof consentEvent.$inferSelect): ConsentEvent {
  const { seq: _, salt, commitment, previous, hash, childId, personId, ...event } = row;
  return { ...event, child: childId ?? "", person: personId };
}
