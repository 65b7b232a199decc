import { and, eq, sql } from "drizzle-orm";
import { prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { seenUpdate } from "../schema.ts";

/** What is sealed of an update, before its id: no other seal passes for it. */
const seenWords = sql.raw("'update '");

/** Whether JaNein itself has put down that an update had its effect: whoever puts in others would silence them. */
const sealsIt = sql`${seenUpdate.seal} is seal_of(${seenWords} || ${seenUpdate.updateId})`;
const notOurs = sql`not (${sealsIt})`;
const seen = prepared((db) =>
  db
    .select()
    .from(seenUpdate)
    .where(and(eq(seenUpdate.updateId, sql.placeholder("id")), sealsIt))
    .prepare(),
);
const marking = prepared((db) =>
  db
    .insert(seenUpdate)
    .values({
      updateId: sql.placeholder("id"),
      at: sql.placeholder("at"),
      // Bound as it comes, a number reads "7.0" among letters, and would never be known again.
      seal: sql`seal(${seenWords} || cast(${sql.placeholder("id")} as integer))`,
    })
    .onConflictDoUpdate({
      target: seenUpdate.updateId,
      set: { at: sql`excluded.at`, seal: sql`excluded.seal` },
      setWhere: notOurs,
    })
    .prepare(),
);

/** Whether an update has had its effect, as JaNein itself has put down. */
export const isSeen = (db: Database | Transaction, updateId: number): boolean =>
  seen(db).get({ id: updateId }) !== undefined;

/** Puts down that an update has had its effect. */
export function markSeen(db: Database | Transaction, updateId: number, now: Date): void {
  marking(db).run({ id: updateId, at: now.toISOString() });
}

/** Takes out what somebody else has put down as done. Out: how many updates. */
export const dropPutIn = (db: Database | Transaction): number => db.delete(seenUpdate).where(notOurs).run().changes;

/**
 * Seals anew what had its effect, with the key that the database was opened with: whoever begins anew vouches for it.
 */
export function sealUpdates(database: Database): void {
  database
    .update(seenUpdate)
    .set({ seal: sql`seal_of(${seenWords} || ${seenUpdate.updateId})` })
    .run();
}
