import { withNote } from "../office/acting.ts";
import type { Database, Transaction } from "./database.ts";

/**
 * One unit of work: all of it or nothing, and nobody writes in between. It is on the disk when it is done: a consent
 * that the parent was told of survives a power cut, with all that was written before it.
 */
export function inOneTransaction<T>(database: Database, work: (tx: Transaction) => T): T {
  const { $client: client } = database;
  client.pragma("synchronous = FULL");
  try {
    return database.transaction((tx) => withNote(database, tx, work), { behavior: "immediate" });
  } finally {
    client.pragma("synchronous = NORMAL");
  }
}

/**
 * As `inOneTransaction`, for what only carries a talk on, and is written with every tap: it survives the death of the
 * process; after a power cut the last second of it may be missing, and is asked or told once more.
 */
export function inOneLightTransaction<T>(database: Database, work: (tx: Transaction) => T): T {
  return database.transaction(work, { behavior: "immediate" });
}
