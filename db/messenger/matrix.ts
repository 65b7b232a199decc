import { and, eq, isNotNull, lt, notExists, sql } from "drizzle-orm";
import { matrixNumbers } from "../../src/school/messenger.ts";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { at, howMany, openEvents } from "./matrix-events.ts";
import { number, type Numbered, sent, type Sent } from "./matrix-order.ts";
export type { Choice, Numbered } from "./matrix-order.ts";
export type { Chosen, Options } from "./matrix-events.ts";
import { account, announcement, matrixChat, matrixEvent } from "../schema.ts";

/** A person's chat: its number, the address, and the room in which the two talk. */
export interface MatrixChat {
  chatId: number;
  userId: string;
  roomId: string;
}

const day = 24 * 60 * 60 * 1000;
/** The server knows what it was sent for a day, and a question is open for two weeks at most. */
const keptDays = 15;

/** The numbers of rooms and events of a Matrix messenger; of what was written, nothing. */
export function openMatrixRooms(database: Database) {
  return {
    /** The chat of a person, made where there is none; the room is the one in which they talk from now on. */
    async chatOf(userId: string, roomId: string): Promise<number> {
      const known = database.select().from(matrixChat).where(eq(matrixChat.userId, userId)).get();
      if (known?.roomId === roomId) return matrixNumbers + known.id;
      return await inOneLightTransaction(database, (tx) => chatOf(tx, userId, roomId));
    },

    /** The number of a person's chat, or null. In: the address. */
    async numberOf(userId: string): Promise<number | null> {
      const row = database.select().from(matrixChat).where(eq(matrixChat.userId, userId)).get();
      return row ? matrixNumbers + row.id : null;
    },

    /** Who is meant by a chat, and where they talk; null where nobody is known by that number. */
    async chat(chatId: number): Promise<MatrixChat | null> {
      const row = database
        .select()
        .from(matrixChat)
        .where(eq(matrixChat.id, chatId - matrixNumbers))
        .get();
      return row ? { chatId, userId: row.userId, roomId: row.roomId } : null;
    },

    /** The persons whose room this is: more than one where a room has changed hands. */
    async chatsIn(roomId: string): Promise<MatrixChat[]> {
      const rows = database.select().from(matrixChat).where(eq(matrixChat.roomId, roomId)).all();
      return rows.map((row) => ({ chatId: matrixNumbers + row.id, userId: row.userId, roomId }));
    },

    /**
     * Numbers events as they stand in a room, the oldest first; those that have numbers keep them. What a person wrote
     * before a message of the bot gets a number before it, also when it turns up later.
     */
    async number(chatId: number, eventIds: readonly string[], now: Date): Promise<Numbered[]> {
      return await inOneLightTransaction(database, (tx) => number(tx, chatId, eventIds, now));
    },

    /** The bot has sent a message. Out: its number. */
    async sent(chatId: number, message: Sent, now: Date): Promise<number> {
      return await inOneLightTransaction(database, (tx) => sent(tx, chatId, message, now));
    },

    /** From now on nothing can be chosen at this message. */
    async close(chatId: number, messageId: number): Promise<void> {
      const open = and(at(chatId, messageId), isNotNull(matrixEvent.options));
      // Where there was one only, it was chosen by its word: no number was meant for it.
      const options = sql`case when ${howMany} = 1 then null else '[]' end`;
      await inOneLightTransaction(database, (tx) => tx.update(matrixEvent).set({ options }).where(open).run());
    },

    ...openEvents(database),

    /** The server shows from now on only: what was sent before is not shown any more. */
    async beginAnew(): Promise<void> {
      await inOneLightTransaction(database, (tx) => tx.update(matrixEvent).set({ isPlaced: true }).run());
    },

    /** Forgets the numbers of events that nothing can refer to any more, and strangers. Out: how many events. */
    async sweep(now: Date): Promise<number> {
      const old = lt(matrixEvent.at, new Date(now.getTime() - keptDays * day).toISOString());
      return await inOneLightTransaction(database, (tx) => {
        const { changes } = tx.delete(matrixEvent).where(old).run();
        tx.delete(matrixChat).where(isStranger(tx)).run();
        return changes;
      });
    },
  };
}

export type MatrixRooms = ReturnType<typeof openMatrixRooms>;

function chatOf(tx: Transaction, userId: string, roomId: string): number {
  const { id } = tx
    .insert(matrixChat)
    .values({ userId, roomId })
    .onConflictDoUpdate({ target: matrixChat.userId, set: { roomId } })
    .returning({ id: matrixChat.id })
    .get();
  return matrixNumbers + id;
}

/** Nobody of the school, who has not written for as long as events are known, and is to hear nothing. */
function isStranger(tx: Transaction) {
  // A number above 2^31 is bound as a fraction, and "…509.0" is nobody's chat.
  const chatId = sql`cast(${matrixChat.id} + cast(${matrixNumbers} as integer) as text)`;
  const joined = tx.select().from(account).where(eq(account.chatId, chatId));
  const parting = tx.select().from(announcement).where(eq(announcement.chatId, chatId));
  const wrote = tx
    .select()
    .from(matrixEvent)
    .where(eq(matrixEvent.chatId, sql`${matrixChat.id} + ${matrixNumbers}`));
  return and(notExists(joined), notExists(parting), notExists(wrote));
}
