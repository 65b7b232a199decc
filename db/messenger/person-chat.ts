import { count, eq } from "drizzle-orm";
import type { Database, Transaction } from "../file/database.ts";
import { account } from "../schema.ts";

/** The chat of a person, since when, and whether somebody else is in it too; null for whoever has no account. */
export function chatOfPerson(
  db: Database | Transaction,
  personId: string,
): { chatId: string; joinedAt: string; isShared: boolean } | null {
  const own = db.select().from(account).where(eq(account.personId, personId)).get();
  if (!own) return null;
  const all = db.select({ n: count() }).from(account).where(eq(account.chatId, own.chatId)).get()?.n ?? 0;
  return { chatId: own.chatId, joinedAt: own.joinedAt, isShared: all > 1 };
}
