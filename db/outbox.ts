import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { ConsentEvent } from "../src/consent/event.ts";
import type { ChildStanding } from "../src/consent/standing.ts";
import type { ChildInClass } from "../src/school/people.ts";
import { eventsOfDecisions, standingsOf } from "./ledger.ts";
import { type Database, inOneTransaction, type Transaction } from "./open.ts";
import { account, announcement, child, person, schoolClass } from "./schema.ts";

/** All that a person is to be told about one child, with what stands now. */
export interface Announcement {
  ids: number[];
  chatId: number;
  role: "guardian" | "teacher";
  child: ChildInClass;
  /** What the announced decisions declared, oldest first. */
  events: ConsentEvent[];
  now: ChildStanding;
  attempts: number;
  /** An earlier try ended without an answer: it may have arrived. */
  repeated: boolean;
}

/** The announcements that wait to be told. */
export function openOutbox(database: Database) {
  return {
    /** Claims the oldest announcement that can be told now, with all others to the same person about the same child. */
    async claimNext(now: Date): Promise<Announcement | null> {
      return inOneTransaction(database, (tx) => {
        const first = oldestDue(tx, now);
        if (!first) return null;
        const rows = tx.select().from(announcement)
          .where(and(eq(announcement.personId, first.personId), eq(announcement.childId, first.childId), isNull(announcement.sentAt)))
          .orderBy(asc(announcement.id)).all();
        const ids = rows.map((row) => row.id);
        tx.update(announcement).set({ claimedAt: now.toISOString(), attempts: sql`${announcement.attempts} + 1` }).where(inArray(announcement.id, ids)).run();
        return {
          ids, chatId: Number(first.chatId), role: first.role, child: childInClass(tx, first.childId),
          events: eventsOfDecisions(tx, rows.map((row) => row.decision)),
          now: standingOfOne(tx, first.childId),
          attempts: Math.max(...rows.map((row) => row.attempts)), repeated: rows.some((row) => row.claimedAt !== null),
        };
      });
    },

    /** The messenger has taken the message. */
    async told(ids: number[], now: Date): Promise<void> {
      database.update(announcement).set({ sentAt: now.toISOString(), lastError: null }).where(inArray(announcement.id, ids)).run();
    },

    /** The messenger has clearly refused it; it is tried again at `dueAt`. */
    async refused(ids: number[], error: string, dueAt: Date): Promise<void> {
      database.update(announcement).set({ claimedAt: null, lastError: error, dueAt: dueAt.toISOString() }).where(inArray(announcement.id, ids)).run();
    },

    /** The connection broke: nobody knows whether it arrived, so the claim stays and the next try says so. */
    async unanswered(ids: number[], error: string, dueAt: Date): Promise<void> {
      database.update(announcement).set({ lastError: error, dueAt: dueAt.toISOString() }).where(inArray(announcement.id, ids)).run();
    },

    /** The messenger refuses this chat for good: its announcements wait until the person writes again or joins anew. */
    async unreachable(chatId: number, ids: number[], error: string, now: Date): Promise<void> {
      inOneTransaction(database, (tx) => {
        tx.update(account).set({ unreachableSince: now.toISOString() }).where(eq(account.chatId, String(chatId))).run();
        tx.update(announcement).set({ claimedAt: null, lastError: error }).where(inArray(announcement.id, ids)).run();
      });
    },

    /** The person has written again: what waited is told now. */
    async reachable(chatId: number): Promise<void> {
      database.update(account).set({ unreachableSince: null }).where(eq(account.chatId, String(chatId))).run();
    },
  };
}

export type Outbox = ReturnType<typeof openOutbox>;

function oldestDue(tx: Transaction, now: Date) {
  return tx.select({ personId: announcement.personId, childId: announcement.childId, chatId: account.chatId, role: person.role })
    .from(announcement)
    .innerJoin(account, eq(account.personId, announcement.personId))
    .innerJoin(person, eq(person.id, announcement.personId))
    .where(and(isNull(announcement.sentAt), lte(announcement.dueAt, now.toISOString()), isNull(account.unreachableSince)))
    .orderBy(asc(announcement.id)).limit(1).get();
}

function childInClass(tx: Transaction, childId: string): ChildInClass {
  const row = tx.select().from(child).innerJoin(schoolClass, eq(schoolClass.id, child.classId)).where(eq(child.id, childId)).get();
  if (!row) throw new Error(`announcement about a child that is not stored: ${childId}`);
  return { ...row.child, className: row.school_class.name };
}

function standingOfOne(tx: Transaction, childId: string): ChildStanding {
  const standing = standingsOf(tx, [childId]).get(childId);
  if (!standing) throw new Error(`no standing for child ${childId}`);
  return standing;
}
