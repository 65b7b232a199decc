import { existsSync, linkSync, renameSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { goesThrough } from "../proof/head.ts";
import { isInUse } from "./in-use.ts";
import type { BegunEvenBroken } from "./even-broken.ts";
import { type EndedKeys, endKeys, endRights, type EndedRights } from "./ended-rights.ts";
import { inCopy, judged, type Judging } from "./judged.ts";
import { closeToOthers } from "./owners-only.ts";
import { DatabaseRefused } from "./refused.ts";
import { type FileOfSchool, takeOutOfCopy } from "./school-files.ts";
import { type Revived, revivedBy } from "./revived.ts";

/** What a database file holds: how many events, and from when the newest is. */
export interface Held {
  events: number;
  newest: string | null;
}

export interface Restored extends Held {
  /** The newest link of its chain. */
  link: string;
  /** Whether it is from before there was a journal: that was begun anew. */
  isOlder: boolean;
  /** What opened a door in the backup, and opens none any more. */
  ended: EndedRights;
  /** Passkeys and school accounts of the office that open nothing now, and so nothing in the backup any more. */
  endedKeys: EndedKeys;
  /** What does not hold of it, where it was begun anew with all the same. */
  begun: BegunEvenBroken | null;
  /** Who is in again that had been shut out since; null where there is nothing to tell it by. */
  revived: Revived | null;
  /** The school's files that stood in it. */
  files: FileOfSchool[];
  /** Where the file that was replaced is kept; what it holds, as far as it can be read. */
  kept: { path: string; held: Held | null } | null;
}

/**
 * Puts a backup in the place of the database. Everything is tried on a copy of it first:
 * whether it can be decrypted, its pages are whole, this version can read it, its chain holds.
 * Sessions, links and unused codes end on the copy: there is no moment in which they are valid again.
 * In: the database's path; the backup's; now, for the name of the file that is replaced; how it is judged, and the head
 * that was sealed last, without which what lies there is taken for the newest.
 * Errors: DatabaseRefused where the backup does not hold, or another process has the database open;
 * then nothing was changed.
 */
export async function restore(
  path: string,
  from: string,
  now: Date,
  how: Judging & { reached?: Sealed } = {},
): Promise<Restored> {
  // In an older one somebody is still let in who was let go since: the school has gone on elsewhere.
  const hasNewest = hasReached(path, how.reached ?? null);
  return await inCopy(path, from, how.keyFile, async (copy) => {
    const ready = await judged(copy, from, how, (database, { newest }, isOlder, begun) => ({
      link: newest,
      isOlder,
      begun,
      ended: endRights(database),
      files: takeOutOfCopy(database),
      endedKeys: endKeys(database, hasNewest ? path : null),
    }));
    const held = heldBy(copy) ?? { events: 0, newest: null };
    const kept = replace(path, copy, now);
    return { ...held, ...ready, kept, revived: hasNewest && kept ? revivedBy(path, kept.path) : null };
  });
}

type Sealed = Parameters<typeof goesThrough>[1];

/** Whether what lies there goes as far as this head. */
function hasReached(path: string, reached: Sealed | null): boolean {
  try {
    const client = new Sqlite(path, { fileMustExist: true });
    try {
      return reached === null || goesThrough({ $client: client }, reached);
    } finally {
      client.close();
    }
  } catch {
    return false;
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
  const kept = freeName(`${path}.replaced-${now.toISOString().slice(0, 19).replaceAll(":", "-")}`);
  // A log that stayed behind would be taken for one of the new file.
  for (const ending of ["-wal", "-shm"]) if (existsSync(path + ending)) renameSync(path + ending, kept + ending);
  alsoKnownAs(path, kept);
  renameSync(copy, path);
  return { path: kept, held };
}

/** What was replaced is never overwritten, also by what is replaced in the same second. */
function freeName(name: string): string {
  for (let times = 1; ; times += 1) {
    const free = times === 1 ? name : `${name}-${times}`;
    if (["", "-wal", "-shm"].every((ending) => !existsSync(free + ending))) return free;
  }
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
