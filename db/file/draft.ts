import { linkSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { explaining } from "./explained.ts";
import { createOwnersOnly } from "./owners-only.ts";
import { DatabaseRefused } from "./refused.ts";

const drafts = new Set<string>();
const draftsName = /^((.*?)(?:\.janein-(\d+)-\d+)?\.(?:part|restoring))(?:-wal|-shm|-journal)?$/;
let made = 0;

/**
 * Gives the work a file that is still to be filled: empty, in the folder of the file that it is for, the owner's alone,
 * and gone when the work has ended, whatever came of it. What a process has left there that was killed goes first.
 * In: the file that it is for; how its name ends. Errors: those of the work; DatabaseRefused where no file can be.
 */
export async function inDraft<T>(
  target: string,
  ending: "part" | "restoring",
  work: (draft: string) => T | Promise<T>,
): Promise<T> {
  removeAbandoned(target);
  const draft = `${target}.janein-${process.pid}-${(made += 1)}.${ending}`;
  explaining(target, () => createOwnersOnly(draft));
  drafts.add(basename(draft));
  try {
    return await work(draft);
  } finally {
    for (const beside of ["", "-wal", "-shm", "-journal"]) rmSync(draft + beside, { force: true });
    drafts.delete(basename(draft));
  }
}

/**
 * Gives a draft its name, if nothing has that name: as one step, for another may have taken it just now.
 * Errors: DatabaseRefused where something has.
 */
export function nameDraft(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw taken(target);
    // Not every file system knows two names of a file: there the name is taken first.
    explaining(target, () => renameReserved(draft, target));
  }
}

function renameReserved(draft: string, target: string): void {
  try {
    createOwnersOnly(target);
  } catch (error) {
    throw codeOf(error) === "EEXIST" ? taken(target) : error;
  }
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}

/** That a backup would overwrite something. */
export function taken(path: string): DatabaseRefused {
  return new DatabaseRefused(
    `${path} is there already. A backup is never overwritten: choose another name, for example with the date in it.`,
  );
}

/**
 * Removes what killed processes have left beside a file: drafts, each of which names the process that was writing it.
 * Older versions gave it a name without that; they wrote one at a time.
 */
export function removeAbandoned(target: string): void {
  const folder = dirname(target);
  for (const name of namesIn(folder)) {
    const [, whole = "", of, pid] = draftsName.exec(name) ?? [];
    const abandoned = pid === undefined ? of === basename(target) : !drafts.has(whole) && !runs(Number(pid));
    if (abandoned) rmSync(join(folder, name), { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Our own number can be that of a process that was killed before, as every container begins to count anew. */
function runs(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
