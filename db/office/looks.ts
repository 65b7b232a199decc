import { lt } from "drizzle-orm";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { childLook } from "../schema.ts";

/** Who has looked at which child's page. */
export function openLooks(database: Database) {
  return {
    /** Puts down that somebody looked at a child's page: once for a person, a child and an hour. */
    async lookedAt(childId: string, personId: string, now: Date): Promise<void> {
      const at = now.toISOString();
      const look = { childId, personId, hour: at.slice(0, 13), at };
      const isThere = database.$client
        .prepare("select 1 from child_look where child_id = ? and person_id = ? and hour = ?")
        .get(childId, personId, look.hour);
      if (isThere !== undefined) return;
      await inOneLightTransaction(database, (tx) => tx.insert(childLook).values(look).onConflictDoNothing().run());
    },
  };
}

/** Forgets what was looked at more than so many days ago. Out: how many. */
export function forgetLooks(tx: Transaction, now: Date, days: number): number {
  const before = new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
  return tx.delete(childLook).where(lt(childLook.at, before)).run().changes;
}
