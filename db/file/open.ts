import { randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { linkOlder } from "../proof/chain.ts";
import { faultNow } from "../proof/whole.ts";
import type { Database } from "./database.ts";
import { adviceOn } from "./faults.ts";
import { lend, migrations, type SealOfRow, watch } from "./guarded.ts";
import { isAddress } from "../postgres/address.ts";
import { openPostgres } from "../postgres/open.ts";
import { closeToOthers, createOwnersOnly, folderOwnersOnly } from "./owners-only.ts";
import { DatabaseRefused } from "./refused.ts";
import { withKeptStatements } from "./statements.ts";

export type { SealOfRow } from "./guarded.ts";
export { DatabaseRefused } from "./refused.ts";

/**
 * Up to this size (a school of ten thousand children) the pages are looked through at every opening:
 * it takes a tenth of a second.
 */
const quicklyChecked = 64 * 1024 * 1024;

/**
 * Opens the database file, brings it up to date and hands it over.
 * In: a path, ":memory:", the bytes of a database, of which one in memory is made, or an address in PostgreSQL; the
 * seal of a row, over its link: without one, rows are not sealed; whether a school in PostgreSQL is worked on alone.
 * Errors: LeaseTaken where another one does; DatabaseRefused for a file that is no database of JaNein,
 * is damaged, cannot be written, or was written by a newer JaNein; it is left as it was.
 */
export function openDatabase(from: string | Buffer, sealOfRow?: SealOfRow, isAlone = false): Database {
  if (typeof from === "string" && isAddress(from)) return openPostgres(from, sealOfRow, isAlone);
  const path = typeof from === "string" ? from : ":memory:";
  try {
    if (path !== ":memory:") placeFor(path);
    return opened(new Sqlite(from, { timeout: 5000 }), path, sealOfRow);
  } catch (error) {
    const advice = adviceOn(error, path);
    throw advice === null ? error : new DatabaseRefused(advice);
  }
}

const sealsNothing: SealOfRow = () => "";

function opened(client: Sqlite.Database, path: string, sealOfRow: SealOfRow | undefined): Database {
  try {
    refuseForeign(client, path);
    if (isQuicklyChecked(client)) lookThrough(client, path);
    closeToOthers(path);
    client.pragma("journal_mode = WAL");
    // Whatever is written survives the death of the process; what must survive a power cut is a unit of work.
    client.pragma("synchronous = NORMAL");
    client.pragma("foreign_keys = ON");
    // What was erased (Art. 17 GDPR) must not go on standing in the free parts of the file.
    client.pragma("secure_delete = ON");
    // The triggers of both chains hash and seal with them.
    lend(client, sealOfRow ?? sealsNothing);
    const database = drizzle(withKeptStatements(client));
    database.$client = client;
    migrate(database, { migrationsFolder: migrations });
    linkOlder(database, () => randomBytes(16).toString("hex"));
    if (sealOfRow) watch(client, (rowsFrom, known) => faultNow(database, rowsFrom, known));
    // From here on a unit of work waits by itself, and nobody else with it.
    client.pragma("busy_timeout = 0");
    return database;
  } catch (error) {
    client.close();
    throw error;
  }
}

/**
 * Looks whether a database can lie at a path; opens and makes none, but for the folder.
 * Errors: DatabaseRefused where none can.
 */
export function refuseNoPlace(path: string): void {
  const isThere = existsSync(path);
  try {
    if (!isThere) folderOwnersOnly(dirname(path));
    accessSync(dirname(path), constants.W_OK);
    if (isThere) closeSync(openSync(path, "r+"));
  } catch (error) {
    const isClosed = isThere && ["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "");
    throw new DatabaseRefused(adviceOn(new Error(isClosed ? readOnly : noFile), path) ?? noFile);
  }
}

/** The file is there before SQLite opens it: SQLite would make it readable to others, as the umask has it. */
function placeFor(path: string): void {
  try {
    folderOwnersOnly(dirname(path));
    refuseEmpty(path);
    if (!existsSync(path)) createOwnersOnly(path);
  } catch (error) {
    if (error instanceof DatabaseRefused) throw error;
    // Another process may have made it in between; that is for SQLite to see, as whatever else is wrong with the path.
    if (!existsSync(path)) throw new Error(noFile, { cause: error });
  }
}

/** A copy that broke off at its first byte would pass as a new school in which nobody has ever answered. */
function refuseEmpty(path: string): void {
  if (existsSync(path) && statSync(path).size === 0 && !existsSync(`${path}-wal`))
    throw new DatabaseRefused(
      `${path} is empty, as after a copy that broke off; ` +
        "restore a backup (janein restore BACKUP), or remove the file to begin with a new school",
    );
}

/**
 * Looks whether the file is one of ours.
 * Errors: DatabaseRefused where another program or a newer JaNein has written it.
 */
export function refuseForeign(client: Sqlite.Database, path: string): void {
  const tables = client.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  if (tables.length === 0) return;
  if (!tables.includes("__drizzle_migrations"))
    throw new DatabaseRefused(
      `${path} is the database of another program; nothing was changed, give JaNein a file of its own`,
    );
  if (newestDone(client) > newestKnown())
    throw new DatabaseRefused(
      `${path} was written by a newer JaNein; nothing was changed, start that version, or restore a backup of this one`,
    );
}

/** When the newest migration was made that the file has seen (ms). */
const newestDone = (client: Sqlite.Database) =>
  Number(client.prepare("select max(created_at) from __drizzle_migrations").pluck().get());

function newestKnown(): number {
  const journal = JSON.parse(readFileSync(`${migrations}/meta/_journal.json`, "utf8")) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/**
 * Whether opening the file would bring it up to date. In: a path. Out: no, also where there is no file yet, or one that
 * opening will refuse.
 */
export function isOlder(path: string): boolean {
  if (path === ":memory:" || !existsSync(path)) return false;
  let client: Sqlite.Database | undefined;
  try {
    client = new Sqlite(path, { fileMustExist: true, timeout: 5000 });
    return newestDone(client) < newestKnown();
  } catch {
    return false;
  } finally {
    client?.close();
  }
}

/** Whether looking through all pages disturbs nobody. */
export function isQuicklyChecked(client: Sqlite.Database): boolean {
  const [pages, size] = ["page_count", "page_size"].map((what) => Number(client.pragma(what, { simple: true })));
  return (pages ?? 0) * (size ?? 0) <= quicklyChecked;
}

/** Looks whether every page of the file is whole. Errors: DatabaseRefused where one is not. */
export function lookThrough(client: Sqlite.Database, path: string): void {
  const found = String(client.pragma("quick_check(1)", { simple: true }));
  if (found !== "ok") throw new DatabaseRefused(adviceOn(new Error(malformed), path) ?? found);
}

// SQLite's own words.
const malformed = "database disk image is malformed";
const noFile = "unable to open database file";
const readOnly = "attempt to write a readonly database";
