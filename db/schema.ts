import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EventKind, Purpose, Route } from "../src/consent/event.ts";

/** Why: the class teacher hears of the own classes, and a child is found by it. */
export const schoolClass = sqliteTable("school_class", {
  id: text().primaryKey(),
  name: text().notNull().unique(),
});

/** Why: consent is given per child; the birth date tells namesakes apart and from which age a pupil must agree. */
export const child = sqliteTable("child", {
  id: text().primaryKey(),
  givenName: text("given_name").notNull(),
  familyName: text("family_name").notNull(),
  birthDate: text("birth_date"),
  classId: text("class_id").notNull().references(() => schoolClass.id),
  bothMustAgree: integer("both_must_agree", { mode: "boolean" }).notNull().default(false),
  /** Left the school: out of the lists, the consents stay as proof. */
  goneAt: text("gone_at"),
});

/** Why: guardians declare, teachers are told; a person is tied to a messenger account by a code. */
export const person = sqliteTable("person", {
  id: text().primaryKey(),
  role: text().$type<"guardian" | "teacher">().notNull(),
  givenName: text("given_name").notNull(),
  familyName: text("family_name").notNull(),
  /** The office's own key, so that the next import finds the same person. */
  key: text(),
  goneAt: text("gone_at"),
});

/** Why: whose child it is. */
export const guardianship = sqliteTable("guardianship", {
  guardianId: text("guardian_id").notNull().references(() => person.id),
  childId: text("child_id").notNull().references(() => child.id),
}, (table) => [primaryKey({ columns: [table.guardianId, table.childId] }), index("guardianship_child").on(table.childId)]);

/** Why: whose class it is. */
export const classTeacher = sqliteTable("class_teacher", {
  teacherId: text("teacher_id").notNull().references(() => person.id),
  classId: text("class_id").notNull().references(() => schoolClass.id),
}, (table) => [primaryKey({ columns: [table.teacherId, table.classId] }), index("class_teacher_class").on(table.classId)]);

/** Why: a person is tied to an account by a one-time code; only its keyed hash is here. */
export const joinCode = sqliteTable("join_code", {
  hash: text().primaryKey(),
  personId: text("person_id").notNull().references(() => person.id),
  madeAt: text("made_at").notNull(),
  expiresAt: text("expires_at").notNull(),
  usedAt: text("used_at"),
}, (table) => [index("join_code_person").on(table.personId)]);

/** Why: wrong codes slow down whoever guesses, per account and in all. */
export const failedJoin = sqliteTable("failed_join", {
  id: integer().primaryKey({ autoIncrement: true }),
  chatId: text("chat_id").notNull(),
  at: text().notNull(),
}, (table) => [index("failed_join_at").on(table.at)]);

/** Why: where a person's messages go. A teacher who is a parent too has both persons in one account. */
export const account = sqliteTable("account", {
  personId: text("person_id").primaryKey().references(() => person.id),
  chatId: text("chat_id").notNull(),
  joinedAt: text("joined_at").notNull(),
  /** The messenger has refused for good (blocked, deactivated); the office sees it, the next message lifts it. */
  unreachableSince: text("unreachable_since"),
}, (table) => [index("account_chat").on(table.chatId)]);

/** Why: every event must be able to show the notice it was given on; versions are kept in full. */
export const noticeVersion = sqliteTable("notice_version", {
  number: integer().primaryKey({ autoIncrement: true }),
  sha256: text().notNull().unique(),
  text: text().notNull(),
  publishedAt: text("published_at").notNull(),
});

/** Why: the exact text a person saw before answering (Art. 7(1) GDPR), each kept once. */
export const shownText = sqliteTable("shown_text", {
  sha256: text().primaryKey(),
  text: text().notNull(),
});

/** Why: the proof. Append-only; triggers refuse update and delete. */
export const consentEvent = sqliteTable("consent_event", {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  decision: text().notNull(),
  childId: text("child_id").notNull().references(() => child.id),
  purpose: text().$type<Purpose>().notNull(),
  kind: text().$type<EventKind>().notNull(),
  guardianId: text("guardian_id").references(() => person.id),
  route: text().$type<Route>().notNull(),
  recordedBy: text("recorded_by").notNull(),
  at: text().notNull(),
  notice: integer().notNull().references(() => noticeVersion.number),
  language: text().notNull(),
  shown: text().references(() => shownText.sha256),
  evidence: text().notNull(),
  voids: text(),
}, (table) => [index("consent_event_child").on(table.childId)]);

/** Why: who is to be told of a decision, born with it; a row is claimed, sent, and marked. The words are made at sending time. */
export const announcement = sqliteTable("announcement", {
  id: integer().primaryKey({ autoIncrement: true }),
  decision: text().notNull(),
  personId: text("person_id").notNull().references(() => person.id),
  childId: text("child_id").notNull().references(() => child.id),
  bornAt: text("born_at").notNull(),
  /** Not before this time (after a refusal of the messenger). */
  dueAt: text("due_at").notNull(),
  attempts: integer().notNull().default(0),
  /** Set before the message goes out and cleared on a clear refusal: found set, nobody knows whether it arrived. */
  claimedAt: text("claimed_at"),
  lastError: text("last_error"),
  sentAt: text("sent_at"),
}, (table) => [index("announcement_open").on(table.sentAt, table.dueAt)]);

/** Why: a conversation goes on after a restart. Swept when abandoned, for it holds what was typed. */
export const conversationState = sqliteTable("conversation_state", {
  chatId: text("chat_id").primaryKey(),
  state: text().notNull(),
  changedAt: text("changed_at").notNull(),
});

/** Why: which questions the notice leaves open, for whoever writes the next one. Counted without text and without the person. */
export const unansweredQuestion = sqliteTable("unanswered_question", {
  /** The topic that came nearest, or "" where none did. */
  topicGuess: text("topic_guess").notNull(),
  language: text().notNull(),
  count: integer().notNull(),
}, (table) => [primaryKey({ columns: [table.topicGuess, table.language] })]);

/** Why: the office answers what the notice does not; a question is here only because its person wanted it passed on. */
export const passedQuestion = sqliteTable("passed_question", {
  id: text().primaryKey(),
  text: text().notNull(),
  personId: text("person_id").notNull().references(() => person.id),
  language: text().notNull(),
  at: text().notNull(),
});

/** Why: an update that comes twice acts once. Kept for as long as the messenger may repeat it. */
export const seenUpdate = sqliteTable("seen_update", {
  updateId: integer("update_id").primaryKey(),
  at: text().notNull(),
});
