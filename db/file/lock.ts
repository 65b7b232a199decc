import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { isAddress } from "../postgres/address.ts";
import { isLeased } from "../postgres/leases.ts";
import { hasBegun } from "../postgres/open.ts";
import { explaining } from "./explained.ts";
import { createOwnersOnly, folderOwnersOnly } from "./owners-only.ts";

/** Who ends at this moment is waited for so long (ms). */
const patience = 2000;

/** What nobody refers to any more is closed at some time, and its lock would go with it. */
const held = new Set<Sqlite.Database>();

/**
 * Takes the database for one process alone, for as long as that lives: the system lets go when the process dies,
 * however it dies. It is a lock on a small file beside the database, which stays there: whoever only reads the
 * database, or writes to it beside the bot, does not meet it.
 * In: the path of the database, which need not be there yet; whether the small file is made where there is none:
 * who only works for a moment goes without, and leaves none behind.
 * Out: how to let go; null where another has it.
 * Errors: DatabaseRefused where no file can be.
 */
export function lockDatabase(path: string, makes = true): (() => void) | null {
  return explaining(path, () => {
    if (makes) folderOwnersOnly(dirname(path));
    const file = existsSync(dirname(path)) ? lockOf(path) : "";
    if (!makes && !existsSync(file)) return () => undefined;
    if (!existsSync(file)) created(file);
    const client = new Sqlite(file, { fileMustExist: true, timeout: patience });
    const letGo = () => {
      held.delete(client);
      client.close();
    };
    if (isFree(client, "begin exclusive")) {
      held.add(client);
      return letGo;
    }
    letGo();
    return null;
  });
}

/** Whether there is no file at all, or no school in the schema; one that cannot be reached may be there. */
export function isMissing(path: string): boolean {
  if (isAddress(path)) return !hasBegun(path);
  try {
    statSync(path);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
  }
}

/** Whether a process has taken the database for itself; asking disturbs nobody. */
export function isLocked(path: string): boolean {
  if (isAddress(path)) return isLeased(path);
  const file = existsSync(dirname(path)) ? lockOf(path) : "";
  if (!existsSync(file)) return false;
  const client = explaining(path, () => new Sqlite(file, { fileMustExist: true, timeout: 0 }));
  try {
    return !isFree(client, "select count(*) from sqlite_master");
  } finally {
    client.close();
  }
}

/** One file by whatever name the database is called: two names would be two locks. */
function lockOf(path: string): string {
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  return `${real}.lock`;
}

function created(file: string): void {
  try {
    createOwnersOnly(file);
  } catch (error) {
    // Another process may have made it in between.
    if (!existsSync(file)) throw error;
  }
}

function isFree(client: Sqlite.Database, statement: string): boolean {
  try {
    client.exec(statement);
    return true;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY")) return false;
    throw error;
  }
}
