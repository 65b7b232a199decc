import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DrillOutcome, Going } from "../house/lights.ts";

/** What is remembered from one process to the next of how JaNein is run; it is no part of the proof. */
export interface Notes {
  /** The last backup, and the newest link of the events when it was made. */
  backup: { at: string; path: string; link: string };
  /** The last time that the whole record was looked at. */
  verify: { at: string; holds: boolean };
  /** The last time that the database was not as it was recorded; `why` says to the operator what to do. */
  doubt: { at: string; why: string };
  /** The last time that a backup was tried, by when; `why` says to the operator what is wrong with it. */
  drill: { at: string; path: string; outcome: DrillOutcome; why: string | null };
  /** What is wrong, and whether the operator was told. */
  going: Going[];
}

/**
 * Notes something: a file for each kind, written whole. In: the folder of the sealed heads, which is there.
 * Where nothing can be written, nothing is noted: what it was about has been done all the same.
 */
export function note<Kind extends keyof Notes>(proofFolder: string, kind: Kind, what: Notes[Kind]): void {
  const draft = join(proofFolder, `last-${kind}.${process.pid}`);
  try {
    writeFileSync(draft, JSON.stringify(what), { mode: 0o600 });
    renameSync(draft, join(proofFolder, `last-${kind}.json`));
  } catch {
    rmSync(draft, { force: true });
  }
}

/** What was noted last; null where there is nothing, or nothing that can be read. */
export function noted<Kind extends keyof Notes>(proofFolder: string, kind: Kind): Notes[Kind] | null {
  try {
    return JSON.parse(readFileSync(join(proofFolder, `last-${kind}.json`), "utf8")) as Notes[Kind];
  } catch {
    return null;
  }
}
