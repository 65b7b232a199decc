import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { OfficeRole } from "../src/school/office-roles.ts";
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
 * Why: a person stays signed in for a while, and can be signed out from elsewhere; only the hash of the cookie is here.
 */
export const officeSession = sqliteTable(
  "office_session",
  {
    hash: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => officePerson.id),
    startedAt: text("started_at").notNull(),
    seenAt: text("seen_at").notNull(),
  },
  (table) => [index("office_session_person").on(table.personId)],
);

/** Why: what a person of the office has changed can be shown later; appended, never changed. */
export const officeAction = sqliteTable("office_action", {
  id: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  /** The person's name as it was then: it stays when the person has left. */
  by: text().notNull(),
  what: text().notNull(),
  /** The id of what it is about, never a name. */
  about: text().notNull(),
});

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

/** Why: what the office has said of the columns of a file holds for every file with the same headings. */
export const rememberedColumns = sqliteTable("remembered_columns", {
  /** A digest of the headings. */
  kind: text().primaryKey(),
  /** JSON: heading → what it says; nothing of what stands below. */
  columns: text().notNull(),
  at: text().notNull(),
});
