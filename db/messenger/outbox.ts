import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import { ring, wasRung } from "./bell.ts";
import { type Due, goneChat, type InWork, isParting, oldestDue } from "./due.ts";
import { type News, newsOf } from "./news.ts";
import { type Fault, givenBack, newsOrFault, noConnection, putBack, stuckSince, type Undelivered } from "./stuck.ts";
import { isBirthdayDue, tellBirthdays } from "./telling.ts";
import { coveredBy, together } from "./together.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement } from "../schema.ts";

export interface Announcement {
  ids: number[];
  chatId: number;
  personId: string;
  role: Person["role"];
  news: News;
  attempts: number;
  /** An earlier try ended without an answer: it may have arrived. */
  repeated: boolean;
}

type Row = typeof announcement.$inferSelect;

/** The announcements that wait to be told. In: the age from which a pupil must agree as well. */
export function openOutbox(database: Database, pupilAge: number) {
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
      if (!oldestDue(database, now, inWork) && !isBirthdayDue(database, now, pupilAge)) return [];
      // What is told must hold: else it waits.
      const work = (tx: Transaction, isDoubt: boolean) => (isDoubt ? [] : claimOldest(tx, now, pupilAge, inWork, most));
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

    /** How many people wait for a message that could not be made or was refused, since before that time. */
    async stuckSince(before: Date): Promise<number> {
      return stuckSince(database, before);
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
      return wasRung(database);
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

export type Outbox = ReturnType<typeof openOutbox>;

const telling = prepared((db) =>
  db
    .update(announcement)
    .set({ sentAt: sql`${sql.placeholder("now")}`, lastError: null })
    .where(among(announcement.id, "ids"))
    .prepare(),
);
const claiming = prepared((db) =>
  db
    .update(announcement)
    .set({ claimedAt: sql`${sql.placeholder("now")}`, attempts: sql`${announcement.attempts} + 1` })
    .where(among(announcement.id, "ids"))
    .prepare(),
);

function claimOldest(tx: Transaction, now: Date, pupilAge: number, inWork: InWork, most: number): Announcement[] {
  // What is told says what stands now: the birthdays up to now are told with it, and not once more by the round.
  tellBirthdays(tx, { now, pupilAge });
  const claimed: Announcement[] = [];
  const next = () =>
    oldestDue(tx, now, {
      chats: [...inWork.chats, ...claimed.map(({ chatId }) => chatId)],
      persons: [...inWork.persons, ...claimed.map(({ personId }) => personId)],
    });
  for (let first = next(); first; first = next()) {
    const rows = together(tx, first.row);
    const covered = coveredBy(tx, first.row, first.role);
    const news = newsOrFault(() => newsOf(tx, rows, covered, now, pupilAge));
    if (news instanceof Error) {
      const all = [...rows, ...covered];
      const tried = Math.max(...all.map((one) => one.attempts));
      // Its claim, where there is one, is of an earlier try.
      putBack(tx, { ids: idsOf(all), repeated: true }, { error: news.name, tried }, now);
      continue;
    }
    if (news) {
      claimed.push(claim(tx, first, [...rows, ...covered], news, now));
      if (claimed.length >= most) break;
      continue;
    }
    // A decision of which the teacher has nothing to hear leaves nothing of the changes around it either.
    putAway(tx, first.row.kind === "decision" ? [...rows, ...covered] : rows, now);
  }
  return claimed;
}

function claim(tx: Transaction, { chatId, role, row }: Due, rows: readonly Row[], news: News, now: Date): Announcement {
  const ids = idsOf(rows);
  claiming(tx).run({ ids: JSON.stringify(ids), now: now.toISOString() });
  return {
    ids,
    chatId: Number(chatId),
    personId: row.personId,
    role,
    news,
    attempts: Math.max(...rows.map((one) => one.attempts)),
    repeated: rows.some((one) => one.claimedAt !== null),
  };
}

const idsOf = (rows: readonly Row[]) => rows.map((one) => one.id);

function putAway(tx: Transaction, rows: readonly Row[], now: Date): void {
  tx.update(announcement)
    .set({ sentAt: now.toISOString(), lastError: "needless when its turn came" })
    .where(inArray(announcement.id, idsOf(rows)))
    .run();
}
