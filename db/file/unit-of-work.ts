import { withNote } from "../office/acting.ts";
import type { Database, Transaction } from "./database.ts";

/** One unit of work: all of it or nothing, and nobody writes in between. */
export function inOneTransaction<T>(database: Database, work: (tx: Transaction) => T): T {
  return database.transaction((tx) => withNote(database, tx, work), { behavior: "immediate" });
}
