import { randomUUID } from "node:crypto";
import type { Database } from "../../db/file/database.ts";
import { openDatabase, type SealOfRow } from "../../db/file/open.ts";
import { PostgresClient } from "../../db/postgres/client.ts";

let made: Buffer | undefined;

/** Where tests find a PostgreSQL server (loopback), and the one line that says so where there is none. */
export const postgresUrl = process.env.POSTGRES_URL;
export const postgresLeftOut = "PostgreSQL is left out: POSTGRES_URL names no server";

/** Whether the schools of the tests are in PostgreSQL this time, and not in SQLite. */
export const onPostgres = process.env.ENGINE === "postgres";

/** What a test file's schools are in: thousands of tables in one database make each of them slow to make. */
let home: string | undefined;
const lent: Database[] = [];

/** A schema of its own in that server: nobody else has its name. */
export function freshAddress(): string {
  const url = new URL(postgresUrl!);
  home ??= madeHome();
  url.pathname = home;
  return `${url}#t_${randomUUID().slice(0, 18)}`;
}

/**
 * A database of which nobody has written: in memory, where what the migrations make is made once a process; with
 * ENGINE=postgres a schema in PostgreSQL.
 */
export function freshDatabase(sealOfRow?: SealOfRow): Database {
  if (onPostgres) return inPostgres(sealOfRow);
  made ??= openDatabase(":memory:").$client.serialize();
  return openDatabase(made, sealOfRow);
}

function inPostgres(sealOfRow?: SealOfRow): Database {
  const database = openDatabase(freshAddress(), sealOfRow);
  lent.push(database);
  return database;
}

function madeHome(): string {
  const name = `janein_test_${randomUUID().slice(0, 13)}`;
  onServer(`create database "${name}" template template0`);
  return name;
}

function onServer(words: string): void {
  const client = new PostgresClient({ url: postgresUrl!, schema: "public", isAlone: false });
  client.exec(words);
  client.close();
}

/** How many were lent until now; `givenBack` closes those after. */
export const lentSoFar = (): number => lent.length;

/** Closes what was lent since: a server has a hundred connections, and a test file more schools. */
export function givenBack(since: number): void {
  for (const { $client } of lent.splice(since)) if ($client.open) $client.close();
}

/** Nothing stays on the server. */
export function leaveServer(): void {
  givenBack(0);
  if (home !== undefined) onServer(`drop database if exists "${home}" with (force)`);
  home = undefined;
}
