import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { isSealed, newestHead } from "../../db/proof/head.ts";
import type { Database } from "../../db/file/database.ts";
import { sha256Of } from "../../db/file/digest.ts";
import { foundIn, sealedBeyond } from "../../db/file/guarded.ts";
import { openDatabase, refuseNoPlace } from "../../db/file/open.ts";
import { LeaseTaken } from "../../db/postgres/connection.ts";
import { type Anchors, openAnchors } from "../anchor/anchors.ts";
import { stampNewest } from "../anchor/stamping.ts";
import { rowsBegin } from "../consent/heads.ts";
import type { Log } from "../house/house.ts";
import { codeOf, type Config, databaseOf, type Where, WrongSetting } from "./config.ts";
import { beginAnew, doubt, goesOn, isDoubted, notFromThere, sealNow } from "./goes-on.ts";
import { proofFolderOf } from "./proof-folder.ts";
import { type Updating, upToDate } from "./updating.ts";

export { beginAnew, notFromThere, sealNow } from "./goes-on.ts";
export { verifyAll } from "./verifying.ts";

type Settings = Pick<Config, "DATABASE_PATH" | "PROOF_PATH" | "TIMESTAMP_URL" | "TIMESTAMP_CA"> & Where;

const sealEveryMs = 1000;
const stampEveryMs = 6 * 60 * 60 * 1000;

/** The folder of the sealed heads. Errors: WrongSetting where it cannot be made, read or written. */
export async function anchorsOf({ DATABASE_PATH, PROOF_PATH }: Settings): Promise<Anchors> {
  const folder = proofFolderOf({ DATABASE_PATH, PROOF_PATH });
  try {
    return await openAnchors(folder, () => randomBytes(32).toString("base64"));
  } catch (error) {
    throw new WrongSetting(
      `PROOF_PATH ${folder} cannot be used (${codeOf(error) === "unknown" ? whyOf(error) : codeOf(error)}): ` +
        "give it to the user that JaNein runs as, or choose another folder",
    );
  }
}

/**
 * Opens the database, whose every row is sealed with the key in the folder from now on. One that an older version has
 * written is copied and brought up to date, if nobody else works on it.
 * Errors: as of both; WrongSetting where the rows are sealed already, and not with this folder.
 */
export async function openSealed(
  settings: Settings,
  now: Date,
  how: Updating = {},
): Promise<{ database: Database; anchors: Anchors }> {
  let copy: string | null = null;
  const kept = (path: string) => void (copy = path);
  const open = (isAlone = how.isAlone) => opened(settings, now, { copy, isAlone });
  // PostgreSQL is brought up to date whole or not at all, and its copies are its own.
  if (settings.DATABASE_URL !== undefined) return await open();
  return await upToDate(settings.DATABASE_PATH, now, { ...how, kept }, open);
}

async function opened(
  settings: Settings,
  now: Date,
  { copy, isAlone }: { copy: string | null; isAlone: boolean | undefined },
): Promise<{ database: Database; anchors: Anchors }> {
  const anchors = await anchorsBeside(settings);
  const database = openDatabase(databaseOf(settings), anchors.sealOfRow, isAlone);
  try {
    if (rowsBegin((await anchors.kept()).all) === null) await beginRows(database, anchors, now, copy);
    const { all, knownBroken } = await anchors.kept();
    const begin = rowsBegin(all);
    if (begin !== null) sealedBeyond(database.$client, begin, knownBroken);
    if (!goesOn(database, anchors)) doubt(anchors, now, notFromThere);
    return { database, anchors };
  } catch (error) {
    database.$client.close();
    throw error;
  }
}

/** Where no file can be, no folder can be beside it either: then it is the database's path that is wrong. */
async function anchorsBeside(settings: Settings): Promise<Anchors> {
  try {
    return await anchorsOf(settings);
  } catch (error) {
    if (settings.PROOF_PATH === undefined) refuseNoPlace(settings.DATABASE_PATH);
    throw error;
  }
}

/** A new folder beside a database that is sealed already would make whatever stands in it the truth. */
async function beginRows(database: Database, anchors: Anchors, now: Date, copy: string | null): Promise<void> {
  if (isSealed(database))
    throw new WrongSetting(
      `PROOF_PATH ${anchors.folder} is not the folder that ${database.$client.name} was sealed with: put that back, ` +
        `with its key. If it is lost, ${beginAnew}`,
    );
  // Only now: once there are heads, anybody could have put the file there that an update finds.
  if (copy !== null) await anchors.keepCopy(sha256Of(copy));
  await anchors.seal({ at: now.toISOString(), ...newestHead(database), begins: "rows" });
}

/** That this backup stands now, and what was sealed beyond it is given up, goes on record outside the database. */
export async function sealRestored(database: Database, anchors: Anchors, now: Date, isOlder = false): Promise<void> {
  // What was entered and linked anew is in none of the heads of before.
  const nothing = { events: 0, event: "", entries: 0, entry: "" };
  if (isOlder) await anchors.seal({ at: now.toISOString(), ...nothing, begins: "restored" });
  await anchors.seal({ at: now.toISOString(), ...newestHead(database), begins: "restored" });
}

/**
 * Seals every second what has come, and has it stamped four times a day where a server for it is set.
 * Whether the database still goes through what was sealed last is looked at each time.
 * Out: how to stop it; what has come by then is sealed.
 */
export async function keepSealed(
  database: Database,
  anchors: Anchors,
  { settings, log, now }: { settings: Settings; log: Log; now: () => Date },
): Promise<() => Promise<void>> {
  // Each is said once, not every second.
  const said = { why: null as string | null, failed: false };
  let busy: Promise<void> = Promise.resolve();
  const seal = async () => {
    const isSealed = await sealNow(database, anchors, now());
    const found = foundIn(database.$client);
    const why = found ?? (isSealed ? null : notFromThere);
    const isNew = why !== null && why !== said.why;
    // A verify that holds meanwhile says nothing of what this process has found, and goes on by.
    if (why !== null && (isNew || !isDoubted(anchors))) doubt(anchors, now(), why);
    if (isNew) {
      if (found === null) log.error({ sealed: anchors.newest()?.at }, notFromThere);
      else log.error({ todo: found }, "the database was not as it was recorded: somebody else has changed it");
    }
    said.why = why;
    said.failed = false;
  };
  const notSealed = (error: unknown) => {
    // Whoever has taken the school over seals.
    if (error instanceof LeaseTaken) return;
    if (!said.failed) log.error({ code: codeOf(error), folder: anchors.folder }, "not sealed: see to PROOF_PATH");
    said.failed = true;
  };
  const sealing = () => (busy = busy.then(seal).catch(notSealed));
  const url = settings.TIMESTAMP_URL;
  const stamp = async () => {
    if (url === undefined) return;
    const nonce = () => Uint8Array.from(randomBytes(8));
    const ca = settings.TIMESTAMP_CA;
    const roots = ca === undefined ? undefined : readFileSync(ca, "utf8");
    const isWrong = (stampedAt: string) =>
      log.warn(
        { stampedAt, here: now().toISOString() },
        "the time stamp says another time: set the clock (timedatectl)",
      );
    const stamped = await stampNewest(anchors, { ...{ url, fetch, nonce, roots }, clock: { now, isWrong } });
    if (stamped) log.info({}, "stamped");
  };
  const stamping = () =>
    void stamp().catch((error: unknown) => log.warn({ code: codeOf(error), why: whyOf(error) }, "not stamped"));
  await sealing();
  stamping();
  const timers = [setInterval(() => void sealing(), sealEveryMs), setInterval(stamping, stampEveryMs)];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await sealing();
  };
}

const whyOf = (error: unknown) => (error instanceof Error ? error.message : "unknown");
