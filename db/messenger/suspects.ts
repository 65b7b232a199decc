import { eq, sql } from "drizzle-orm";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { suspectUpdate } from "../schema.ts";

/** How an update was tried alone that the process may have died of. */
export interface Tried {
  /** When it was tried last (ISO). */
  at: string;
  /** How often it was tried. */
  tries: number;
  /** How often in a row, up to the last time, no call to the messenger came of it. */
  silent: number;
}

/** What may have been fatal, and is tried once more. */
export function openSuspected(database: Database) {
  const here = (id: number) => eq(suspectUpdate.updateId, id);
  return {
    /** How it was tried; undefined where it was not, or the process has lived through it. */
    async tried(id: number): Promise<Tried | undefined> {
      return database.select().from(suspectUpdate).where(here(id)).get();
    },

    /** Puts down that an update is tried once more, alone. */
    async trySuspect(id: number, now: Date): Promise<void> {
      const at = now.toISOString();
      const { tries, silent } = suspectUpdate;
      const again = { at, tries: sql`${tries} + 1`, silent: sql`${silent} + 1` };
      await inOneLightTransaction(database, (tx) =>
        tx
          .insert(suspectUpdate)
          .values({ updateId: id, at, tries: 1, silent: 1 })
          .onConflictDoUpdate({ target: suspectUpdate.updateId, set: again })
          .run(),
      );
    },

    /** It goes to call the messenger. */
    async suspectCalls(id: number): Promise<void> {
      await inOneLightTransaction(database, (tx) => tx.update(suspectUpdate).set({ silent: 0 }).where(here(id)).run());
    },

    /** The process has lived through it. */
    async clearSuspect(id: number): Promise<void> {
      await inOneLightTransaction(database, (tx) => tx.delete(suspectUpdate).where(here(id)).run());
    },
  };
}
