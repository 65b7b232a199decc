import { readFileSync } from "node:fs";
import type Sqlite from "better-sqlite3";

const journal = JSON.parse(
  readFileSync(new URL("../../db/migrations/meta/_journal.json", import.meta.url), "utf8"),
) as {
  entries: { tag: string; when: number }[];
};
const sealed = journal.entries.find(({ tag }) => tag === "0016_sealed-updates")?.when ?? 0;

/** A database as it was before updates were sealed: a former version's. */
export function asBeforeSeals(client: Sqlite.Database): void {
  client.exec("alter table seen_update drop column seal; drop table matrix_event; drop table matrix_chat");
  client.prepare("delete from __drizzle_migrations where created_at >= ?").run(sealed);
}
