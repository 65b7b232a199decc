import { connectionOf } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";

/**
 * What this process has changed since somebody asked last: most updates change nothing of it, and nobody need look.
 * Of what another process changes it knows nothing: for that somebody looks from time to time.
 */
interface Bell {
  /** Something is to be told, or somebody can be reached to whom something is. */
  isRung: boolean;
  /** Chats in which somebody else is now, or that are spoken to in another language. */
  chats: Set<string>;
}

const bells = new WeakMap<object, Bell>();

function bellOf(db: Database | Transaction): Bell {
  const connection = connectionOf(db);
  const bell = bells.get(connection) ?? { isRung: false, chats: new Set() };
  bells.set(connection, bell);
  return bell;
}

/** In a unit of work also where that comes to nothing: then somebody looks for nothing. */
export function ring(db: Database | Transaction): void {
  bellOf(db).isRung = true;
}

/** Out: whether it was rung; from here on it was not. */
export function wasRung(db: Database): boolean {
  const bell = bellOf(db);
  const { isRung } = bell;
  bell.isRung = false;
  return isRung;
}

/** The chat is another than it was. */
export function noteChanged(db: Database | Transaction, chatId: string): void {
  bellOf(db).chats.add(chatId);
}

/** Out: whether the chat was noted; from here on it was not. */
export const wasChanged = (db: Database, chatId: string): boolean => bellOf(db).chats.delete(chatId);
