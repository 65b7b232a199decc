import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { backUp } from "../../db/file/backup.ts";
import { isInUse } from "../../db/file/in-use.ts";
import { isLocked, isMissing } from "../../db/file/lock.ts";
import { lookAt } from "../../db/file/look.ts";
import { folderOwnersOnly } from "../../db/file/owners-only.ts";
import { placeAt, toldAddress } from "../../db/postgres/address.ts";
import { databaseOf, WrongSetting } from "../wiring/config.ts";
import type { Installation } from "../wiring/installation.ts";
import { readEnv } from "../wiring/known-settings.ts";
import { liesIn, proofFolderOf } from "../wiring/proof-folder.ts";
import { schoolFolderOf } from "../wiring/school-folder.ts";
import { databaseIn, folderOf, isKey, settingsIn } from "../wiring/schools.ts";
import { stopped, WrongCall } from "./at-home.ts";
import { toBeCopied } from "./school-in-backup.ts";

const call = "janein school add KEY | list | export KEY FOLDER | remove KEY --for-good";

/** A running JaNein looks every minute which schools are here; so long it is waited for (ms). */
const patience = 150_000;

/**
 * The schools of this installation: begins one, lists them, copies one with all that is its own, removes one.
 * In: how it was called; what came behind --school, which belongs to other commands.
 * Errors: WrongCall; WrongSetting without SCHOOLS_PATH, or for a school that is not here.
 */
export async function school(here: Installation, args: string[], which?: string): Promise<void> {
  const options = { "for-good": { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [what, key = "", to, ...more] = positionals;
  if (which !== undefined) throw new WrongCall(`${call} (without --school)`);
  const { SCHOOLS_PATH: path } = here.config;
  if (path === undefined)
    throw new WrongSetting("SCHOOLS_PATH is not set: it is the folder that has a folder for each school");
  const isFor = (name: string, count: number) => what === name && positionals.length === count && more.length === 0;
  if (isFor("list", 1)) return list(here);
  if (isFor("add", 2)) return add(path, key);
  if (isFor("export", 3) && to !== undefined) return await exportTo(here, path, key, to);
  if (isFor("remove", 2)) return await remove(here, path, key, values["for-good"] === true);
  throw new WrongCall(call);
}

function add(path: string, key: string): void {
  if (!isKey(key)) throw new WrongCall(`${call} (KEY is small letters, digits and hyphens, 31 at most)`);
  const folder = folderOf(path, key);
  if (existsSync(folder)) return stopped(`There is something at ${folder} already; nothing was changed.`);
  folderOwnersOnly(folder);
  const file = settingsIn(folder);
  writeFileSync(file, beginning(randomBytes(32).toString("base64url")), { mode: 0o600, flag: "wx" });
  console.log(
    `The school ${key} is begun. Put its BOT_TOKEN (or its Matrix account) into ${file}; then:\n` +
      `janein setup --school ${key} --by NAME\njanein office invite NAME --role head --school ${key}\n` +
      "A JaNein that runs puts it on the line within a minute.",
  );
}

const beginning = (codeKey: string) =>
  `# What is this school's alone; all other settings are as in the environment, or stand here too.
CODE_KEY=${codeKey}
# BOT_TOKEN=
# MATRIX_HOMESERVER=
# MATRIX_USER=
# MATRIX_PASSWORD=
# PUBLIC_URL=
`;

function list(here: Installation): void {
  for (const found of here.all()) {
    if ("why" in found) console.log(`${found.key}  ${found.why.message}`);
    else console.log(`${found.key}  ${holds(databaseOf(found.config))}`);
  }
  if (here.keys?.length === 0) console.error("There is none yet: janein school add KEY");
}

/** In numbers, what a school holds. */
function holds(path: string): string {
  if (isMissing(path)) return "has not begun: janein setup";
  try {
    const { children, people, events } = lookAt(path);
    const runs = isLocked(path) ? "on the line" : "not on the line";
    return `${runs}; children: ${children}, people: ${people}, events: ${events}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Copies a school as a folder that another installation can have among its own. The proof is copied first: what it has
 * sealed stands in the database then.
 */
async function exportTo(here: Installation, path: string, key: string, to: string): Promise<void> {
  const { config } = here.one(key);
  if (existsSync(to)) return stopped(`There is something at ${to} already; nothing was changed.`);
  // There it would be a school as well, with the same bot, or the copy a part of itself.
  const around = [path, proofFolderOf(config), schoolFolderOf(config)].find((one) => liesIn(one, to));
  if (around !== undefined)
    return stopped(`${to} lies in ${around}: choose a folder elsewhere for the copy; nothing was changed.`);
  if (isMissing(databaseOf(config))) return stopped(`The school ${key} has not begun: there is nothing to copy.`);
  folderOwnersOnly(to);
  const database = databaseIn(to);
  const copy = (from: string, into: string) => existsSync(from) && cpSync(from, into, { recursive: true });
  copy(proofFolderOf(config), `${database}.proof`);
  await backUp(toBeCopied(config), database);
  copy(schoolFolderOf(config), `${database}.school`);
  // There the proof lies beside the database, wherever both lie here.
  const settings = readFileSync(settingsIn(folderOf(path, key)), "utf8").replaceAll(
    /^\s*(?:export\s+)?(?:PROOF_PATH|DATABASE_URL(?:_FILE)?)\s*=.*$/gm,
    "",
  );
  writeFileSync(settingsIn(to), settings, { mode: 0o600, flag: "wx" });
  console.log(
    `The school ${key} is copied to ${to}, with its proof, its notice and its settings. It holds personal data and ` +
      "secrets: hand it on in safety, and never let two run with one bot.",
  );
}

/** Removes a school with everything, once nobody works on it; a JaNein that runs lets go of it within a minute. */
async function remove(here: Installation, path: string, key: string, isForGood: boolean): Promise<void> {
  if (here.keys?.includes(key) !== true) throw new WrongSetting(`There is no school ${key} in SCHOOLS_PATH ${path}.`);
  const folder = folderOf(path, key);
  const [database, file] = [databaseIn(folder), settingsIn(folder)];
  const off = `${file}.off`;
  const [proof, address] = [proofElsewhere(folder), addressOfRows(here, key)];
  const rows = address === null ? "" : `Its rows in ${toldAddress(address)}`;
  if (!isForGood)
    return stopped(
      `${folder} would be removed with its record, its proof and its settings: ${holds(database)}. ` +
        `${proof === null ? "" : `Only its proof in ${proof} would stay (PROOF_PATH). `}` +
        `${address === null ? "" : `${rows} would stay (DATABASE_URL). `}` +
        "Nothing was changed: its consents could be proved no more. Copy it first (janein school export), " +
        "and then call it with --for-good.",
    );
  if (existsSync(file)) renameSync(file, off);
  const until = Date.now() + patience;
  const isHeld = () =>
    (address !== null && isLocked(address)) || isLocked(database) || (!isMissing(database) && isInUse(database));
  while (isHeld() && Date.now() < until) await sleep(1000);
  if (isHeld()) {
    if (existsSync(off)) renameSync(off, file);
    return stopped(`Somebody still works on ${database}: nothing was removed. Stop that one, and call this again.`);
  }
  rmSync(folder, { recursive: true });
  console.log(
    `The school ${key} is removed. What was copied of it elsewhere is still there.` +
      (proof === null ? "" : ` Its proof in ${proof} is still there, too (PROOF_PATH): remove that folder as well.`) +
      (address === null ? "" : ` ${rows} are still there, too: drop schema "${placeAt(address).schema}" cascade.`),
  );
}

/** Where its rows are, if that is in PostgreSQL. */
function addressOfRows({ all }: Installation, key: string): string | null {
  const found = all().find((one) => one.key === key);
  return found && "config" in found ? (found.config.DATABASE_URL ?? null) : null;
}

/** Where its proof is, if that is not in its folder; also of a school whose settings cannot be used. */
function proofElsewhere(folder: string): string | null {
  const file = settingsIn(folder);
  const { PROOF_PATH: proof } = existsSync(file) ? readEnv(readFileSync(file, "utf8")) : {};
  return !proof || !existsSync(proof) || liesIn(folder, proof) ? null : proof;
}
