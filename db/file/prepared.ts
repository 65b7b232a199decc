import { type Column, type SQL, sql } from "drizzle-orm";
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
export const among = (column: Column | SQL, name: string): SQL =>
  sql`${column} in (select value from json_each(${sql.placeholder(name)}))`;

/** A unit of work runs on the connection of its database; the query builder does not say so in its types. */
export function connectionOf(db: Database | Transaction): object {
  return (db as unknown as { session: { client: object } }).session.client;
}
