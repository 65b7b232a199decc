import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EventKind, Purpose, Route } from "../src/consent/event.ts";
import { child, person } from "./schema-people.ts";

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
  salt: text().notNull().default(""),
  commitment: text().notNull().default(""),
  previous: text().notNull().default(""),
  hash: text().notNull().default(""),
}, (table) => [index("consent_event_child").on(table.childId)]);
