import type { Database } from "../../db/file/database.ts";
import { test } from "vitest";
import { isPostgres } from "../../db/postgres/client.ts";
import { onPostgres } from "./fresh-database.ts";

type Client = Database["$client"];

/** A test of what SQLite alone has. In: why it is no matter of PostgreSQL; it is said where it is left out. */
export const sqliteAlone = (why: string) => (sentence: string, proof: () => void | Promise<void>) =>
  onPostgres ? test.skip(`${sentence} (SQLite alone: ${why})`, proof) : test(sentence, proof);

interface Guard {
  name: string;
  relation: string;
  /** The words that put it back. */
  sql: string;
}

const inSqlite = "select name, tbl_name as relation, sql from sqlite_master where type = 'trigger' order by name";
const inPostgres =
  "select tgname as name, relname as relation, pg_get_triggerdef(pg_trigger.oid) as sql from pg_trigger " +
  "join pg_class on pg_class.oid = tgrelid where relnamespace = quote_ident(current_schema())::regnamespace " +
  "and not tgisinternal order by tgname";

/** The guards of a school, which are triggers. */
export const guardsOf = (client: Client): Guard[] =>
  client.prepare(onPostgres ? inPostgres : inSqlite).all() as Guard[];

/** An administrator takes guards away: those of these names, or all. Out: what puts them back. */
export function dropGuards(client: Client, ...names: string[]): () => void {
  const gone = guardsOf(client).filter(({ name }) => names.length === 0 || names.includes(name));
  const dropped = gone.map(({ name, relation }) => `drop trigger "${name}"${onPostgres ? ` on "${relation}"` : ""};`);
  client.exec(dropped.join(" "));
  return () => void client.exec(gone.map(({ sql }) => `${sql};`).join("\n"));
}

/** An administrator whom no reference holds up. PostgreSQL sees to references by triggers that a replica has not. */
export function heedless(client: Client, change: string): void {
  if (onPostgres)
    return void client.exec(
      `set session_replication_role = replica; ${change}; set session_replication_role = default`,
    );
  client.pragma("foreign_keys = off");
  client.exec(change);
}

/**
 * A trigger that somebody puts in, after each new row of a table or before it.
 * In: what it does, in words that both databases have. Out: what takes it away.
 */
export function plant(client: Client, name: string, when: "after" | "before", table: string, does: string): () => void {
  const head = `trigger "${name}" ${when} insert on ${table}`;
  if (!onPostgres) {
    client.exec(`create ${head} begin ${does}; end`);
    return () => void client.exec(`drop trigger "${name}"`);
  }
  client.exec(`create function "${name}"() returns trigger language plpgsql as $$ begin ${does}; return new; end $$;
    create ${head} for each row execute function "${name}"()`);
  return () => void client.exec(`drop trigger "${name}" on ${table}; drop function "${name}"`);
}

/** A unit of work that puts a row into the table dies there. Out: what lets it live again. */
export const killsAt = (client: Client, table: string, words = "killed"): (() => void) =>
  plant(client, "dies", "before", table, onPostgres ? `raise exception '${words}'` : `select raise(abort, '${words}')`);

/** The first column of what is asked, with commas between. */
export const listed = (client: Client, question: string, between = ","): string =>
  client.prepare(question).pluck().all().join(between);

/** By what a row is told from those with the same values. */
export const rowPlace = onPostgres ? "ctid" : "rowid";

/** Looks at what is so after a change that is then taken back. */
export async function takenBack<Out>(client: Client, change: () => void, look: () => Promise<Out>): Promise<Out> {
  const within = (isWithin: boolean) => isPostgres(client) && Object.assign(client, { inTransaction: isWithin });
  client.exec(onPostgres ? "begin" : "savepoint before");
  within(true);
  try {
    change();
    return await look();
  } finally {
    client.exec(onPostgres ? "rollback" : "rollback to before; release before");
    within(false);
  }
}
