import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type Sqlite from "better-sqlite3";
import type { Database, Transaction } from "../file/database.ts";
import { connectionOf, prepared } from "../file/prepared.ts";
import { sealOf } from "../file/seals.ts";
import { seenUpdate } from "../schema.ts";

/** The seal over an update's id: no other seal passes for it, and whoever puts in others would silence them. */
function sealing(db: Database | Transaction): (updateId: number) => string {
  const seal = sealOf(connectionOf(db) as Sqlite.Database);
  return (updateId) => seal(`update ${updateId}`);
}

const seen = prepared((db) =>
  db
    .select()
    .from(seenUpdate)
    .where(and(eq(seenUpdate.updateId, sql.placeholder("id")), eq(seenUpdate.seal, sql.placeholder("seal"))))
    .prepare(),
);
const marking = prepared((db) =>
  db
    .insert(seenUpdate)
    .values({
      updateId: sql.placeholder("id"),
      at: sql.placeholder("at"),
      seal: sql.placeholder("seal"),
    })
    .onConflictDoUpdate({
      target: seenUpdate.updateId,
      set: { at: sql`excluded.at`, seal: sql`excluded.seal` },
      setWhere: sql`${seenUpdate.seal} <> excluded.seal`,
    })
    .prepare(),
);

/** Whether an update has had its effect, as JaNein itself has put down. */
export const isSeen = (db: Database | Transaction, updateId: number): boolean =>
  seen(db).get({ id: updateId, seal: sealing(db)(updateId) }) !== undefined;

/** Puts down that an update has had its effect. */
export function markSeen(db: Database | Transaction, updateId: number, now: Date): void {
  marking(db).run({ id: updateId, at: now.toISOString(), seal: sealing(db)(updateId) });
}

const atOnce = 1000;

function* inPortions(
  db: Database | Transaction,
): Generator<Pick<typeof seenUpdate.$inferSelect, "updateId" | "seal">[]> {
  const { updateId, seal } = seenUpdate;
  const after = (last: number | undefined) => (last === undefined ? undefined : gt(updateId, last));
  const portion = (last?: number) =>
    db.select({ updateId, seal }).from(seenUpdate).where(after(last)).orderBy(asc(updateId)).limit(atOnce).all();
  for (let some = portion(); some.length > 0; some = portion(some.at(-1)?.updateId)) yield some;
}

/** Takes out what somebody else has put down as done. Out: how many updates. */
export function dropPutIn(db: Database | Transaction): number {
  const seal = sealing(db);
  let dropped = 0;
  for (const some of inPortions(db)) {
    const putIn = some.filter((one) => one.seal !== seal(one.updateId)).map(({ updateId }) => updateId);
    if (putIn.length > 0) dropped += db.delete(seenUpdate).where(inArray(seenUpdate.updateId, putIn)).run().changes;
  }
  return dropped;
}

/**
 * Seals anew what had its effect, with the key that the database was opened with: whoever begins anew vouches for it.
 */
export function sealUpdates(database: Database): void {
  const seal = sealing(database);
  database.transaction((tx) => {
    for (const some of inPortions(tx)) {
      const rows = JSON.stringify(some.map(({ updateId }) => [updateId, seal(updateId)]));
      tx.run(sql`update seen_update set seal = anew.seal
        from (select cast(value ->> 0 as integer) as id, value ->> 1 as seal from json_each(${rows})) as anew
        where seen_update.update_id = anew.id`);
    }
  });
}
