import type Sqlite from "better-sqlite3";
import { Column, getTableColumns, getTableName, is, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Transaction } from "./database.ts";

/**
 * A query that is built once for each connection, and not with every tap: with the builder, that takes longer than
 * the query itself. In: how it is built, with placeholders for what differs, prepared.
 * Out: the query, to be run inside a unit of work or outside of one.
 */
export function prepared<Query>(build: (db: Database | Transaction) => Query): (db: Database | Transaction) => Query {
  const byConnection = new WeakMap<object, Query>();
  return (db) => {
    const connection = connectionOf(db);
    const query = byConnection.get(connection) ?? build(db);
    byConnection.set(connection, query);
    return query;
  };
}

/**
 * Whether a column has one of some values, however many there are: the words of the query stay the same.
 * In: the column; the placeholder's name, for the values as a JSON array.
 */
export function among(column: Column | SQL, name: string): SQL {
  const value = sql.raw(is(column, Column) && column.dataType === "number" ? "cast(value as integer)" : "value");
  return sql`${column} in (select ${value} from json_each(${sql.placeholder(name)}))`;
}

/**
 * Whole rows of which a column is one of some values, as the builder gives them, for thousands at a time: the builder
 * takes longer for each row than the row itself. In: a table that has texts, numbers and yes or no; the column.
 */
export function rowsAmong<Table extends SQLiteTable>(
  table: Table,
  column: Column,
): (db: Database | Transaction, values: readonly string[]) => Table["$inferSelect"][] {
  const rows = bareRows(table, `where "${column.name}" in (select value from json_each(?))`);
  return (db, values) => rows(db, JSON.stringify(values));
}

/** Every row of a table in the same way. */
export function everyRow<Table extends SQLiteTable>(
  table: Table,
): (db: Database | Transaction) => Table["$inferSelect"][] {
  return bareRows(table, "");
}

function bareRows<Table extends SQLiteTable>(
  table: Table,
  which: string,
): (db: Database | Transaction, ...values: string[]) => Table["$inferSelect"][] {
  const columns = Object.entries(getTableColumns(table));
  const told = columns.map(([name, one]) => `"${one.name}" as "${name}"`).join(", ");
  const words = `select ${told} from "${getTableName(table)}" ${which}`;
  const yesOrNo = columns.filter(([, one]) => one.dataType === "boolean").map(([name]) => name);
  const statement = prepared((db) => (connectionOf(db) as Sqlite.Database).prepare(words));
  return (db, ...values) => {
    const rows = statement(db).all(...values) as Record<string, unknown>[];
    for (const name of yesOrNo) for (const row of rows) row[name] = row[name] === 1;
    return rows;
  };
}

/** A unit of work runs on the connection of its database; the query builder does not say so in its types. */
export function connectionOf(db: Database | Transaction): object {
  return (db as unknown as { session: { client: object } }).session.client;
}
