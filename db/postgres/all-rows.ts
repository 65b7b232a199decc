import type Sqlite from "better-sqlite3";
import type { PostgresClient } from "./client.ts";

/** A value as both engines hold it: whole numbers of any size, texts, bytes, or nothing. */
export type Value = bigint | string | Uint8Array | null;

/** A table as it stands in both engines. */
export interface Table {
  name: string;
  columns: readonly { name: string; kind: "bigint" | "text" | "bytea" }[];
  /** The column whose numbers the table gives itself, never one twice; null where there is none. */
  counts: string | null;
}

/** Where all rows of a school are read. */
export interface Source {
  /** The rows of a table, some at a time. */
  portions: (table: Table) => Iterable<readonly Value[][]>;
  /** The highest number that a table has ever given; 0 for none. */
  counted: (table: string, column: string) => bigint;
}

/** Where they are put. */
export interface Target {
  put: (table: Table, rows: readonly Value[][]) => void;
  goOnAfter: (table: string, column: string, highest: bigint) => void;
}

/** So many rows are read at a time; of those with pictures, few. */
export const atOnce = ({ columns }: Table): number => (columns.some(({ kind }) => kind === "bytea") ? 5 : 1000);

export const quoted = (name: string): string => `"${name}"`;
export const columnsOf = ({ columns }: Table): string => columns.map(({ name }) => quoted(name)).join(", ");

/** Copies all rows from one engine to the other, and with them how far each table has counted. */
export function copyRows(tables: readonly Table[], from: Source, to: Target): void {
  for (const table of tables) {
    for (const rows of from.portions(table)) to.put(table, rows);
    if (table.counts === null) continue;
    const highest = from.counted(table.name, table.counts);
    if (highest > 0n) to.goOnAfter(table.name, table.counts, highest);
  }
}

const whatTables = `select relname, attname, format_type(atttypid, atttypmod), attidentity <> ''
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where relnamespace = cast(quote_ident(current_schema()) as regnamespace) and relkind = 'r' and relname <> 'migration'
  order by relname, attnum`;
const whoLeansOnWhom = `select distinct one.relname, other.relname from pg_constraint
  join pg_class as one on one.oid = conrelid join pg_class as other on other.oid = confrelid
  where contype = 'f' and conrelid <> confrelid
    and connamespace = cast(quote_ident(current_schema()) as regnamespace)`;

/** The tables of a school's schema, each behind those that its rows lean on. Errors: where they lean in a ring. */
export function tablesOf(client: PostgresClient): Table[] {
  const tables = new Map<string, Table>();
  for (const [of, name, kind, counts] of rowsOf<[string, string, "text", number]>(client, whatTables)) {
    const table = tables.get(of) ?? { name: of, columns: [], counts: null };
    const columns = [...table.columns, { name, kind }];
    tables.set(of, { name: of, columns, counts: counts === 1 ? name : table.counts });
  }
  return inOrder(tables, rowsOf<[string, string]>(client, whoLeansOnWhom));
}

const rowsOf = <Row>(client: PostgresClient, words: string) => client.prepare(words).raw().all() as Row[];

function inOrder(tables: Map<string, Table>, leaning: readonly (readonly [one: string, other: string])[]): Table[] {
  const ready = new Map<string, Table>();
  while (ready.size < tables.size) {
    const waits = (name: string) => leaning.some(([one, other]) => one === name && !ready.has(other));
    const next = [...tables.values()].filter(({ name }) => !ready.has(name) && !waits(name));
    if (next.length === 0) throw new Error("the tables lean on each other in a ring");
    for (const table of next) ready.set(table.name, table);
  }
  return [...ready.values()];
}

/** The same tables, as far as a file has them too. */
export function alsoIn(client: Sqlite.Database, tables: readonly Table[]): Table[] {
  const names = client.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  return tables.filter(({ name }) => names.includes(name));
}
