import { isUtf8 } from "node:buffer";
import type Sqlite from "better-sqlite3";
import { DatabaseRefused } from "../file/refused.ts";
import { atOnce, columnsOf, quoted, type Source, type Table, type Target, type Value } from "./all-rows.ts";

/** In: an open file that nobody writes to meanwhile. */
export function rowsOfFile(client: Sqlite.Database): Source {
  return {
    *portions(table) {
      for (const rows of numbered(client, table)) yield rows.map(([, ...row]) => row);
    },
    counted(table, column) {
      const ask = (words: string) => client.prepare(words).pluck().safeIntegers();
      const given = (ask("select seq from sqlite_sequence where name = ?").get(table) ?? 0n) as bigint;
      const there = (ask(`select max(${quoted(column)}) from ${quoted(table)}`).get() ?? 0n) as bigint;
      return given > there ? given : there;
    },
  };
}

/** The rows of a table, before each its place in the file. */
function* numbered(client: Sqlite.Database, table: Table): Iterable<[bigint, ...Value[]][]> {
  const some = client
    .prepare(`select rowid, ${columnsOf(table)} from ${quoted(table.name)} where rowid >= ? order by rowid limit ?`)
    .raw()
    .safeIntegers();
  const most = atOnce(table);
  for (let from = -(2n ** 63n); ;) {
    const rows = some.all(from, most) as [bigint, ...Value[]][];
    if (rows.length > 0) yield rows;
    if (rows.length < most) return;
    from = (rows.at(-1)?.[0] ?? from) + 1n;
  }
}

/**
 * Looks whether PostgreSQL can hold all that a file holds: in SQLite any value may stand in any column.
 * Errors: DatabaseRefused, which names the first that it cannot hold.
 */
export function refuseUnheld(client: Sqlite.Database, tables: readonly Table[], path: string): void {
  for (const table of tables)
    for (const rows of numbered(client, table))
      for (const [place, ...row] of rows)
        table.columns.forEach(({ name: column, kind }, at) => {
          const why = unheld(row[at] ?? null, kind, () => bytesOf(client, { table: table.name, column, place }));
          if (why !== null)
            throw new DatabaseRefused(
              `${path}: row ${place} of the table ${table.name} has in ${column} ${why}, which PostgreSQL cannot ` +
                "hold there. Nothing was copied: this school stays in its file.",
            );
        });
}

function unheld(value: Value, kind: Table["columns"][number]["kind"], bytes: () => Uint8Array): string | null {
  if (value === null) return null;
  if (kind === "bigint") return typeof value === "bigint" ? null : "something that is no whole number";
  if (kind === "bytea") return value instanceof Uint8Array ? null : "something else than bytes";
  if (typeof value !== "string") return "bytes in the place of a text";
  if (value.includes("\0")) return "a text with a zero sign";
  return value.includes("\uFFFD") && !isUtf8(bytes()) ? "a text with bytes that are no signs" : null;
}

function bytesOf(client: Sqlite.Database, at: { table: string; column: string; place: bigint }): Uint8Array {
  const words = `select cast(${quoted(at.column)} as blob) from ${quoted(at.table)} where rowid = ?`;
  return client.prepare(words).pluck().get(at.place) as Uint8Array;
}

/**
 * Puts rows into a new file, where no trigger enters them once more. In: the open file; what puts them.
 * Errors: of SQLite; where a row leans on one that is not there.
 */
export function intoFile(client: Sqlite.Database, work: (target: Target) => void): void {
  const triggers = client.prepare("select name, sql from sqlite_master where type = 'trigger'").raw().all();
  client.pragma("foreign_keys = OFF");
  client.transaction(() => {
    for (const [name] of triggers as [string][]) client.exec(`drop trigger ${quoted(name)}`);
    work(targetIn(client));
    for (const [, words] of triggers as [string, string][]) client.exec(words);
    const [lost] = client.pragma("foreign_key_check") as { table: string; rowid: number }[];
    if (lost) throw new Error(`row ${lost.rowid} of ${lost.table} leans on one that is not there`);
  })();
}

function targetIn(client: Sqlite.Database): Target {
  const counting = client.prepare("select name from sqlite_master where sql like '% autoincrement %'").pluck().all();
  return {
    put(table, rows) {
      const signs = table.columns.map(() => "?").join(", ");
      const put = client.prepare(`insert into ${quoted(table.name)} (${columnsOf(table)}) values (${signs})`);
      for (const row of rows) put.run(...row);
    },
    goOnAfter(table, _column, highest) {
      // What is not told to count on begins again behind its newest row.
      if (!counting.includes(table)) return;
      client.prepare("delete from sqlite_sequence where name = ?").run(table);
      client.prepare("insert into sqlite_sequence (name, seq) values (?, ?)").run(table, highest);
    },
  };
}
