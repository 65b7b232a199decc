import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Custody } from "../src/consent/custody.ts";
import type { EventKind, Purpose, Role, Route } from "../src/consent/event.ts";
import type { Journaled } from "../src/consent/journal.ts";
import { child, person } from "./schema-people.ts";

/** Why: every event must be able to show the notice it was given on; versions are kept in full. */
export const noticeVersion = sqliteTable("notice_version", {
  number: integer().primaryKey({ autoIncrement: true }),
  /** A text may come back: the old head teacher, for example. */
  sha256: text().notNull(),
  text: text().notNull(),
  publishedAt: text("published_at").notNull(),
  /** What the school has decided about it: the first one, a correction, or a material change; null while it has not. */
  change: text().$type<"first" | "correction" | "material">(),
  decidedAt: text("decided_at"),
  decidedBy: text("decided_by"),
  /** After a material change: the day (ISO) on which consents to older versions lapse. */
  lapseOn: text("lapse_on"),
  lapsedAt: text("lapsed_at"),
});

/** Why: consent is given "für die Dauer der eingeschränkten Beschulung"; the office says when it begins and ends. */
export const period = sqliteTable("period", {
  id: integer().primaryKey({ autoIncrement: true }),
  startedAt: text("started_at").notNull(),
  startedBy: text("started_by").notNull(),
  endedAt: text("ended_at"),
  endedBy: text("ended_by"),
});

/**
 * Why: a birthday changes what may be done without anybody's word; each round looks at what stood at the round before.
 */
export const dailyRound = sqliteTable("daily_round", {
  name: text().primaryKey(),
  at: text().notNull(),
});

/** Why: the exact text a person saw before answering (Art. 7(1) GDPR), each kept once. */
export const shownText = sqliteTable("shown_text", {
  sha256: text().primaryKey(),
  text: text().notNull(),
});

/**
 * Why: the proof. Append-only; triggers refuse update and delete,
 * but for the erasing of what identifies, all of it at once.
 */
export const consentEvent = sqliteTable(
  "consent_event",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    decision: text().notNull(),
    childId: text("child_id").references(() => child.id),
    purpose: text().$type<Purpose>().notNull(),
    kind: text().$type<EventKind>().notNull(),
    personId: text("person_id").references(() => person.id),
    role: text().$type<Role>().notNull(),
    route: text().$type<Route>().notNull(),
    recordedBy: text("recorded_by").notNull(),
    at: text().notNull(),
    notice: integer()
      .notNull()
      .references(() => noticeVersion.number),
    language: text().notNull(),
    shown: text().references(() => shownText.sha256),
    evidence: text().notNull(),
    voids: text(),
    salt: text().notNull(),
    commitment: text().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
    /** Over the hash, with a key that does not lie in the database: nobody else adds an event. */
    seal: text().notNull().default(""),
  },
  (table) => [
    index("consent_event_child").on(table.childId),
    index("consent_event_person").on(table.personId),
    index("consent_event_decision").on(table.decision),
    index("consent_event_hash").on(table.hash),
    // What was declared since yesterday, and week by week.
    index("consent_event_at").on(table.at, table.kind),
  ],
);

/**
 * Why: whose declaration counts for a child is decided by a person on some paper, and must be shown later as it was
 * then. Appended, never changed: of each child and guardian the newest holds, and no import changes it.
 */
export const custodyFact = sqliteTable(
  "custody_fact",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    childId: text("child_id")
      .notNull()
      .references(() => child.id),
    guardianId: text("guardian_id")
      .notNull()
      .references(() => person.id),
    custody: text().$type<Custody>().notNull(),
    /** Since which day (ISO) it is so. */
    since: text().notNull(),
    /** On what paper, and where that lies; "" where nobody has decided yet. */
    paper: text().notNull(),
    /** Who has decided it, by name; "" where a list has put it before the office. */
    by: text().notNull(),
    at: text().notNull(),
  },
  (table) => [
    index("custody_fact_pair").on(table.childId, table.guardianId),
    index("custody_fact_guardian").on(table.guardianId),
  ],
);

/** Why: what was erased after the retention time, and when, can be shown; numbers only. Written before it is erased. */
export const erasure = sqliteTable("erasure", {
  id: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  events: integer().notNull(),
  children: integer().notNull(),
  people: integer().notNull(),
  /** The end of the retention time: nothing that is younger may go with it. */
  endedBefore: text("ended_before").notNull().default(""),
  /** Which events of consent and which entries of the journal, as ranges of their places: "3-5,9". */
  eventPlaces: text("event_places").notNull().default(""),
  entryPlaces: text("entry_places").notNull().default(""),
});

/**
 * Why: what the proof leans on besides the events of consent is entered here as it is written, and linked to what was
 * entered before, so that no one can change, drop or put in any of it unseen. Kept by triggers.
 */
export const journal = sqliteTable(
  "journal",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** When it happened; "" for what has no time of its own. */
    at: text().notNull(),
    /** The table, and the key of the row in it. */
    kind: text().$type<Journaled>().notNull(),
    about: text().notNull(),
    /** Makes the commitment unguessable; erased together with the row. */
    salt: text().notNull(),
    commitment: text().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
    /** As of an event. */
    seal: text().notNull().default(""),
  },
  (table) => [index("journal_row").on(table.kind, table.about)],
);
