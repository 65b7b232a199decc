import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Database } from "../file/database.ts";
import { lend, type SealOfRow } from "../file/guarded.ts";
import { placeAt } from "./address.ts";
import { asSqlite, PostgresClient } from "./client.ts";

/** Asks something of a school's schema, on a connection of its own. In: its address; what is asked, at once. */
export function onSchema<Out>(address: string, ask: (client: PostgresClient) => Out): Out {
  const client = new PostgresClient(placeAt(address));
  try {
    return ask(client);
  } finally {
    client.close();
  }
}

/** The migrations that were done in a school's schema, in their order; none where no school has begun there. */
export const doneIn = (client: PostgresClient): string[] =>
  isMade(client) ? (client.prepare("select name from migration order by name").pluck().all() as string[]) : [];

export const isMade = (client: PostgresClient): boolean => client.hasTable("migration");

/**
 * Whether there is such a schema, whoever's it is. Two that look so, and make it then, do so one after the other.
 * In: a connection within a transaction, which the other one waits for.
 */
export function isThere(client: PostgresClient): boolean {
  client.prepare("select pg_advisory_xact_lock(hashtextextended(?, 1))").get(client.schema);
  return client.prepare("select 1 from pg_namespace where nspname = ?").get(client.schema) !== undefined;
}

/** A school's schema as the rest of the program knows a database. In: the seal of a row, over its link. */
export function asDatabase(client: PostgresClient, sealOfRow: SealOfRow): Database {
  lend(asSqlite(client), sealOfRow);
  return Object.assign(drizzle(asSqlite(client)), { $client: asSqlite(client) });
}
