import { setTimeout as sleep } from "node:timers/promises";
import { PostgresLost } from "../postgres/bridge.ts";
import { withNote } from "../office/acting.ts";
import { newestHead } from "../proof/head.ts";
import type { Database, Transaction } from "./database.ts";
import { reached, refuseStrange } from "./guarded.ts";

/** How a unit of work is done. */
interface How {
  /** Also where what was recorded does not hold, and nothing else is wrong. */
  evenInDoubt?: boolean;
}

/**
 * One unit of work: all of it or nothing, and nobody writes in between. It is on the disk when it is done: a consent
 * that the parent was told of survives a power cut, with all that was written before it.
 * While another process holds the database, it alone waits; who reads goes on.
 * In: the work, which hears whether what was recorded does not hold: only such work hears it that is done even then.
 * Errors: SQLite's "database is locked" where that lasts too long; where somebody has changed what the database is
 * made of, or what was recorded.
 */
export async function inOneTransaction<T>(
  database: Database,
  work: (tx: Transaction, inDoubt: boolean) => T,
  { evenInDoubt = false }: How = {},
): Promise<T> {
  return await whenFree(() => {
    const { $client: client } = database;
    client.pragma("synchronous = FULL");
    try {
      const noted = (tx: Transaction, inDoubt: boolean) => withNote(database, tx, () => work(tx, inDoubt));
      return begun(database, noted, { evenInDoubt });
    } finally {
      client.pragma("synchronous = NORMAL");
    }
  });
}

/** Does a unit of work of which nothing stays. Out: what it gives. Errors: those of the work. */
export function takingBack<Out>(database: Database, work: (tx: Transaction) => Out): Out {
  const done: Out[] = [];
  try {
    const undone = (tx: Transaction) => {
      refuseStrange(database.$client);
      done.push(work(tx));
      throw new TakenBack();
    };
    database.transaction(undone, { behavior: "immediate" });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return done[0] as Out;
}

/** Thrown at the end of a unit of work of which nothing is to stay. */
export class TakenBack extends Error {}

/**
 * As `inOneTransaction`, for what only carries a talk on, and is written with every tap: it survives the death of the
 * process; after a power cut the last second of it may be missing, and is asked or told once more. A talk goes on also
 * in doubt, for a NEIN may come of it.
 */
export async function inOneLightTransaction<T>(
  database: Database,
  work: (tx: Transaction, inDoubt: boolean) => T,
  { evenInDoubt = true }: How = {},
): Promise<T> {
  return await whenFree(() => begun(database, work, { evenInDoubt, isLight: true }));
}

/** A light one adds nothing to the chains: how far they have come is looked at only where somebody else has written. */
function begun<T>(
  database: Database,
  work: (tx: Transaction, inDoubt: boolean) => T,
  { evenInDoubt, isLight = false }: { evenInDoubt: boolean; isLight?: boolean },
): T {
  let remember = () => undefined as void;
  const { $client: client } = database;
  const guarded = (tx: Transaction) => {
    const { inDoubt, isKnown } = refuseStrange(client, evenInDoubt);
    const before = inDoubt ? newestHead(database) : null;
    const done = work(tx, inDoubt);
    if (inDoubt || !isKnown || !isLight) remember = reached(client, before);
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

/** Whether another process holds the database, or its server is away: then nothing has begun. */
const isLocked = (error: unknown) =>
  error instanceof PostgresLost
    ? !error.hadBegun
    : error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
