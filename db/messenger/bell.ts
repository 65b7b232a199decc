import { connectionOf } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";

/**
 * What this process has changed since somebody asked last: most updates change nothing of it, and nobody need look.
 * Of what another process changes it knows nothing: for that somebody looks from time to time.
 */
interface Bell {
  /** How often something was to be told, or somebody could be reached to whom something was. */
  rings: number;
  /** Chats in which somebody else is now, or that are spoken to in another language. */
  chats: Set<string>;
}

const bells = new WeakMap<object, Bell>();

function bellOf(db: Database | Transaction): Bell {
  const connection = connectionOf(db);
  const bell = bells.get(connection) ?? { rings: 0, chats: new Set() };
  bells.set(connection, bell);
  return bell;
}

/** In a unit of work also where that comes to nothing: then somebody looks for nothing. */
export function ring(db: Database | Transaction): void {
  bellOf(db).rings += 1;
}

/** An ear for the bell: whether it was rung since it listened last. Each messenger has one of its own. */
export function openEar(db: Database): () => boolean {
  let heard = bellOf(db).rings;
  return () => {
    const before = heard;
    heard = bellOf(db).rings;
    return heard > before;
  };
}

/** The chat is another than it was. */
export function noteChanged(db: Database | Transaction, chatId: string): void {
  bellOf(db).chats.add(chatId);
}

/** Out: whether the chat was noted; from here on it was not. */
export const wasChanged = (db: Database, chatId: string): boolean => bellOf(db).chats.delete(chatId);
