import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { adviceOn } from "./faults.ts";
import { DatabaseRefused, lookThrough, refuseForeign } from "./open.ts";

/**
 * Copies the database as it stands in one moment, whoever reads or writes meanwhile; nothing of it is changed.
 * In: its path; where the copy goes. Out: its size in bytes.
 * Errors: DatabaseRefused where a file is there already, or the copy would not be whole; then there is none.
 */
export async function backUp(path: string, to: string): Promise<number> {
  if (existsSync(to))
    throw new DatabaseRefused(
      `${to} is there already. A backup is never overwritten: choose another name, for example with the date in it.`,
    );
  const part = `${to}.part`;
  copyWhole(path, part);
  chmodSync(part, statSync(path).mode);
  renameSync(part, to);
  return statSync(to).size;
}

/**
 * Writes a copy in one piece, with all that still stands in the log beside the file, and safe on the disk.
 * Errors: DatabaseRefused where the file is not whole or not ours, or the copy cannot be written; then there is none.
 */
export function copyWhole(path: string, to: string): void {
  rmSync(to, { force: true });
  const source = explaining(path, () => new Sqlite(path, { fileMustExist: true, timeout: 5000 }));
  try {
    explaining(path, () => refuseUnfit(source, path));
    explaining(to, () => source.prepare("vacuum into ?").run(to));
    onDisk(to);
  } catch (error) {
    rmSync(to, { force: true });
    throw error;
  } finally {
    source.close();
  }
}

function refuseUnfit(source: Sqlite.Database, path: string): void {
  // Cut off within its last page a file can pass for whole.
  const said =
    Number(source.pragma("page_count", { simple: true })) * Number(source.pragma("page_size", { simple: true }));
  const size = statSync(path).size;
  if (size === 0 || (size < said && !existsSync(`${path}-wal`)))
    throw new DatabaseRefused(`${path} was not written to its end. Nothing was changed: take another backup.`);
  refuseForeign(source, path);
  lookThrough(source, path);
}

/** SQLite leaves it to the system when such a copy is written out. */
function onDisk(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}

function explaining<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const advice = adviceOn(error, path);
    throw advice === null ? error : new DatabaseRefused(advice);
  }
}
