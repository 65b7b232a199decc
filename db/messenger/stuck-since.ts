import { and, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement } from "../schema.ts";

/** How many people wait since before that time for a message that could not be told, and can be reached. */
export function stuckSince(database: Database | Transaction, before: Date): number {
  const waiting = and(isNull(announcement.sentAt), isNotNull(announcement.lastError));
  const old = lt(announcement.bornAt, before.toISOString());
  return database
    .selectDistinct({ id: announcement.personId })
    .from(announcement)
    .innerJoin(account, eq(account.personId, announcement.personId))
    .where(and(waiting, old, isNull(account.unreachableSince)))
    .all().length;
}
