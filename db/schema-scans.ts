import { sql } from "drizzle-orm";
import { blob, check, index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { mostOfPicture } from "../src/paper/kept-picture.ts";
import { child, person } from "./schema-people.ts";

/**
 * Why: where the school has decided so, the picture of a sheet stays as long as the declaration that it shows. The
 * declaration names it by its hash, so it needs no entry in the journal, and may be forgotten before.
 */
export const keptScan = sqliteTable(
  "kept_scan",
  {
    sha256: text().primaryKey(),
    picture: blob({ mode: "buffer" }).notNull(),
    at: text().notNull(),
  },
  ({ picture }) => [check("kept_scan_is_bounded", sql`length(${picture}) <= ${sql.raw(String(mostOfPicture))}`)],
);

/** Why: whose declaration about which child a kept picture shows, so that it is found, and goes with each of them. */
export const keptScanOf = sqliteTable(
  "kept_scan_of",
  {
    sha256: text()
      .notNull()
      .references(() => keptScan.sha256, { onDelete: "cascade" }),
    childId: text("child_id")
      .notNull()
      .references(() => child.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [
    primaryKey({ columns: [table.sha256, table.childId, table.personId] }),
    index("kept_scan_of_child").on(table.childId),
    index("kept_scan_of_person").on(table.personId),
  ],
);
