import { eq, sql } from "drizzle-orm";
import { prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { dailyRound } from "../schema.ts";

/**
 * What is done in rounds: birthdays up to then were looked at (`standing`), a round was begun and came to its end,
 * and who counts was told after an update.
 */
type Round = "standing" | "round" | "finished" | "who counts";

const timeOf = prepared((db) =>
  db
    .select({ at: dailyRound.at })
    .from(dailyRound)
    .where(eq(dailyRound.name, sql.placeholder("name")))
    .prepare(),
);

/** When it was done last (ISO); undefined before the first time. */
export const roundAt = (db: Transaction | Database, name: Round): string | undefined => timeOf(db).get({ name })?.at;

/** It is done now. */
export function putRound(tx: Transaction, name: Round, now: Date): void {
  const row = { name, at: now.toISOString() };
  tx.insert(dailyRound).values(row).onConflictDoUpdate({ target: dailyRound.name, set: row }).run();
}
