import { setImmediate } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNotNull, lt, lte, sql } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { erasable, proofSince } from "../../src/consent/retention.ts";
import { putOnRecord } from "./erasings.ts";
import { eventsOfChildren } from "./events.ts";
import { inPortions } from "../file/in-portions.ts";
import type { Database, Transaction } from "../file/database.ts";
import { announcement, child, consentEvent } from "../schema.ts";

const eventsAtOnce = 20_000;

/** The children about whom something was declared before that time, each once and some at a time. */
export async function* childrenWithEventsBefore(database: Database, time: string): AsyncGenerator<string[]> {
  const newest =
    database
      .select({ seq: sql<number | null>`max(${consentEvent.seq})` })
      .from(consentEvent)
      .get()?.seq ?? 0;
  const met = new Set<string>();
  for (let from = 0; from < newest; from += eventsAtOnce) {
    const rows = database
      .selectDistinct({ id: consentEvent.childId })
      .from(consentEvent)
      .where(
        and(
          gt(consentEvent.seq, from),
          lte(consentEvent.seq, from + eventsAtOnce),
          isNotNull(consentEvent.childId),
          lt(consentEvent.at, time),
        ),
      )
      .orderBy(asc(consentEvent.childId))
      .all();
    const fresh = rows.map((row) => row.id ?? "").filter((id) => !met.has(id));
    for (const id of fresh) met.add(id);
    for (const some of inPortions(fresh)) {
      yield some;
      await setImmediate();
    }
    await setImmediate();
  }
}

/**
 * Takes what identifies out of the events that are over; a message about such a decision would still say whose it was.
 */
export function blank(tx: Transaction, childIds: readonly string[], now: Date, years: number): number {
  const gone = new Map(
    tx
      .select({ id: child.id, goneAt: child.goneAt })
      .from(child)
      .where(inArray(child.id, [...childIds]))
      .all()
      .map((row) => [row.id, row.goneAt]),
  );
  const over = [...eventsOfChildren(tx, childIds)].flatMap(([childId, history]) =>
    overIn(history, gone.get(childId) ?? null, now, years),
  );
  for (const some of inPortions(over)) {
    forgetMessages(tx, some);
    const ids = some.map((event) => event.id);
    const events = placesOfEvents(tx, ids);
    putOnRecord(tx, { at: now.toISOString(), endedBefore: proofSince(now, years), events });
    tx.update(consentEvent)
      .set({ childId: null, personId: null, recordedBy: "", evidence: "", salt: "" })
      .where(inArray(consentEvent.id, ids))
      .run();
  }
  return over.length;
}

const placesOfEvents = (tx: Transaction, ids: string[]) =>
  tx
    .select({ seq: consentEvent.seq })
    .from(consentEvent)
    .where(inArray(consentEvent.id, ids))
    .all()
    .map(({ seq }) => seq);

function overIn(history: readonly ConsentEvent[], goneAt: string | null, now: Date, years: number): ConsentEvent[] {
  const ids = new Set(erasable(history, goneAt, now, years));
  return history.filter((event) => ids.has(event.id));
}

function forgetMessages(tx: Transaction, events: readonly ConsentEvent[]): void {
  const children = events.map((event) => event.child);
  const decisions = events.map((event) => event.decision);
  tx.delete(announcement)
    .where(
      and(
        eq(announcement.kind, "decision"),
        inArray(announcement.childId, children),
        inArray(announcement.about, decisions),
      ),
    )
    .run();
}
