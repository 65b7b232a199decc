import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { inCopy, judged } from "../../db/file/judged.ts";
import { DatabaseRefused } from "../../db/file/open.ts";
import { isSealed } from "../../db/file/sealed.ts";
import type { Log } from "../house/house.ts";
import { isGood, leastDisk } from "../house/lights.ts";
import type { Config } from "./config.ts";
import { freeDisk } from "./lights.ts";
import { note, noted, type Notes } from "./notes.ts";
import { anchorsOf } from "./proof.ts";
import { proofFolderOf } from "./proof-folder.ts";

export type Drilled = Notes["drill"];

type Settings = Pick<Config, "DATABASE_PATH" | "PROOF_PATH" | "TIMESTAMP_URL" | "TIMESTAMP_CA">;

interface How {
  /** Of an encrypted backup, the path of the file with the secret key. */
  keyFile?: string;
  /** A link that was noted elsewhere; without it, the one that was noted when this backup was made. */
  link?: string;
}

/**
 * Tries whether a backup could be restored, on a copy that goes again: whether it opens, its chain holds among the
 * heads that were sealed here, and the noted link stands in it. The outcome is noted in their folder.
 */
export async function drill(config: Settings, backup: string, { keyFile, link }: How, now: Date): Promise<Drilled> {
  const notes = proofFolderOf(config);
  const made = noted(notes, "backup");
  const looksFor = link ?? (made?.path === backup ? made.link : "");
  const come = (outcome: Drilled["outcome"], why: string | null): Drilled => ({
    ...{ at: now.toISOString(), path: backup, outcome, why },
  });
  const away = keyFile === undefined || !existsSync(backup) ? outOfReach(backup) : null;
  if (away !== null) {
    // That nobody could look says nothing against what was seen before.
    if (noted(notes, "drill") === null) note(notes, "drill", come(...away));
    return come(...away);
  }
  const outcome = await opened(config, backup, { keyFile, looksFor }).then(
    (isSeen) => (isSeen ? come("holds", null) : come("lacks the link", `${backup} lacks the link ${looksFor}.`)),
    (error: unknown) => {
      if (error instanceof DatabaseRefused) return come("refused", error.message);
      throw error;
    },
  );
  note(notes, "drill", outcome);
  return outcome;
}

/**
 * Tries, once a week, a copy that is about to be encrypted: afterwards nobody here can. In: the readable copy, where
 * the encrypted one will be, the newest link when it was made. Out: what came of it; null where it is not due, or there
 * is no room. It is for the caller to note.
 */
export async function drillPlain(
  config: Settings,
  { plain, tried, link }: { plain: string; tried: string; link: string },
  now: Date,
): Promise<Drilled | null> {
  const last = noted(proofFolderOf(config), "drill");
  const isDue = last === null || !isGood(last.outcome) || now.getTime() - Date.parse(last.at) >= weekMs;
  if (!isDue || !hasRoom(config.DATABASE_PATH, plain)) return null;
  const come = (outcome: Drilled["outcome"], why: string | null): Drilled => ({
    ...{ at: now.toISOString(), path: tried, outcome, why },
  });
  try {
    const isSeen = await opened(config, plain, { keyFile: undefined, looksFor: link });
    return isSeen ? come("held before encryption", null) : come("lacks the link", `${tried} lacks the link ${link}.`);
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error;
    return come("refused", error.message.replaceAll(plain, tried));
  }
}

/** Why a backup cannot be looked at from here, without a key; null where it can. */
function outOfReach(backup: string): [Drilled["outcome"], string] | null {
  if (!existsSync(backup)) return ["gone", `There is no file ${backup} (any more).`];
  const call = `janein backup --drill ${backup} --identity KEYFILE`;
  return isSealed(backup) ? ["encrypted", `${backup} is encrypted: ${call} tries it.`] : null;
}

/** Opens it in a copy. Out: whether the link stands in it. Errors: DatabaseRefused where it does not hold. */
async function opened(
  config: Settings,
  backup: string,
  { keyFile, looksFor }: { keyFile: string | undefined; looksFor: string },
): Promise<boolean> {
  const path = config.DATABASE_PATH;
  refuseWithoutRoom(path, backup);
  const anchors = await anchorsOf(config);
  const { all: heads, copies, knownBroken } = await anchors.kept();
  const how = { heads, copies, knownBroken, sealOfRow: anchors.sealOfRow, noted: looksFor };
  return await inCopy(path, backup, keyFile, (copy) =>
    judged(copy, backup, how, (_database, { notedSeen }) => notedSeen),
  );
}

/** A drill must not take the last room from the bot that runs. */
function refuseWithoutRoom(path: string, backup: string): void {
  if (!hasRoom(path, backup))
    throw new DatabaseRefused(`There is no room beside ${path} to try ${backup}: make room (df -h).`);
}

function hasRoom(path: string, backup: string): boolean {
  const free = freeDisk(path);
  return free === null || free >= 2 * statSync(backup).size + leastDisk;
}

const hourMs = 60 * 60 * 1000;
const weekMs = 7 * 24 * hourMs;

/** Whether the last backup is to be tried: once a week, if there is one that was not tried yet. */
export function isDrillDue(backup: Notes["backup"] | null, last: Drilled | null, now: Date): boolean {
  if (backup === null || (last?.path === backup.path && isGood(last.outcome))) return false;
  return last === null || now.getTime() - Date.parse(last.at) >= weekMs;
}

/**
 * Tries the last backup once a week, in a process of its own, so that nobody waits for it. Out: how to stop it.
 * In: the settings; what says the outcome; when it looks first (ms).
 */
export function keepDrilled(
  config: Settings,
  { log, now, firstAfter = hourMs / 12 }: { log: Log; now: () => Date; firstAfter?: number },
): () => void {
  const notes = proofFolderOf(config);
  const main = new URL("../main.ts", import.meta.url).pathname;
  const stopping = new AbortController();
  let saidAt = -Infinity;
  const look = () => {
    const backup = noted(notes, "backup");
    if (backup === null || !isDrillDue(backup, noted(notes, "drill"), now())) return;
    const call = [main, "backup", "--drill", backup.path];
    const away = outOfReach(backup.path);
    if (away !== null) {
      // It stays so until somebody comes with the key: it is said once a week.
      if (now().getTime() - saidAt >= weekMs) {
        log.warn({ why: away[1] }, "the last backup could not be tried");
        saidAt = now().getTime();
      }
      return void drill(config, backup.path, {}, now());
    }
    execFile(process.execPath, call, { signal: stopping.signal }, (error) => {
      if (stopping.signal.aborted) return;
      const drilled = noted(notes, "drill");
      if (error === null) log.info({ outcome: drilled?.outcome ?? null }, "the last backup was tried");
      else log.error({ why: drilled?.why ?? null }, "the last backup was tried, and does not hold: make another");
    });
  };
  const timers = [setTimeout(look, firstAfter), setInterval(look, 6 * hourMs)];
  return () => {
    for (const timer of timers) clearTimeout(timer);
    stopping.abort();
  };
}
