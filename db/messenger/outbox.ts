import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, notInArray, or, sql } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import { type News, newsOf } from "./news.ts";
import { type Fault, newsOrFault, putBack, stuckSince } from "./stuck.ts";
import { tellBirthdays } from "./telling.ts";
import { coveredBy, isChanged, together } from "./together.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement, person } from "../schema.ts";

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

/** The announcement whose turn it is, and whom it goes to. */
type Due = Pick<Announcement, "role"> & { row: Row; chatId: string };

/** Whoever is being told something. */
export interface InWork {
  chats: readonly number[];
  persons: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** The announcements that wait to be told. In: the age from which a pupil must agree as well. */
export function openOutbox(database: Database, pupilAge: number) {
  return {
    /**
     * Claims the oldest announcement that can be told now; with all others to the same person
     * about decisions for the same child, steps of the same request, the same class, or changes of what may be done.
     * What has become needless is put away untold. In: who is being told already, and is left out.
     */
    async claimNext(now: Date, inWork: InWork = { chats: [], persons: [] }): Promise<Announcement | null> {
      return inOneTransaction(database, (tx) => claimOldest(tx, now, pupilAge, inWork));
    },

    /** The messenger has taken the message. */
    async told(ids: number[], now: Date): Promise<void> {
      database
        .update(announcement)
        .set({ sentAt: now.toISOString(), lastError: null })
        .where(inArray(announcement.id, ids))
        .run();
    },

    /** The messenger has clearly refused it; it is tried again at `dueAt`. */
    async refused(ids: number[], error: string, dueAt: Date): Promise<void> {
      database
        .update(announcement)
        .set({ claimedAt: null, lastError: error, dueAt: dueAt.toISOString() })
        .where(inArray(announcement.id, ids))
        .run();
    },

    /** It could not be made, or the messenger refuses it as it is: it is tried again later and later. */
    async putBack(ids: number[], fault: Fault, now: Date): Promise<void> {
      putBack(database, ids, fault, now);
    },

    /** How many people wait for a message that could not be made or was refused, since before that time. */
    async stuckSince(before: Date): Promise<number> {
      return stuckSince(database, before);
    },

    /** The connection broke: nobody knows whether it arrived, so the claim stays and the next try says so. */
    async unanswered(ids: number[], error: string, dueAt: Date): Promise<void> {
      database
        .update(announcement)
        .set({ lastError: error, dueAt: dueAt.toISOString() })
        .where(inArray(announcement.id, ids))
        .run();
    },

    /**
     * The messenger refuses this chat for good: its announcements wait until the person writes again or joins anew.
     * What was for the chat itself is put away.
     */
    async unreachable(chatId: number, ids: number[], error: string, now: Date): Promise<void> {
      inOneTransaction(database, (tx) => {
        tx.update(account)
          .set({ unreachableSince: now.toISOString() })
          .where(eq(account.chatId, String(chatId)))
          .run();
        tx.update(announcement).set({ claimedAt: null, lastError: error }).where(inArray(announcement.id, ids)).run();
        tx.update(announcement)
          .set({ sentAt: now.toISOString() })
          .where(and(inArray(announcement.id, ids), isParting))
          .run();
      });
    },

    /** The person has written again: what waited is told now. */
    async reachable(chatId: number): Promise<void> {
      const gone = and(eq(account.chatId, String(chatId)), isNotNull(account.unreachableSince));
      // It is asked of every update: most need no lock.
      if (database.select().from(account).where(gone).get())
        database
          .update(account)
          .set({ unreachableSince: null })
          .where(eq(account.chatId, String(chatId)))
          .run();
    },
  };
}

export type Outbox = ReturnType<typeof openOutbox>;

function claimOldest(tx: Transaction, now: Date, pupilAge: number, inWork: InWork): Announcement | null {
  // What is told says what stands now: the birthdays up to now are told with it, and not once more by the round.
  tellBirthdays(tx, { now, pupilAge });
  for (let first = oldestDue(tx, now, inWork); first; first = oldestDue(tx, now, inWork)) {
    const rows = together(tx, first.row);
    const covered = coveredBy(tx, first.row, first.role);
    const news = newsOrFault(() => newsOf(tx, rows, covered, now, pupilAge));
    if (news instanceof Error) {
      const all = [...rows, ...covered];
      const tried = Math.max(...all.map((one) => one.attempts));
      putBack(tx, idsOf(all), { error: news.name, tried }, now);
      continue;
    }
    if (news) return claim(tx, first, [...rows, ...covered], news, now);
    // A decision of which the teacher has nothing to hear leaves nothing of the changes around it either.
    putAway(tx, first.row.kind === "decision" ? [...rows, ...covered] : rows, now);
  }
  return null;
}

function claim(tx: Transaction, { chatId, role, row }: Due, rows: readonly Row[], news: News, now: Date): Announcement {
  const ids = idsOf(rows);
  tx.update(announcement)
    .set({ claimedAt: now.toISOString(), attempts: sql`${announcement.attempts} + 1` })
    .where(inArray(announcement.id, ids))
    .run();
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

/** A chat that has lost a person is told although nobody ties it to them any more; nothing else goes there. */
const isParting = eq(announcement.kind, "account");
const whereTo = sql<string>`case when ${isParting} then ${announcement.chatId} else ${account.chatId} end`;
export const isReached = or(
  and(isParting, isNotNull(announcement.chatId)),
  and(ne(announcement.kind, "account"), isNotNull(account.chatId), isNull(account.unreachableSince)),
);

/** What changed on a teacher's list waits for decisions: the message about one says it as well. */
const isCovered = sql`case when ${isChanged} then 1 else 0 end`;

function oldestDue(tx: Transaction, now: Date, { chats, persons }: InWork): Due | undefined {
  const isFree = and(notInArray(whereTo, chats.map(String)), notInArray(announcement.personId, [...persons]));
  return tx
    .select({ row: announcement, chatId: whereTo, role: person.role })
    .from(announcement)
    .leftJoin(account, eq(account.personId, announcement.personId))
    .innerJoin(person, eq(person.id, announcement.personId))
    .where(and(isNull(announcement.sentAt), isDue(now), isReached, isFree))
    .orderBy(isCovered, asc(announcement.id))
    .limit(1)
    .get();
}

/** No refusal asks for a day's patience: what is due later than that was put down while the clock went ahead. */
function isDue(now: Date) {
  return or(
    lte(announcement.dueAt, now.toISOString()),
    gt(announcement.dueAt, new Date(now.getTime() + day).toISOString()),
  );
}
