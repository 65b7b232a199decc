import { eq } from "drizzle-orm";
import type { Database } from "../file/database.ts";
import { chatLanguage } from "../schema.ts";

/**
 * How a language came about: set in the messenger, taken from what the person types, or chosen. What was chosen stays.
 */
export type How = (typeof chatLanguage.$inferSelect)["how"];

/** The language of each chat. */
export function openLanguages(database: Database) {
  return {
    async of(chatId: number): Promise<{ language: string; how: How } | undefined> {
      return database
        .select({ language: chatLanguage.language, how: chatLanguage.how })
        .from(chatLanguage)
        .where(eq(chatLanguage.chatId, String(chatId)))
        .get();
    },

    /** Keeps it; a guess never takes the place of what was chosen. */
    async keep(chatId: number, language: string, how: How): Promise<void> {
      const row = { chatId: String(chatId), language, how };
      const insert = database.insert(chatLanguage).values(row);
      if (how === "chosen") insert.onConflictDoUpdate({ target: chatLanguage.chatId, set: row }).run();
      else
        insert
          .onConflictDoUpdate({ target: chatLanguage.chatId, set: row, setWhere: eq(chatLanguage.how, "messenger") })
          .run();
    },

    async forget(chatId: number): Promise<void> {
      database
        .delete(chatLanguage)
        .where(eq(chatLanguage.chatId, String(chatId)))
        .run();
    },
  };
}

export type Languages = ReturnType<typeof openLanguages>;
