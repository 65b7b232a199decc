import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "../../db/file/backup.ts";
import { sealUpdates } from "../../db/messenger/seen-updates.ts";
import { isMissing, lockDatabase } from "../../db/file/lock.ts";
import { newestLinkOf } from "../../db/file/judged.ts";
import { folderOwnersOnly } from "../../db/file/owners-only.ts";
import { inUse, restore } from "../../db/file/restore.ts";
import { DatabaseRefused, openDatabase } from "../../db/file/open.ts";
import { type Anchors, setAside } from "../anchor/anchors.ts";
import { type Config, databaseOf, toldDatabase } from "../wiring/config.ts";
import { isGood } from "../house/lights.ts";
import { drill, type Drilled, drillPlain } from "../wiring/drill.ts";
import { note, noted } from "../wiring/notes.ts";
import { filesOf, putBack, toBeCopied } from "./school-in-backup.ts";
import { beginNewDevice } from "./new-device.ts";
import { anchorsOf, sealRestored } from "../wiring/proof.ts";
import { proofFolderOf } from "../wiring/proof-folder.ts";
import { sayBroken } from "./say-broken.ts";
import { counted, inWords, sayEnded, sayEndedKeys, sayKept, sayRevived } from "./say-restored.ts";
import { backupsIn, nameAt, surplus } from "./backup-folder.ts";
import { noDatabase, stopped, WrongCall } from "./at-home.ts";
import { withBar } from "./progress-bar.ts";

const call =
  "janein backup [--encrypt RECIPIENT] FILE, janein backup [--encrypt RECIPIENT] --keep N FOLDER, or " +
  "janein backup --drill FILE|FOLDER [--identity KEYFILE] [--noted LINK]";

/**
 * Copies the database while the bot runs, perhaps encrypted, to a file or into a folder in which so many are kept;
 * or tries a backup.
 * Errors: WrongCall without a file; DatabaseRefused for one that is there already.
 */
export async function backup(config: Config, args: string[]): Promise<void> {
  const options = {
    encrypt: { type: "string", multiple: true },
    keep: { type: "string" },
    drill: { type: "boolean" },
    identity: { type: "string" },
    noted: { type: "string" },
  } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { encrypt = [], keep, drill: isDrill, identity, noted: link } = values;
  const [to] = positionals;
  if (!to || positionals.length > 1 || (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep))) throw new WrongCall(call);
  if (!isDrill && (identity ?? link) !== undefined) throw new WrongCall(call);
  if (isDrill)
    return await tryOut(config, to, {
      ...(identity === undefined ? {} : { keyFile: identity }),
      ...(link === undefined ? {} : { link: link.toLowerCase().replaceAll(/\s/g, "") }),
    });
  if (isMissing(databaseOf(config))) return stopped(noDatabase(toldDatabase(config)));
  if (keep === undefined) return await copyTo(config, to, encrypt);
  folderOwnersOnly(to);
  await copyTo(config, join(to, nameAt(new Date(), encrypt.length > 0)), encrypt);
  removeSurplus(config, to, Number(keep));
}

/** The link is read before the copy is made: it stands in it. */
async function copyTo(config: Config, to: string, encrypt: readonly string[]): Promise<void> {
  const [link, tried] = [newestLinkOf(databaseOf(config)), resolve(to)];
  let drilled: Drilled | null = null;
  const tries = async (plain: string) => void (drilled = await drillPlain(config, { plain, tried, link }, new Date()));
  const size = (await backUp(toBeCopied(config), to, encrypt, filesOf(config), tries)).toLocaleString("en");
  const forKeys = encrypt.length > 0 ? `, encrypted for ${counted(encrypt.length, "key")}` : "";
  console.log(`Copied to ${to}: ${size} bytes, every page whole${forKeys}.`);
  note(proofFolderOf(config), "backup", { at: new Date().toISOString(), path: tried, link });
  sayDrilled(config, drilled);
}

/** What came of it when an encrypted copy was tried before it was encrypted: it counts from when the copy is there. */
function sayDrilled(config: Config, drilled: Drilled | null): void {
  if (drilled === null) return;
  note(proofFolderOf(config), "drill", drilled);
  if (drilled.why !== null) return stopped(drilled.why);
  console.log("Tried before it was encrypted: every link holds, and what was noted stands in it.");
}

function removeSurplus(config: Config, folder: string, keep: number): void {
  const last = noted(proofFolderOf(config), "drill");
  const tooMany = surplus(backupsIn(resolve(folder)), keep, isGood(last?.outcome) ? (last?.path ?? null) : null);
  for (const one of tooMany) rmSync(one);
  if (tooMany.length > 0) console.log(`Removed, beyond the newest ${keep}: ${tooMany.join(", ")}.`);
}

async function tryOut(config: Config, from: string, how: Parameters<typeof drill>[2]): Promise<void> {
  const isFolder = existsSync(from) && statSync(from).isDirectory();
  const newest = isFolder ? backupsIn(resolve(from))[0] : resolve(from);
  if (newest === undefined) return stopped(`There is no backup in ${from} that janein backup --keep has made.`);
  const { why } = await drill(config, newest, how, new Date());
  if (why !== null) return stopped(why);
  console.log(`${newest} can be restored: it opens, every link holds, and what was noted stands in it.`);
}

/**
 * Puts a backup in the place of the database, after it has been tried.
 * Errors: WrongCall without a file; DatabaseRefused where it does not hold.
 */
export async function restoreFile(config: Config, args: string[]): Promise<void> {
  const {
    values: { identity, "begin-anew": isAnew = false, "even-broken": evenBroken = false },
    positionals: [from],
  } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { identity: { type: "string" }, "begin-anew": { type: "boolean" }, "even-broken": { type: "boolean" } },
  });
  if (!from || (evenBroken && !isAnew))
    throw new WrongCall("janein restore FILE [--identity KEYFILE] [--begin-anew [--even-broken]]");
  if (!existsSync(from)) return stopped(`There is no file ${from}.`);
  if (config.DATABASE_URL !== undefined) return stopped(ontoPostgres(from, config.DATABASE_PATH));
  const letGo = lockDatabase(config.DATABASE_PATH, false);
  if (!letGo) throw inUse(config.DATABASE_PATH);
  try {
    await putInPlace(config, from, identity, { isAnew, evenBroken });
  } finally {
    letGo();
  }
}

/** What is in PostgreSQL is not overwritten: it is gone back from by way of a file. */
const ontoPostgres = (from: string, path: string) =>
  "DATABASE_URL is set, and a backup is put into a file first. Nothing was changed: with JaNein stopped, " +
  `move away what may lie at ${path} (DATABASE_PATH). Call janein move --to ${path}, as far as PostgreSQL can be ` +
  "read: by that it is told who was shut out since the backup. Then call " +
  `DATABASE_URL= janein restore ${from}, and DATABASE_URL= janein move --to URL, with the name of a schema behind ` +
  "its # that is not there yet.";

async function putInPlace(
  config: Config,
  from: string,
  identity: string | undefined,
  { isAnew, evenBroken }: { isAnew: boolean; evenBroken: boolean },
): Promise<void> {
  const [before, now] = [await anchorsOf(config), new Date()];
  const { all: heads, copies, foreign, knownBroken } = await before.kept();
  const even = { by: "janein restore", now, pupilAge: config.PUPIL_AGE, heads, knownBroken };
  if (!isAnew && heads.length === 0 && foreign > 0) throw lostKey(before.folder);
  const reached = before.newest();
  const how = {
    ...(reached === null ? {} : { reached }),
    ...(identity === undefined ? {} : { keyFile: identity }),
    ...(isAnew ? {} : { heads, copies, knownBroken }),
    ...(evenBroken ? { evenBroken: even } : {}),
    sealOfRow: before.sealOfRow,
  };
  const { link, isOlder, begun, kept, ended, endedKeys, revived, files, ...restored } = await withBar(
    "Trying the backup",
    (walked) => restore(config.DATABASE_PATH, from, now, { ...how, walked }),
  );
  const aside = isAnew ? await setAside(before.folder, new Date()) : null;
  const after = isAnew ? await anchorsOf(config) : before;
  if (begun) await after.keepKnownBroken(begun.knownBroken);
  await sealAnew(config, after, { isAnew, isOlder });
  beginNewDevice(config);
  const holds = begun?.knownBroken.length ? "what does not hold is marked" : "every link holds";
  console.log(`Restored from ${from}: ${inWords(restored)}, ${holds}. Newest link: ${link || "none yet"}.`);
  const anew = "counts no more: it begins anew with what was restored.";
  if (aside !== null) console.log(`What was sealed before is kept as ${aside} and ${anew}`);
  putBack(config, files, now);
  if (begun) sayBroken(begun);
  sayEnded(ended);
  sayEndedKeys(endedKeys);
  if (kept) sayKept(kept, restored);
  if (kept) sayRevived(revived);
}

const lostKey = (folder: string) =>
  new DatabaseRefused(
    `None of the heads in ${folder} was sealed with the key that lies beside them. Nothing was changed: put the key ` +
      "back. If it is lost, and you know where the backup was kept since it was made: the same once more, with " +
      "--begin-anew.",
  );

async function sealAnew(
  config: Config,
  anchors: Anchors,
  { isAnew, isOlder }: { isAnew: boolean; isOlder: boolean },
): Promise<void> {
  const database = openDatabase(config.DATABASE_PATH, anchors.sealOfRow);
  try {
    if (isAnew) sealUpdates(database);
    await sealRestored(database, anchors, new Date(), isOlder);
  } finally {
    database.$client.close();
  }
}
