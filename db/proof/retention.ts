import { setImmediate } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNotNull, lt, lte, ne, sql } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { lapseOfAll } from "../../src/consent/lapse.ts";
import { erasable, mayForget, proofSince } from "../../src/consent/retention.ts";
import { append, eventsOfChildren, newSaltFrom } from "./events.ts";
import { forgetPeople, forgetRequests } from "./forgetting.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { announcement, child, consentEvent, erasure, failedJoin, guardianship, passedQuestion } from "../schema.ts";

export interface Erased {
  events: number;
  children: number;
  people: number;
}

const childrenAtOnce = 500;
const eventsAtOnce = 20_000;

/** Erasing after the retention time, and what lapses because a child has left. In: ids; the years that proof is kept. */
export function openRetention(database: Database, newId: () => string, years: number) {
  return {
    /** What lapses because the child has left the school: once. Out: how many events. */
    async lapseOfGone(notice: number, now: Date): Promise<number> {
      const gone = database
        .select({ id: child.id })
        .from(child)
        .where(isNotNull(child.goneAt))
        .all()
        .map((row) => row.id);
      return await inPortions(gone, (some) =>
        inOneTransaction(database, (tx) => {
          const events = [...eventsOfChildren(tx, some)].flatMap(([id, history]) =>
            lapseOfAll(
              history,
              id,
              { recordedBy: "JaNein", evidence: "left the school", notice },
              now.toISOString(),
              newId,
            ),
          );
          append(tx, events, newSaltFrom(newId));
          return events.length;
        }),
      );
    },

    /** Erases what identifies wherever its time is over, and forgets children who left with those who belong to them alone. The chain still verifies. */
    async erase(now: Date): Promise<Erased> {
      const erased: Erased = { events: 0, children: 0, people: 0 };
      const since = proofSince(now, years);
      for await (const some of childrenWithEventsBefore(database, since))
        erased.events += inOneTransaction(database, (tx) => blank(tx, some, now, years));
      const left = database
        .select({ id: child.id })
        .from(child)
        .where(lt(child.goneAt, since))
        .all()
        .map((row) => row.id);
      erased.children = await inPortions(left, (some) =>
        inOneTransaction(database, (tx) => forgetChildren(tx, some, now, years)),
      );
      inOneTransaction(database, (tx) => {
        forgetRequests(tx, since);
        erased.people = forgetPeople(tx, now, monthsAgo(now, 3));
        sweepMessages(tx, now);
        if (erased.events + erased.children + erased.people > 0)
          tx.insert(erasure)
            .values({ at: now.toISOString(), ...erased })
            .run();
      });
      // Else it would go on standing in the log beside the file.
      if (erased.events + erased.children + erased.people > 0) database.$client.pragma("wal_checkpoint(TRUNCATE)");
      return erased;
    },

    /** What was erased when, oldest first. */
    async log(): Promise<(Erased & { at: string })[]> {
      return database.select().from(erasure).all();
    },
  };
}

export type Retention = ReturnType<typeof openRetention>;

/** Works on some at a time, so that the bot can answer in between. Out: the sum. */
async function inPortions(ids: readonly string[], work: (some: string[]) => number): Promise<number> {
  let sum = 0;
  for (let from = 0; from < ids.length; from += childrenAtOnce) {
    sum += work(ids.slice(from, from + childrenAtOnce));
    await setImmediate();
  }
  return sum;
}

/** The children about whom something was declared before that time, each once and some at a time. */
async function* childrenWithEventsBefore(database: Database, time: string): AsyncGenerator<string[]> {
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
    for (let at = 0; at < fresh.length; at += childrenAtOnce) {
      yield fresh.slice(at, at + childrenAtOnce);
      await setImmediate();
    }
    await setImmediate();
  }
}

/** Takes what identifies out of the events that are over; a message about such a decision would still say whose it was. */
function blank(tx: Transaction, childIds: readonly string[], now: Date, years: number): number {
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
  for (let from = 0; from < over.length; from += childrenAtOnce) {
    const some = over.slice(from, from + childrenAtOnce);
    tx.delete(announcement)
      .where(
        and(
          eq(announcement.kind, "decision"),
          inArray(
            announcement.childId,
            some.map((event) => event.child),
          ),
          inArray(
            announcement.about,
            some.map((event) => event.decision),
          ),
        ),
      )
      .run();
    tx.update(consentEvent)
      .set({ childId: null, personId: null, recordedBy: "", evidence: "", salt: "" })
      .where(
        inArray(
          consentEvent.id,
          some.map((event) => event.id),
        ),
      )
      .run();
  }
  return over.length;
}

function overIn(history: readonly ConsentEvent[], goneAt: string | null, now: Date, years: number): ConsentEvent[] {
  const ids = new Set(erasable(history, goneAt, now, years));
  return history.filter((event) => ids.has(event.id));
}

function forgetChildren(tx: Transaction, childIds: readonly string[], now: Date, years: number): number {
  const histories = eventsOfChildren(tx, childIds);
  const rows = tx
    .select({ id: child.id, goneAt: child.goneAt })
    .from(child)
    .where(inArray(child.id, [...childIds]))
    .all();
  const over = rows
    .filter(({ id, goneAt }) => goneAt !== null && histories.get(id) === undefined && mayForget([], goneAt, now, years))
    .map((row) => row.id);
  for (const table of [announcement, guardianship]) tx.delete(table).where(inArray(table.childId, over)).run();
  tx.delete(child).where(inArray(child.id, over)).run();
  return over.length;
}

function sweepMessages(tx: Transaction, now: Date): void {
  // Reminders are counted, at most two in a period.
  tx.delete(announcement)
    .where(and(lt(announcement.sentAt, monthsAgo(now, 3)), ne(announcement.kind, "reminder")))
    .run();
  tx.delete(announcement)
    .where(lt(announcement.sentAt, monthsAgo(now, 12)))
    .run();
  tx.delete(passedQuestion)
    .where(lt(passedQuestion.at, monthsAgo(now, 12)))
    .run();
  tx.delete(failedJoin)
    .where(lt(failedJoin.at, new Date(now.getTime() - 24 * 60 * 60 * 1000).toISOString()))
    .run();
}

function monthsAgo(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate())).toISOString();
}
