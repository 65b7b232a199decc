import { setTimeout as sleep } from "node:timers/promises";
import { withNote } from "../office/acting.ts";
import type { Database, Transaction } from "./database.ts";
import { reached, refuseStrange } from "./guarded.ts";

/**
 * One unit of work: all of it or nothing, and nobody writes in between. It is on the disk when it is done: a consent
 * that the parent was told of survives a power cut, with all that was written before it.
 * While another process holds the database, it alone waits; who reads goes on.
 * Errors: SQLite's "database is locked" where that lasts too long; where somebody has changed what the database is
 * made of.
 */
export async function inOneTransaction<T>(database: Database, work: (tx: Transaction) => T): Promise<T> {
  return await whenFree(() => {
    const { $client: client } = database;
    client.pragma("synchronous = FULL");
    try {
      return begun(database, (tx) => withNote(database, tx, work));
    } finally {
      client.pragma("synchronous = NORMAL");
    }
  });
}

/**
 * As `inOneTransaction`, for what only carries a talk on, and is written with every tap: it survives the death of the
 * process; after a power cut the last second of it may be missing, and is asked or told once more.
 */
export async function inOneLightTransaction<T>(database: Database, work: (tx: Transaction) => T): Promise<T> {
  return await whenFree(() => begun(database, work, "light"));
}

/** A light one adds nothing to the chains: how far they have come is looked at only where somebody else has written. */
function begun<T>(database: Database, work: (tx: Transaction) => T, weight?: "light"): T {
  let remember = () => undefined as void;
  const guarded = (tx: Transaction) => {
    const isKnown = refuseStrange(database.$client);
    const done = work(tx);
    if (!(isKnown && weight === "light")) remember = reached(database.$client);
    return done;
  };
  const done = database.transaction(guarded, { behavior: "immediate" });
  remember();
  return done;
}

/** How long a unit of work waits for another process (ms), and how often it looks. */
export const patience = { longest: 25_000, pause: 50 };

async function whenFree<T>(attempt: () => T): Promise<T> {
  for (const until = performance.now() + patience.longest; ; await sleep(patience.pause))
    try {
      return attempt();
    } catch (error) {
      if (!isLocked(error) || performance.now() > until) throw error;
    }
}

const isLocked = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
