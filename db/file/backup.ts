import { closeSync, existsSync, fsyncSync, openSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { inDraft, nameDraft, removeAbandoned, taken } from "./draft.ts";
import { explaining } from "./explained.ts";
import { lookThrough, refuseForeign } from "./open.ts";
import { closeToOthers } from "./owners-only.ts";
import { isAddress } from "../postgres/address.ts";
import { schemaIntoFile } from "../postgres/copy.ts";
import { DatabaseRefused } from "./refused.ts";
import { type FileOfSchool, putIntoCopy } from "./school-files.ts";
import { seal, sealingFor } from "./sealed.ts";

/**
 * Copies the database as it stands in one moment, whoever reads or writes meanwhile; nothing of it is changed.
 * In: its path, or its address in PostgreSQL and the path beside which there is room for a draft; where the copy goes;
 * the public keys (age1…) that it is encrypted for, if any; the school's files, which stand in the copy; who looks at a
 * copy that is encrypted, before it is.
 * Out: its size in bytes.
 * Errors: DatabaseRefused where a file is there already, or the copy would not be whole; then there is none.
 */
export async function backUp(
  from: string | { address: string; beside: string },
  to: string,
  recipients: readonly string[] = [],
  files: readonly FileOfSchool[] = [],
  tries: (plain: string) => Promise<unknown> = async () => undefined,
): Promise<number> {
  const sealing = sealingFor(recipients);
  const [database, path] = typeof from === "string" ? [from, from] : [from.address, from.beside];
  if (existsSync(to)) throw taken(to);
  closeToOthers(path);
  removeAbandoned(path);
  await inDraft(to, "part", async (part) => {
    const copyTo = (copy: string) => {
      copyWhole(database, copy);
      explaining(to, () => putIntoCopy(copy, files));
    };
    if (recipients.length === 0) copyTo(part);
    else
      await inDraft(path, "part", async (plain) => {
        copyTo(plain);
        await tries(plain);
        await seal(plain, part, sealing);
      });
    nameDraft(part, to);
  });
  return statSync(to).size;
}

/**
 * Fills a file with a copy in one piece, with all that still stands in the log beside the database, safe on the disk.
 * In: the database, a path or an address in PostgreSQL; the empty file; the name by which whoever reads an error knows
 * the database.
 * Errors: DatabaseRefused where the database is not whole or not ours, or the copy cannot be written.
 */
export function copyWhole(path: string, to: string, named = path): void {
  if (isAddress(path)) {
    explaining(to, () => schemaIntoFile(path, to));
    explaining(to, () => onDisk(to));
    return;
  }
  const source = explaining(named, () => new Sqlite(path, { fileMustExist: true, timeout: 5000 }));
  try {
    explaining(named, () => refuseUnfit(source, path, named));
    explaining(to, () => source.prepare("vacuum into ?").run(to));
    explaining(to, () => onDisk(to));
  } finally {
    source.close();
  }
}

function refuseUnfit(source: Sqlite.Database, path: string, named: string): void {
  // Cut off within its last page a file can pass for whole.
  const said =
    Number(source.pragma("page_count", { simple: true })) * Number(source.pragma("page_size", { simple: true }));
  const size = statSync(path).size;
  if (size === 0 || (size < said && !existsSync(`${path}-wal`)))
    throw new DatabaseRefused(`${named} was not written to its end. Nothing was changed: take another backup.`);
  refuseForeign(source, named);
  lookThrough(source, named);
}

/** SQLite leaves it to the system when such a copy is written out. */
function onDisk(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}
