import { and, desc, eq, gt, isNotNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { matrixNumbers } from "../../src/school/messenger.ts";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import type { Choice, Row } from "./matrix-order.ts";
import { matrixEvent } from "../schema.ts";

/** A message of the bot with options, which are none any more where they are closed. */
export interface Options {
  eventId: string;
  messageId: number;
  choices: Choice[];
  /** The event that it answers. */
  answers: string | null;
}

/** What a person's message has chosen: what that leads to, at which message, and what that one answered. */
export interface Chosen {
  leadsTo: string;
  at: number;
  answers: string | null;
}

/** Among so many messages with options a word is looked for. */
const searched = 30;
export const howMany = sql<number>`json_array_length(${matrixEvent.options})`;
export const at = (chatId: number, messageId: number) =>
  and(eq(matrixEvent.chatId, chatId), eq(matrixEvent.messageId, messageId));

const isUpdate = (updateId: number) => eq(matrixEvent.id, updateId - matrixNumbers);

/** What is known of single events. */
export function openEvents(database: Database) {
  const eventOf = (chatId: number, eventId: string) => {
    const here = and(eq(matrixEvent.chatId, chatId), eq(matrixEvent.eventId, eventId));
    return database.select().from(matrixEvent).where(here).get();
  };
  const optionsBefore = (chatId: number, messageId: number, which: SQL, most: number): Options[] => {
    const before = and(eq(matrixEvent.chatId, chatId), lt(matrixEvent.messageId, messageId));
    const found = database
      .select()
      .from(matrixEvent)
      .where(and(before, isNotNull(matrixEvent.options), which))
      .orderBy(desc(matrixEvent.messageId))
      .limit(most);
    return found.all().map(optionsIn);
  };
  return {
    /** The numbered options that stood last before a message, open or not; null where there were none. */
    async numberedBefore(chatId: number, messageId: number): Promise<Options | null> {
      const [last] = optionsBefore(chatId, messageId, ne(howMany, 1), 1);
      return last ?? null;
    },

    /** Before a message, the last open options among which is this word; null where there are none. */
    async wordBefore(chatId: number, messageId: number, sound: string): Promise<Options | null> {
      const open = optionsBefore(chatId, messageId, gt(howMany, 0), searched);
      return open.find(({ choices }) => choices.some(({ sounds }) => sounds === sound)) ?? null;
    },

    /** The options of one message of the bot in this chat; null where it has none. */
    async optionsOf(chatId: number, eventId: string): Promise<Options | null> {
      const row = eventOf(chatId, eventId);
      return row && row.options !== null ? optionsIn(row) : null;
    },

    /** What a person's message chose when it was read first, or null. In: the number of its update. */
    async chosenBy(updateId: number): Promise<Chosen | null> {
      const chose = database.select().from(matrixEvent).where(isUpdate(updateId)).get()?.chose ?? null;
      return chose === null ? null : (JSON.parse(chose) as Chosen);
    },

    /** A person's message has been read, and has chosen this. In: the number of its update. */
    async chooses(updateId: number, what: Chosen): Promise<void> {
      const chose = JSON.stringify(what);
      await inOneLightTransaction(database, (tx) =>
        tx.update(matrixEvent).set({ chose }).where(isUpdate(updateId)).run(),
      );
    },

    /** The event behind a message, or null. */
    async eventAt(chatId: number, messageId: number): Promise<string | null> {
      return database.select().from(matrixEvent).where(at(chatId, messageId)).get()?.eventId ?? null;
    },

    /** The event with this number of all, or null. */
    async eventOf(id: number): Promise<string | null> {
      return database.select().from(matrixEvent).where(eq(matrixEvent.id, id)).get()?.eventId ?? null;
    },

    /** The number of an event of this chat, or null. */
    async messageOf(chatId: number, eventId: string): Promise<number | null> {
      return eventOf(chatId, eventId)?.messageId ?? null;
    },
  };
}

const optionsIn = ({ eventId, messageId, options, answers }: Row): Options => ({
  ...{ eventId, messageId, answers },
  choices: JSON.parse(options ?? "[]") as Choice[],
});
