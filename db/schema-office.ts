import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { OfficeRole } from "../src/school/office-roles.ts";
import type { HowSignedIn } from "../src/school/office-sessions.ts";
import { child } from "./schema-people.ts";

/** Why: who may open the office's pages, and what they may do there. */
export const officePerson = sqliteTable("office_person", {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text().$type<OfficeRole>().notNull(),
  madeAt: text("made_at").notNull(),
  goneAt: text("gone_at"),
});

/** Why: whoever belongs to the office signs in with a link that works once; only its hash is here. */
export const officeLink = sqliteTable(
  "office_link",
  {
    hash: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => officePerson.id),
    madeAt: text("made_at").notNull(),
    expiresAt: text("expires_at").notNull(),
  },
  (table) => [index("office_link_person").on(table.personId)],
);

/**
 * Why: a person stays signed in for a while, longer on a device that is named, and can be signed out from elsewhere;
 * only hashes of the cookie are here.
 */
export const officeSession = sqliteTable(
  "office_session",
  {
    hash: text().primaryKey(),
    /** What it is called where it is ended: its hash is nobody's business. */
    id: text().notNull().default(""),
    personId: text("person_id")
      .notNull()
      .references(() => officePerson.id),
    startedAt: text("started_at").notNull(),
    seenAt: text("seen_at").notNull(),
    /** What the person calls the device on which they stay signed in; null: until the evening. */
    device: text(),
    how: text().$type<HowSignedIn>().notNull().default("link"),
    /** The cookie that was given out to follow this one, and is not yet used. */
    next: text(),
    /** The cookie before this one, and since when this one is in its place. */
    previous: text(),
    renewedAt: text("renewed_at"),
  },
  (table) => [index("office_session_person").on(table.personId)],
);

/** The mark of the form by which something was done, as it is looked up. */
export const markOfAct = sql`case when json_valid(details) then details ->> '$.act' end`;

/** Why: what a person of the office has changed can be shown later; appended, never changed. */
export const officeAction = sqliteTable(
  "office_action",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    /** The person's name as it was then: it stays when the person has left. */
    by: text().notNull(),
    what: text().notNull(),
    /** The id of what it is about, never a name. */
    about: text().notNull(),
    /** What there is to say beside: names of files, counts, the value before and after, as JSON; null: nothing. */
    details: text(),
  },
  () => [index("office_action_act").on(markOfAct)],
);

/**
 * Why: the pages follow what has changed about which child, instead of looking at everyone each time.
 * Kept by triggers: the newest change of each child.
 */
export const childChange = sqliteTable("child_change", {
  seq: integer().primaryKey({ autoIncrement: true }),
  childId: text("child_id")
    .notNull()
    .unique()
    .references(() => child.id, { onDelete: "cascade" }),
});

/**
 * Why: a backup is one file. The school's folder (facts, notice, letterhead) stands here in copies; in a database that
 * is in use there is nothing.
 */
export const schoolFile = sqliteTable("school_file", {
  name: text().primaryKey(),
  content: blob({ mode: "buffer" }).notNull(),
});

/** Why: what the office has said of the columns of a file holds for every file with the same headings. */
export const rememberedColumns = sqliteTable("remembered_columns", {
  /** A digest of the headings. */
  kind: text().primaryKey(),
  /** JSON: heading → what it says; nothing of what stands below. */
  columns: text().notNull(),
  at: text().notNull(),
});

/**
 * Why: what the officer has put down can be shown as it was then, and which version a paper is. Appended, never
 * changed.
 */
export const documentsVersion = sqliteTable("documents_version", {
  number: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  /** Who has put it down, by name. */
  by: text().notNull(),
  sha256: text().notNull(),
  /** The documents, as JSON. */
  text: text().notNull(),
});
