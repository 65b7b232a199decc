import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Ground } from "../src/consent/restriction.ts";
import type { EntryRoute, Right, Step } from "../src/consent/rights.ts";
import { person } from "./schema-people.ts";

/** Why: a request for one's rights must be answered within a month (Art. 12(3) GDPR). */
export const rightsRequest = sqliteTable("rights_request", {
  id: text().primaryKey(),
  right: text().$type<Right>().notNull(),
  personId: text("person_id")
    .notNull()
    .references(() => person.id),
  /** The person's own words, where they gave some. */
  words: text().notNull(),
});

/** Why: what became of a request, step by step; appended, never changed. */
export const requestStep = sqliteTable(
  "request_step",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    requestId: text("request_id")
      .notNull()
      .references(() => rightsRequest.id),
    step: text().$type<Step>().notNull(),
    at: text().notNull(),
    by: text().notNull(),
    note: text().notNull(),
  },
  (table) => [index("request_step_request").on(table.requestId)],
);

/**
 * Why: a request that came by letter, by telephone or in person must be shown later with the day on which it came,
 * for the month counts from it, and with where the letter lies. Appended, never changed; a request may have come twice.
 */
export const requestEntry = sqliteTable(
  "request_entry",
  {
    /** Of the form with which it was entered: sent twice it is one. */
    id: text().primaryKey(),
    requestId: text("request_id")
      .notNull()
      .references(() => rightsRequest.id),
    /** The day (ISO) on which it came to the school. */
    receivedOn: text("received_on").notNull(),
    route: text().$type<EntryRoute>().notNull(),
    /** Where the letter lies; "" where there is none. */
    place: text().notNull(),
    /** Who has entered it, by name. */
    by: text().notNull(),
    at: text().notNull(),
  },
  (table) => [index("request_entry_request").on(table.requestId)],
);

/**
 * Why: while the processing of a person's data is restricted (Art. 18 GDPR) nearly nothing may be done with them, and
 * it must be shown later since when, why and until when. Appended, never changed: of each person the newest holds.
 */
export const restrictionFact = sqliteTable(
  "restriction_fact",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** The request by which it came; it may be forgotten before. */
    requestId: text("request_id").notNull(),
    /** Art. 18(1)(a) to (d); "" where the restriction is lifted. */
    ground: text().$type<Ground | "">().notNull(),
    /** Since which day (ISO) it holds, or is lifted. */
    since: text().notNull(),
    /** Of a lifting: on which day (ISO) before it the person was told (Art. 18(3)); else "". */
    toldOn: text("told_on").notNull(),
    /** Why, or how the person was told. */
    note: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
  },
  (table) => [index("restriction_fact_person").on(table.personId)],
);
