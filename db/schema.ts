import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AnnouncementKind } from "./messenger/announcement-kind.ts";
import { child, person } from "./schema-people.ts";

export * from "./schema-doors.ts";
export * from "./schema-matrix.ts";
export * from "./schema-office.ts";
export * from "./schema-people.ts";
export * from "./schema-record.ts";
export * from "./schema-rights.ts";
export * from "./schema-roll.ts";
export * from "./schema-scans.ts";

/** Why: a person is tied to an account by a one-time code; only its keyed hash is here. */
export const joinCode = sqliteTable(
  "join_code",
  {
    hash: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    madeAt: text("made_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    usedAt: text("used_at"),
  },
  (table) => [index("join_code_person").on(table.personId)],
);

/** Why: wrong codes slow down the account that types them. */
export const failedJoin = sqliteTable(
  "failed_join",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    chatId: text("chat_id").notNull(),
    at: text().notNull(),
  },
  (table) => [index("failed_join_at").on(table.at)],
);

/** Why: where a person's messages go. A teacher who is a parent too has both persons in one account. */
export const account = sqliteTable(
  "account",
  {
    personId: text("person_id")
      .primaryKey()
      .references(() => person.id),
    chatId: text("chat_id").notNull(),
    joinedAt: text("joined_at").notNull(),
    /** The messenger has refused for good (blocked, deactivated); the office sees it, the next message lifts it. */
    unreachableSince: text("unreachable_since"),
  },
  (table) => [index("account_chat").on(table.chatId)],
);

/** Why: a person is spoken to in the language that they chose, typed or set in the messenger. */
export const chatLanguage = sqliteTable("chat_language", {
  chatId: text("chat_id").primaryKey(),
  language: text().notNull(),
  how: text().$type<"messenger" | "typed" | "chosen">().notNull(),
});

/**
 * Why: who is to be told of what, born with it; a row is claimed, sent, and marked. The words are made at sending time.
 */
export const announcement = sqliteTable(
  "announcement",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<AnnouncementKind>().notNull(),
    /** What it is about: a decision, the number of a notice version or a period, a step of a request. */
    about: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    childId: text("child_id").references(() => child.id),
    /** Of a decision: what stood before it, as a teacher knew it (`knownToTeacher`). */
    stood: text(),
    /** Where it goes although nobody there belongs to it any more: a chat that a person was taken from. */
    chatId: text("chat_id"),
    bornAt: text("born_at").notNull(),
    /** Not before this time (after a refusal of the messenger). */
    dueAt: text("due_at").notNull(),
    attempts: integer().notNull().default(0),
    /** Set before the message goes out and cleared on a clear refusal: found set, nobody knows whether it arrived. */
    claimedAt: text("claimed_at"),
    lastError: text("last_error"),
    sentAt: text("sent_at"),
  },
  (table) => [
    index("announcement_open").on(table.sentAt, table.dueAt),
    index("announcement_person").on(table.personId),
    index("announcement_child").on(table.childId),
  ],
);

/**
 * Why: words that withdraw hold from when they were said (Art. 7(3) GDPR). Where it is not clear which child they mean,
 * they wait here for the answer, and come before the office when there is none within a day.
 */
export const withdrawalMatter = sqliteTable(
  "withdrawal_matter",
  {
    /** Chat and message. */
    id: text().primaryKey(),
    chatId: text("chat_id").notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    words: text().notNull(),
    language: text().notNull(),
    saidAt: text("said_at").notNull(),
    /** Put before the office, and the person reminded. */
    officeAt: text("office_at"),
    /** Answered, recorded another way, or not meant. */
    closedAt: text("closed_at"),
  },
  (table) => [index("withdrawal_matter_person").on(table.personId)],
);

/**
 * Why: a conversation goes on after a restart. What may stand in it is a list (conversations/kept.ts); swept when
 * abandoned.
 */
export const conversationState = sqliteTable("conversation_state", {
  chatId: text("chat_id").primaryKey(),
  state: text().notNull(),
  changedAt: text("changed_at").notNull(),
});

/**
 * Why: which questions the notice leaves open, for whoever writes the next one.
 * Counted without text and without the person.
 */
export const unansweredQuestion = sqliteTable(
  "unanswered_question",
  {
    /** The topic that came nearest, or "" where none did. */
    topicGuess: text("topic_guess").notNull(),
    language: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.topicGuess, table.language] })],
);

/** Why: the office answers what the notice does not; a question is here only because its person wanted it passed on. */
export const passedQuestion = sqliteTable("passed_question", {
  id: text().primaryKey(),
  text: text().notNull(),
  personId: text("person_id")
    .notNull()
    .references(() => person.id),
  language: text().notNull(),
  at: text().notNull(),
});

/**
 * Why: where one chat is held up, what waits in it would fill all that the messenger gives at once, and nobody else
 * would be heard. It waits here instead, and is erased when it is done.
 */
export const waitingUpdate = sqliteTable("waiting_update", {
  updateId: integer("update_id").primaryKey(),
  update: text().notNull(),
});

/**
 * Why: an update with which the process has died is tried once more, alone; if it dies so again and again, it is this
 * one. A process that is killed from outside may meet it too: so it is counted.
 */
export const suspectUpdate = sqliteTable("suspect_update", {
  updateId: integer("update_id").primaryKey(),
  at: text().notNull(),
  tries: integer().notNull().default(1),
  /** How often in a row, up to the last time, the process has not come as far as its first call to the messenger. */
  silent: integer().notNull().default(1),
});

/** Why: whether the process before this one has died; and what the bot is called. A row for each messenger. */
export const botRun = sqliteTable("bot_run", {
  id: integer().primaryKey(),
  startedAt: text("started_at").notNull(),
  endedAt: text("ended_at"),
  /** As the messenger has said last: letters are printed also while it is away. */
  username: text(),
});

/** Why: an update that comes twice acts once. Kept for as long as the messenger may repeat it. */
export const seenUpdate = sqliteTable("seen_update", {
  updateId: integer("update_id").primaryKey(),
  at: text().notNull(),
  /** Over the id, with a key that does not lie in the database: nobody else silences what is still to come. */
  seal: text().notNull().default(""),
});
