import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { MessengerKind } from "../../src/school/messenger.ts";
import { openEar, ring } from "./bell.ts";
import { type Announcement, claimOldest } from "./claiming.ts";
import { goneChat, type InWork, isParting, oldestDue } from "./due.ts";
import { countStuck, type Fault, givenBack, noConnection, putBack, type Undelivered } from "./stuck.ts";
import { isBirthdayDue } from "./telling.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/**
 * The announcements that wait to be told. In: the age from which a pupil must agree as well; the messenger on which
 * they are told, and no others.
 */
export function openOutbox(database: Database, pupilAge: number, on: MessengerKind = "telegram") {
  const wasRung = openEar(database);
  const put = (ids: readonly number[], what: Partial<Row>) =>
    inOneLightTransaction(database, (tx) =>
      tx.update(announcement).set(what).where(inArray(announcement.id, ids)).run(),
    );
  return {
    /**
     * Claims the oldest announcements that can be told now, one for each person and chat; each with all others to
     * the same person about decisions for the same child, steps of the same request, the same class, or changes of
     * what may be done. What has become needless is put away untold.
     * In: who is being told already, and is left out; how many at most.
     */
    async claim(now: Date, inWork: InWork = { chats: [], persons: [] }, most = 1): Promise<Announcement[]> {
      // It is asked with every tap: mostly nobody is to be told anything, and no lock is needed.
      if (!oldestDue(database, now, inWork, on) && !isBirthdayDue(database, now, pupilAge)) return [];
      // What is told must hold: else it waits.
      const work = (tx: Transaction, isDoubt: boolean) =>
        isDoubt ? [] : claimOldest(tx, { now, pupilAge, on }, inWork, most);
      return inOneLightTransaction(database, work);
    },

    /** The messenger has taken the message. */
    async told(ids: number[], now: Date): Promise<void> {
      const told = { ids: JSON.stringify(ids), now: now.toISOString() };
      await inOneLightTransaction(database, (tx) => telling(tx).run(told));
    },

    /** The messenger has clearly refused it; it is tried again at `dueAt`. */
    async refused({ ids, repeated }: Undelivered, error: string, dueAt: Date): Promise<void> {
      await put(ids, { ...givenBack({ repeated }), lastError: error, dueAt: dueAt.toISOString() });
    },

    /** It could not be made, or the messenger refuses it as it is: it is tried again later and later. */
    async putBack(what: Undelivered, fault: Fault, now: Date): Promise<void> {
      await inOneLightTransaction(database, (tx) => putBack(tx, what, fault, now));
    },

    /** How many people wait for over an hour for a message that could not be made or was refused. */
    async stuck(now: Date): Promise<number> {
      return countStuck(database, now);
    },

    /** It has never left this machine; it is tried again at `dueAt`, or as soon as the messenger is heard again. */
    async notSent(what: Undelivered, dueAt: Date): Promise<void> {
      await put(what.ids, { ...givenBack(what), lastError: noConnection, dueAt: dueAt.toISOString() });
    },

    /** The connection broke: nobody knows whether it arrived, so the claim stays and the next try says so. */
    async unanswered(ids: number[], dueAt: Date): Promise<void> {
      await put(ids, { lastError: noConnection, dueAt: dueAt.toISOString() });
    },

    /** The messenger is heard again: what could not be told without it is due now. */
    async heardAgain(now: Date): Promise<void> {
      const waits = and(isNull(announcement.sentAt), eq(announcement.lastError, noConnection));
      await inOneLightTransaction(database, (tx) =>
        tx.update(announcement).set({ dueAt: now.toISOString() }).where(waits).run(),
      );
    },

    /**
     * The messenger refuses this chat for good: its announcements wait until the person writes again or joins anew.
     * What was for the chat itself is put away.
     */
    async unreachable(chatId: number, what: Undelivered, error: string, now: Date): Promise<void> {
      await inOneTransaction(database, (tx) => unreachable(tx, chatId, what, error, now.toISOString()));
    },

    /** The person has written again: what waited is told now. */
    async reachable(chatId: number): Promise<void> {
      // It is asked of every update: most need no lock.
      if (!goneChat(database).get({ chat: String(chatId) })) return;
      const back = (tx: Transaction) => reachableAgain(tx, chatId);
      await inOneTransaction(database, back, { evenInDoubt: true });
      ring(database);
    },

    /** Whether this process has put anything down since it was asked last, or somebody can be told it now. */
    async hasNews(): Promise<boolean> {
      return wasRung();
    },
  };
}

function unreachable(tx: Transaction, chatId: number, what: Undelivered, lastError: string, now: string): void {
  const these = inArray(announcement.id, what.ids);
  const here = eq(account.chatId, String(chatId));
  tx.update(account).set({ unreachableSince: now }).where(here).run();
  tx.update(announcement)
    .set({ ...givenBack(what), lastError })
    .where(these)
    .run();
  tx.update(announcement).set({ sentAt: now }).where(and(these, isParting)).run();
}

function reachableAgain(tx: Transaction, chatId: number): void {
  const here = eq(account.chatId, String(chatId));
  tx.update(account).set({ unreachableSince: null }).where(here).run();
}

export type { Announcement } from "./claiming.ts";
export type Outbox = ReturnType<typeof openOutbox>;

const telling = prepared((db) =>
  db
    .update(announcement)
    .set({ sentAt: sql`${sql.placeholder("now")}`, lastError: null })
    .where(among(announcement.id, "ids"))
    .prepare(),
);
