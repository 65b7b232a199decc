import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { lendHash } from "../../db/file/of-new.ts";

const migrations = new URL("../../db/migrations/", import.meta.url);
const journal = JSON.parse(readFileSync(new URL("meta/_journal.json", migrations), "utf8")) as {
  entries: { tag: string; when: number }[];
};
const sealing = journal.entries.findIndex(({ tag }) => tag === "0016_sealed-updates");

/** A database as it was before updates were sealed: a former version's, whatever has come to the schema since. */
export function asBeforeSeals(client: Sqlite.Database): void {
  const former = new Sqlite(":memory:");
  lendHash(former);
  for (const { tag } of journal.entries.slice(0, sealing))
    former.exec(readFileSync(new URL(`${tag}.sql`, migrations), "utf8"));
  client.pragma("foreign_keys = off");
  for (const type of guards) for (const name of namesOf(client, type)) client.exec(`drop ${type} "${name}"`);
  const tables = namesOf(former, "table");
  for (const name of namesOf(client, "table").filter((of) => !tables.includes(of))) client.exec(`drop table "${name}"`);
  for (const table of tables)
    for (const name of columnsOf(client, table).filter((of) => !columnsOf(former, table).includes(of)))
      client.exec(`alter table "${table}" drop column "${name}"`);
  for (const type of guards) for (const words of wordsOf(former, type)) client.exec(words);
  former.close();
  client.prepare("delete from __drizzle_migrations where created_at >= ?").run(journal.entries[sealing]?.when);
}

const guards = ["trigger", "index"] as const;
/** What a migration made: not what SQLite or the migrator keep for themselves. */
const made =
  "from sqlite_master where type = ? and sql is not null and name not glob 'sqlite_*' and name not glob '__*'";

const namesOf = (client: Sqlite.Database, type: string) =>
  client.prepare(`select name ${made}`).pluck().all(type) as string[];
const wordsOf = (client: Sqlite.Database, type: string) =>
  client.prepare(`select sql ${made}`).pluck().all(type) as string[];
const columnsOf = (client: Sqlite.Database, table: string) =>
  client.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
