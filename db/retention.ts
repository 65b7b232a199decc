import { and, eq, inArray, isNotNull, lt, ne, notInArray } from "drizzle-orm";
import { lapseOfAll } from "../src/consent/lapse.ts";
import { erasable, mayForget } from "../src/consent/retention.ts";
import { append, newSaltFrom, childrenWithEvents, eventsOfChild } from "./events.ts";
import { type Database, inOneTransaction, type Transaction } from "./open.ts";
import { account, announcement, child, consentEvent, erasure, guardianship, joinCode, passedQuestion, person, requestStep, rightsRequest } from "./schema.ts";

export interface Erased { events: number; children: number; people: number }

/** Erasing after the retention time, and what lapses because a child has left. In: ids; the years that proof is kept. */
export function openRetention(database: Database, newId: () => string, years: number) {
  return {
    /** What lapses because the child has left the school: once. Out: how many events. */
    async lapseOfGone(notice: number, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        let lapsed = 0;
        for (const { id } of tx.select({ id: child.id }).from(child).where(isNotNull(child.goneAt)).all()) {
          const events = lapseOfAll(eventsOfChild(tx, id), id, { recordedBy: "JaNein", evidence: "left the school", notice }, now.toISOString(), newId);
          append(tx, events, newSaltFrom(newId));
          lapsed += events.length;
        }
        return lapsed;
      });
    },

    /** Erases what identifies wherever its time is over, and forgets children who left with those who belong to them alone. The chain still verifies. */
    async erase(now: Date): Promise<Erased> {
      return inOneTransaction(database, (tx) => {
        const erased: Erased = { events: 0, children: 0, people: 0 };
        const goneAt = new Map(tx.select({ id: child.id, goneAt: child.goneAt }).from(child).all().map((row) => [row.id, row.goneAt]));
        for (const childId of childrenWithEvents(tx)) erased.events += blank(tx, erasable(eventsOfChild(tx, childId), goneAt.get(childId) ?? null, now, years));
        for (const [childId, left] of goneAt) {
          if (left === null || !mayForget(eventsOfChild(tx, childId), left, now, years)) continue;
          forgetChild(tx, childId);
          erased.children += 1;
        }
        erased.people = forgetPeople(tx, now, years);
        // Reminders are counted, at most two in a period.
        tx.delete(announcement).where(and(lt(announcement.sentAt, monthsAgo(now, 3)), ne(announcement.kind, "reminder"))).run();
        tx.delete(announcement).where(lt(announcement.sentAt, monthsAgo(now, 12))).run();
        tx.delete(passedQuestion).where(lt(passedQuestion.at, monthsAgo(now, 12))).run();
        if (erased.events + erased.children + erased.people > 0) tx.insert(erasure).values({ at: now.toISOString(), ...erased }).run();
        return erased;
      });
    },

    /** What was erased when, oldest first. */
    async log(): Promise<(Erased & { at: string })[]> {
      return database.select().from(erasure).all();
    },
  };
}

export type Retention = ReturnType<typeof openRetention>;

function blank(tx: Transaction, eventIds: readonly string[]): number {
  for (const id of eventIds) tx.update(consentEvent).set({ childId: null, personId: null, recordedBy: "", evidence: "", salt: "" }).where(eq(consentEvent.id, id)).run();
  return eventIds.length;
}

function forgetChild(tx: Transaction, childId: string): void {
  tx.delete(announcement).where(eq(announcement.childId, childId)).run();
  tx.delete(guardianship).where(eq(guardianship.childId, childId)).run();
  tx.delete(child).where(eq(child.id, childId)).run();
}

/** Guardians and pupils who belong to no child any more, of whom no event speaks and whose last request is old enough. */
function forgetPeople(tx: Transaction, now: Date, years: number): number {
  const before = new Date(Date.UTC(now.getUTCFullYear() - years, 0, 1)).toISOString();
  const kept = [
    ...tx.select({ id: guardianship.guardianId }).from(guardianship).all(), ...tx.select({ id: child.pupilId }).from(child).all(),
    ...tx.selectDistinct({ id: consentEvent.personId }).from(consentEvent).where(isNotNull(consentEvent.personId)).all(),
    ...tx.select({ id: rightsRequest.personId }).from(rightsRequest).innerJoin(requestStep, eq(requestStep.requestId, rightsRequest.id)).where(notInArray(requestStep.requestId,
      tx.select({ id: requestStep.requestId }).from(requestStep).where(and(inArray(requestStep.step, ["answered", "declined"]), lt(requestStep.at, before))))).all(),
  ].map((row) => row.id).filter((id) => id !== null);
  const belonging = new Set(kept);
  const strangers = tx.select().from(person).all().filter((one) => one.role !== "teacher" && !belonging.has(one.id));
  // A mistake in an import can be put right for a while, and the account is still tied.
  for (const { id } of strangers.filter((one) => one.goneAt === null)) tx.update(person).set({ goneAt: now.toISOString() }).where(eq(person.id, id)).run();
  const forgotten = strangers.filter((one) => one.goneAt !== null && one.goneAt < monthsAgo(now, 3));
  for (const { id } of forgotten) forgetPerson(tx, id);
  return forgotten.length;
}

function forgetPerson(tx: Transaction, id: string): void {
  const requests = tx.select({ id: rightsRequest.id }).from(rightsRequest).where(eq(rightsRequest.personId, id)).all().map((row) => row.id);
  tx.delete(requestStep).where(inArray(requestStep.requestId, requests)).run();
  tx.delete(rightsRequest).where(eq(rightsRequest.personId, id)).run();
  for (const table of [announcement, joinCode, account, passedQuestion] as const) tx.delete(table).where(eq(table.personId, id)).run();
  tx.delete(person).where(eq(person.id, id)).run();
}

function monthsAgo(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate())).toISOString();
}
