import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { officePerson } from "./schema-office.ts";
import { child } from "./schema-people.ts";

/** Why: whoever belongs to the office signs in with the device that they have; only public keys are here. */
export const officePasskey = sqliteTable(
  "office_passkey",
  {
    /** What the device calls it, as base64url. */
    id: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => officePerson.id),
    name: text().notNull(),
    publicKey: text("public_key").notNull(),
    /** How often the device has used it, where it counts. */
    counter: integer().notNull(),
    /** The site that it was made for: it opens no other. */
    site: text().notNull(),
    madeAt: text("made_at").notNull(),
    usedAt: text("used_at"),
    /** Since when it is refused, because its counter went back: somebody may have a copy. */
    refusedAt: text("refused_at"),
  },
  (table) => [index("office_passkey_person").on(table.personId)],
);

/** Why: whoever belongs to the office signs in with the account the school gave them; only a hash of it is here. */
export const officeSchoolAccount = sqliteTable("office_school_account", {
  subject: text().primaryKey(),
  personId: text("person_id")
    .notNull()
    .unique()
    .references(() => officePerson.id),
  tiedAt: text("tied_at").notNull(),
  usedAt: text("used_at"),
});

/** Why: two of the office let a third back in; what one has proposed waits here for the other. */
export const officeLettingIn = sqliteTable("office_letting_in", {
  id: text().primaryKey(),
  personId: text("person_id")
    .notNull()
    .references(() => officePerson.id),
  proposedBy: text("proposed_by")
    .notNull()
    .references(() => officePerson.id),
  proposedAt: text("proposed_at").notNull(),
  expiresAt: text("expires_at").notNull(),
  confirmedBy: text("confirmed_by").references(() => officePerson.id),
  confirmedAt: text("confirmed_at"),
});

/** Why: who looked at a child's page can be shown later; once for a person, a child and an hour. */
export const childLook = sqliteTable(
  "child_look",
  {
    childId: text("child_id")
      .notNull()
      .references(() => child.id, { onDelete: "cascade" }),
    personId: text("person_id")
      .notNull()
      .references(() => officePerson.id),
    /** The hour, as an ISO time begins: 2026-11-23T17. */
    hour: text().notNull(),
    at: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.childId, table.personId, table.hour] }),
    index("child_look_at").on(table.at),
  ],
);
