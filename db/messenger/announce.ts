import type { Transaction } from "../file/database.ts";
import { announcement, type AnnouncementKind } from "../schema.ts";

/**
 * Puts down who is to be told, in the transaction in which it happens:
 * one without the other would be a secret or a lie.
 */
export function announce(
  tx: Transaction,
  what: { kind: AnnouncementKind; about: string; childId?: string | null; chatId?: string | null; at: string },
  personIds: Iterable<string>,
): void {
  const { kind, about, childId = null, chatId = null, at } = what;
  for (const personId of new Set(personIds))
    tx.insert(announcement).values({ kind, about, personId, childId, chatId, bornAt: at, dueAt: at }).run();
}
