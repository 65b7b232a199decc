import { randomUUID } from "node:crypto";
import type { Database } from "../../db/file/database.ts";
import { openDatabase, type SealOfRow } from "../../db/file/open.ts";
import { PostgresClient } from "../../db/postgres/client.ts";
import { isLeft, isLent } from "./lent.ts";

let made: Buffer | undefined;

/** Where tests find a PostgreSQL server (loopback), and the one line that says so where there is none. */
export const postgresUrl = process.env.POSTGRES_URL;
export const postgresLeftOut = "PostgreSQL is left out: POSTGRES_URL names no server";

/** Whether the schools of the tests are in PostgreSQL this time, and not in SQLite. */
export const onPostgres = process.env.ENGINE === "postgres";

/** What a test file's schools are in: thousands of tables in one database make each of them slow to make. */
let home: string | undefined;

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
  isLent(() => void (database.$client.open && database.$client.close()));
  return database;
}

function madeHome(): string {
  const name = `janein_test_${randomUUID().slice(0, 13)}`;
  onServer(`create database "${name}" template template0`);
  isLeft(() => {
    onServer(`drop database if exists "${name}" with (force)`);
    home = undefined;
  });
  return name;
}

function onServer(words: string): void {
  const client = new PostgresClient({ url: postgresUrl!, schema: "public", isAlone: false });
  client.exec(words);
  client.close();
}
