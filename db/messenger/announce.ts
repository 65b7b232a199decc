import type { Transaction } from "../file/database.ts";
import { announcement } from "../schema.ts";
import { ring } from "./bell.ts";

/**
 * Puts down who is to be told, in the transaction in which it happens:
 * one without the other would be a secret or a lie.
 */
export function announce(
  tx: Transaction,
  what: Pick<typeof announcement.$inferInsert, "kind" | "about" | "childId" | "stood" | "chatId"> & { at: string },
  personIds: Iterable<string>,
): void {
  const { at, ...news } = what;
  for (const personId of new Set(personIds))
    tx.insert(announcement)
      .values({ ...news, personId, bornAt: at, dueAt: at })
      .run();
  ring(tx);
}
