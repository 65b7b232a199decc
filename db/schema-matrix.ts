import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Why: in a Matrix messenger a person is an address and writes in a room; here both get the number by which everything
 * else knows a chat.
 */
export const matrixChat = sqliteTable("matrix_chat", {
  id: integer().primaryKey({ autoIncrement: true }),
  userId: text("user_id").notNull().unique(),
  /** Where the person and the bot talk: the room that was used last. */
  roomId: text("room_id").notNull(),
  /** The number of the newest message of both sides. */
  lastMessage: integer("last_message").notNull().default(0),
});

/**
 * Why: an event that the server brings twice is one update, and numbers tell what stands before what in a room. Never
 * what was written: of
 * the bot's own messages what their options lead to, as long as they can be chosen.
 */
export const matrixEvent = sqliteTable(
  "matrix_event",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    eventId: text("event_id").notNull().unique(),
    chatId: integer("chat_id").notNull(),
    messageId: integer("message_id").notNull(),
    /** JSON: what each option leads to, and a hash of its word, in their order; null where there are none. */
    options: text(),
    /** The event of the person's that it answers, and shows. */
    answers: text(),
    /** JSON: of a person's, what it chose when it was read first, and at which message; null where it chose nothing. */
    chose: text(),
    /** Whether the server has shown where it stands: until then it stands behind all that has been shown. */
    isPlaced: integer("is_placed", { mode: "boolean" }).notNull(),
    at: text().notNull(),
  },
  (table) => [index("matrix_event_chat").on(table.chatId, table.messageId), index("matrix_event_at").on(table.at)],
);
