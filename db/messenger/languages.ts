import { and, eq, notExists, sql } from "drizzle-orm";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import { prepared } from "../file/prepared.ts";
import type { Database } from "../file/database.ts";
import { noteChanged } from "./bell.ts";
import { account, announcement, chatLanguage } from "../schema.ts";

/**
 * How a language came about: set in the messenger, taken from what the person types, or chosen. What was chosen stays.
 */
export type How = (typeof chatLanguage.$inferSelect)["how"];

export interface ChatLanguage {
  language: string;
  how: How;
}

/** As many strangers are spoken to in a language of their choice as choose one in a while. */
const mostStrangers = 1000;

const languageOf = prepared((db) =>
  db
    .select({ language: chatLanguage.language, how: chatLanguage.how })
    .from(chatLanguage)
    .where(eq(chatLanguage.chatId, sql.placeholder("chat")))
    .prepare(),
);

/** The language of each chat; of chats that belong to nobody in memory alone. */
export function openLanguages(database: Database) {
  const ofStrangers = new Map<number, ChatLanguage>();
  const belongs = (chatId: number) =>
    database
      .select()
      .from(account)
      .where(eq(account.chatId, String(chatId)))
      .get() !== undefined;

  function remember(chatId: number, chosen: ChatLanguage): void {
    ofStrangers.set(chatId, chosen);
    for (const oldest of ofStrangers.keys()) if (ofStrangers.size > mostStrangers) ofStrangers.delete(oldest);
  }

  return {
    async of(chatId: number): Promise<ChatLanguage | undefined> {
      const kept = languageOf(database).get({ chat: String(chatId) });
      return kept ?? ofStrangers.get(chatId);
    },

    /** Keeps it; a guess never takes the place of what was chosen, also before somebody joined. */
    async keep(chatId: number, given: string, by: How): Promise<void> {
      noteChanged(database, String(chatId));
      if (!belongs(chatId)) return remember(chatId, { language: given, how: by });
      const before = by === "messenger" ? ofStrangers.get(chatId) : undefined;
      ofStrangers.delete(chatId);
      const { language, how } = before ?? { language: given, how: by };
      const row = { chatId: String(chatId), language, how };
      const over = how === "chosen" ? {} : { setWhere: eq(chatLanguage.how, "messenger") };
      await inOneLightTransaction(database, (tx) =>
        tx
          .insert(chatLanguage)
          .values(row)
          .onConflictDoUpdate({ target: chatLanguage.chatId, set: row, ...over })
          .run(),
      );
    },

    /** Forgets the languages of chats that belong to nobody and were told of no parting. Out: how many. */
    async forgetStrangers(): Promise<number> {
      const joined = database.select().from(account).where(eq(account.chatId, chatLanguage.chatId));
      const parted = database.select().from(announcement).where(eq(announcement.chatId, chatLanguage.chatId));
      const strangers = and(notExists(joined), notExists(parted));
      return inOneTransaction(database, (tx) => tx.delete(chatLanguage).where(strangers).run().changes);
    },

    async forget(chatId: number): Promise<void> {
      ofStrangers.delete(chatId);
      noteChanged(database, String(chatId));
      const here = eq(chatLanguage.chatId, String(chatId));
      await inOneTransaction(database, (tx) => tx.delete(chatLanguage).where(here).run());
    },
  };
}

export type Languages = ReturnType<typeof openLanguages>;
