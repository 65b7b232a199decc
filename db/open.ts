import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { linkOlder } from "./chain.ts";
import * as schema from "./schema.ts";

export type Database = BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database };

const migrations = new URL("./migrations", import.meta.url).pathname;

/** A database that this program must not touch; the message says what to do. */
export class DatabaseRefused extends Error {}

/**
 * Opens the database file, brings it up to date and hands it over.
 * In: a path, or ":memory:". Errors: DatabaseRefused for a file that is no database, is damaged, or was written by a newer JaNein.
 */
export function openDatabase(path: string): Database {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const client = new Sqlite(path, { timeout: 5000 });
  try {
    client.pragma("journal_mode = WAL");
    // A consent that the parent was told of must survive a power cut.
    client.pragma("synchronous = FULL");
    client.pragma("foreign_keys = ON");
    refuseNewer(client, path);
    const database = drizzle(client, { schema });
    migrate(database, { migrationsFolder: migrations });
    linkOlder(client, () => randomBytes(16).toString("hex"));
    return database;
  } catch (error) {
    client.close();
    throw explained(error, path);
  }
}

function refuseNewer(client: Sqlite.Database, path: string): void {
  const kept = client.prepare("select name from sqlite_master where name = '__drizzle_migrations'").get();
  if (!kept) return;
  const { newest } = client.prepare("select max(created_at) as newest from __drizzle_migrations").get() as { newest: number | null };
  const journal = JSON.parse(readFileSync(`${migrations}/meta/_journal.json`, "utf8")) as { entries: { when: number }[] };
  if (Number(newest) > Math.max(...journal.entries.map((entry) => entry.when)))
    throw new DatabaseRefused(`${path} was written by a newer JaNein; start that version, or restore a backup of this one`);
}

function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT")
    return new DatabaseRefused(`${path} is not a readable SQLite database (${code}); nothing was changed, restore a backup`);
  return error;
}

/** One unit of work: all of it or nothing, and nobody writes in between. */
export function inOneTransaction<T>(database: Database, work: (tx: Transaction) => T): T {
  return database.transaction(work, { behavior: "immediate" });
}

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
