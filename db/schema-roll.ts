import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { HandActName } from "../src/school/by-hand/acts.ts";
import type { LeftOpen } from "../src/school/planning/import-plan.ts";
import { child } from "./schema-people.ts";

/** Why: what the office has changed of the roll can be taken back for a week, and the log says what it was. */
export const rollChange = sqliteTable(
  "roll_change",
  {
    id: text().primaryKey(),
    at: text().notNull(),
    by: text().notNull(),
    what: text().$type<"import" | HandActName>().notNull(),
    /** The id of the child or class that an act by hand is about; "" for an import, for a portion of one its id. */
    about: text().notNull(),
    /** JSON: classes, days and counts, the names of files; never a person's name. */
    detail: text().notNull(),
    /** JSON: what it touched, as it was and as it became; "" once it can not be taken back any more. */
    former: text().notNull(),
    undoneAt: text("undone_at"),
  },
  (table) => [index("roll_change_at").on(table.at), index("roll_change_about").on(table.about)],
);

/** Why: what a file said of a child and could not be taken over stays to be done until somebody has done it. */
export const leftOpen = sqliteTable(
  "left_open",
  {
    childId: text("child_id")
      .notNull()
      .references(() => child.id),
    what: text().$type<LeftOpen["what"]>().notNull(),
    at: text().notNull(),
    /** Done, so that the same words in the next file bring it up no more. */
    doneAt: text("done_at"),
  },
  (table) => [primaryKey({ columns: [table.childId, table.what] })],
);
