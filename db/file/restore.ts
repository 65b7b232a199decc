import { existsSync, linkSync, renameSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { type Head, rowsBegin, wasMadeAmong } from "../../src/consent/heads.ts";
import { goesThrough, newestHead } from "../proof/head.ts";
import { placeOf, verifyProof } from "../proof/verify.ts";
import { copyWhole } from "./backup.ts";
import { inDraft } from "./draft.ts";
import { isInUse } from "./in-use.ts";
import { endRights, type EndedRights } from "./ended-rights.ts";
import { DatabaseRefused, openDatabase, type SealOfRow } from "./open.ts";
import { closeToOthers } from "./owners-only.ts";
import { type Revived, revivedBy } from "./revived.ts";
import { isSealed, unseal } from "./sealed.ts";

/** What a database file holds: how many events, and from when the newest is. */
export interface Held {
  events: number;
  newest: string | null;
}

export interface Restored extends Held {
  /** The newest link of its chain. */
  link: string;
  /** What opened a door in the backup, and opens none any more. */
  ended: EndedRights;
  /** Who is in again that had been shut out since. */
  revived: Revived;
  /** Where the file that was replaced is kept; what it holds, as far as it can be read. */
  kept: { path: string; held: Held | null } | null;
}

interface How {
  /** Of an encrypted backup, the path of the file with the secret key. */
  keyFile?: string;
  /** Heads that were sealed outside the database, in that order: the backup was made among them. */
  heads?: readonly Head[];
  sealOfRow?: SealOfRow;
}

/**
 * Puts a backup in the place of the database. Everything is tried on a copy of it first:
 * whether it can be decrypted, its pages are whole, this version can read it, its chain holds.
 * Sessions, links and unused codes end on the copy: there is no moment in which they are valid again.
 * In: the database's path; the backup's; now, for the name of the file that is replaced.
 * Errors: DatabaseRefused where the backup does not hold, or another process has the database open;
 * then nothing was changed.
 */
export async function restore(path: string, from: string, now: Date, how: How = {}): Promise<Restored> {
  return await inDraft(path, "restoring", async (copy) => {
    if (isSealed(from))
      await inDraft(path, "restoring", async (plain) => {
        await unseal(from, plain, how.keyFile);
        copyWhole(plain, copy, from);
      });
    else copyWhole(from, copy);
    const ready = await madeReady(copy, from, how);
    const held = heldBy(copy) ?? { events: 0, newest: null };
    const kept = replace(path, copy, now);
    return { ...held, ...ready, kept, revived: revivedBy(path, kept?.path ?? path) };
  });
}

async function madeReady(copy: string, from: string, how: How): Promise<Pick<Restored, "link" | "ended">> {
  const all = how.heads ?? [];
  const heads = hasJournal(copy) ? all : all.map((head) => ({ ...head, entries: 0, entry: "" }));
  const database = openDatabase(copy, how.sealOfRow);
  try {
    const verified = await verifyProof(database, { rowsFrom: rowsBegin(heads) });
    if ("broken" in verified)
      throw new DatabaseRefused(
        `The chain of ${from} is broken at ${placeOf(verified.broken)}: ${verified.broken.fault}. ` +
          "Nothing was changed: keep that file, and take an older backup.",
      );
    if (!wasMadeAmong(heads, newestHead(database), (head) => goesThrough(database, head)))
      throw new DatabaseRefused(
        `${from} holds together, but does not go through the heads that were sealed here: it is of another school, ` +
          "was made anew, or JaNein has begun anew on this machine. Nothing was changed: take another backup, or put " +
          "the folder of the sealed heads back that belongs to this one (PROOF_PATH).",
      );
    return { link: verified.newest, ended: endRights(database) };
  } finally {
    database.$client.close();
  }
}

/** A backup from before there was a journal gets a new one, which was never sealed. */
function hasJournal(copy: string): boolean {
  const client = new Sqlite(copy, { readonly: true });
  try {
    return client.prepare("select 1 from sqlite_master where name = 'journal'").get() !== undefined;
  } finally {
    client.close();
  }
}

function replace(path: string, copy: string, now: Date): Restored["kept"] {
  if (!existsSync(path)) {
    renameSync(copy, path);
    return null;
  }
  if (isInUse(path)) throw inUse(path);
  closeToOthers(path);
  const held = heldBy(path);
  const kept = `${path}.replaced-${now.toISOString().slice(0, 19).replaceAll(":", "-")}`;
  // A log that stayed behind would be taken for one of the new file.
  for (const ending of ["-wal", "-shm"]) if (existsSync(path + ending)) renameSync(path + ending, kept + ending);
  alsoKnownAs(path, kept);
  renameSync(copy, path);
  return { path: kept, held };
}

/** That a database cannot be replaced while somebody works on it. */
export function inUse(path: string): DatabaseRefused {
  return new DatabaseRefused(
    `Another process has ${path} open (the running bot, perhaps). ` +
      "Nothing was changed: stop it, restore, and start it again.",
  );
}

/**
 * A second name, so that there is a database at every moment:
 * a bot that started in between would begin with a new school. Not every file system knows two names.
 */
function alsoKnownAs(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch {
    renameSync(path, kept);
  }
}

function heldBy(path: string): Held | null {
  try {
    const client = new Sqlite(path, { fileMustExist: true });
    try {
      return client.prepare("select count(*) as events, max(at) as newest from consent_event").get() as Held;
    } finally {
      client.close();
    }
  } catch {
    return null;
  }
}
