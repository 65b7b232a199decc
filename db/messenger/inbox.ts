import { and, asc, between, eq, lt } from "drizzle-orm";
import { type MessengerKind, numbersOn } from "../../src/school/messenger.ts";
import { openSuspected } from "./suspects.ts";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { botRun, suspectUpdate, waitingUpdate } from "../schema.ts";

/** An update as the messenger gave it. */
export interface Waiting {
  id: number;
  /** JSON. */
  update: string;
}

/** What has come in and is not done: as far as it cannot be left with the messenger, and what may have been fatal. */
export function openInbox(database: Database, on: MessengerKind = "telegram") {
  const { from, to } = numbersOn(on);
  const run = eq(botRun.id, runOf[on]);
  return {
    /** Puts updates down that wait behind another; they are the messenger's no more. */
    async keep(waiting: readonly Waiting[]): Promise<void> {
      await inOneLightTransaction(database, (tx) => {
        for (const { id: updateId, update } of waiting)
          tx.insert(waitingUpdate).values({ updateId, update }).onConflictDoNothing().run();
      });
    },

    /** What was put down and is not done, in the order in which it came. */
    async kept(): Promise<Waiting[]> {
      return database
        .select({ id: waitingUpdate.updateId, update: waitingUpdate.update })
        .from(waitingUpdate)
        .where(between(waitingUpdate.updateId, from, to))
        .orderBy(asc(waitingUpdate.updateId))
        .all();
    },

    /** Erases one that is done; with the last of them, also in the log beside the file. */
    async drop(id: number): Promise<void> {
      await inOneLightTransaction(database, (tx) =>
        tx.delete(waitingUpdate).where(eq(waitingUpdate.updateId, id)).run(),
      );
      const isLast = database.select({ id: waitingUpdate.updateId }).from(waitingUpdate).limit(1).get() === undefined;
      if (isLast) emptyLog(database, "waiting_update");
    },

    /** Begins a run of the bot. Out: whether the run before has died. */
    async begin(now: Date): Promise<boolean> {
      return inOneLightTransaction(database, (tx) => begin(tx, on, now));
    },

    /** What the bot is called in the messenger, as it was said last, without @; or null. */
    async username(): Promise<string | null> {
      return database.select().from(botRun).where(run).get()?.username ?? null;
    },

    async isCalled(username: string): Promise<void> {
      await inOneLightTransaction(database, (tx) => tx.update(botRun).set({ username }).where(run).run());
    },

    /** The run has come to its end. */
    async end(now: Date): Promise<void> {
      await inOneLightTransaction(database, (tx) =>
        tx.update(botRun).set({ endedAt: now.toISOString() }).where(run).run(),
      );
    },

    ...openSuspected(database),
  };
}

export type Inbox = ReturnType<typeof openInbox>;

const suspectDays = 3;
/** Each messenger's bot has a run of its own. */
const runOf: Record<MessengerKind, number> = { telegram: 1, matrix: 2 };

function begin(tx: Transaction, on: MessengerKind, now: Date): boolean {
  const [id, { from, to }] = [runOf[on], numbersOn(on)];
  const before = tx.select().from(botRun).where(eq(botRun.id, id)).get();
  const run = { startedAt: now.toISOString(), endedAt: null };
  tx.insert(botRun)
    .values({ id, ...run })
    .onConflictDoUpdate({ target: botRun.id, set: run })
    .run();
  const hasDied = before?.endedAt === null;
  const old = new Date(now.getTime() - suspectDays * 24 * 60 * 60 * 1000).toISOString();
  tx.delete(suspectUpdate)
    .where(and(between(suspectUpdate.updateId, from, to), hasDied ? lt(suspectUpdate.at, old) : undefined))
    .run();
  return hasDied;
}
