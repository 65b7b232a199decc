import Sqlite from "better-sqlite3";
import { type Head, isBeyond, madeAmong } from "../../src/consent/heads.ts";
import { type Found, isKnown, type KnownBroken } from "../../src/consent/known-broken.ts";
import { goesThrough, lastUnsealed, newestHead } from "../proof/head.ts";
import { placeOf, type Verified, verifyProof } from "../proof/verify.ts";
import { isAddress } from "../postgres/address.ts";
import { newestLinkIn } from "../postgres/copy.ts";
import { copyWhole } from "./backup.ts";
import type { Database } from "./database.ts";
import { sha256Of } from "./digest.ts";
import { inDraft } from "./draft.ts";
import { type BegunEvenBroken, beginEvenBroken, type EvenBroken } from "./even-broken.ts";
import { openDatabase, type SealOfRow } from "./open.ts";
import { DatabaseRefused } from "./refused.ts";
import { isSealed, unseal } from "./sealed.ts";

/** With what a backup is judged. */
export interface Judging {
  /** Of an encrypted backup, the path of the file with the secret key. */
  keyFile?: string;
  /** Heads that were sealed outside the database, in that order: the backup was made among them. */
  heads?: readonly Head[];
  sealOfRow?: SealOfRow;
  /** The sha256 of files that were kept of this database as it was before its rows were sealed. */
  copies?: readonly string[];
  /** A link that was noted, or a receipt code, which is looked for. */
  noted?: string;
  /** What is known not to hold, and is no further fault. */
  knownBroken?: readonly KnownBroken[];
  /** Who hears how much of the chain has been walked (0 to 1). */
  walked?: (share: number) => void;
  /** Begins anew also with a file that does not hold. */
  evenBroken?: EvenBroken;
}

/**
 * Gives the work a copy of a backup, in one piece and readable, beside the database; it goes when the work has ended.
 * In: the database's path; the backup's; of an encrypted one, the path of the file with the secret key.
 * Errors: those of the work; DatabaseRefused where it cannot be decrypted or its pages are not whole.
 */
export async function inCopy<T>(
  path: string,
  from: string,
  keyFile: string | undefined,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  return await inDraft(path, "restoring", async (copy) => {
    if (isSealed(from))
      await inDraft(path, "restoring", async (plain) => {
        await unseal(from, plain, keyFile);
        copyWhole(plain, copy, from);
      });
    else copyWhole(from, copy);
    return await work(copy);
  });
}

/** What is known of a copy that holds. */
export type Judged = Exclude<Verified, { broken: unknown }>;

/**
 * Judges the copy of a backup: whether this version can read it, its chain holds and goes through what was sealed here.
 * In: the copy; the backup's name for whoever reads an error; what is then done with the open copy, and whether it is
 * from before there was a journal.
 * Errors: DatabaseRefused where it does not hold.
 */
export async function judged<T>(
  copy: string,
  from: string,
  { heads = [], sealOfRow, copies = [], noted = "", knownBroken = [], evenBroken, walked }: Judging,
  then: (database: Database, verified: Judged, isOlder: boolean, begun: BegunEvenBroken | null) => T,
): Promise<T> {
  const call = `janein restore ${from} --begin-anew --even-broken (says what is no longer provable)`;
  const isOlder = isFromBefore(copy);
  if (isOlder && heads.length > 0 && !copies.includes(sha256Of(from))) throw unproven(from);
  const database = openDatabase(copy, sealOfRow);
  try {
    const begun = evenBroken && !isOlder ? await beginEvenBroken(database, evenBroken) : null;
    const known = begun?.knownBroken ?? knownBroken;
    const against = {
      noted,
      now: evenBroken?.now ?? new Date(),
      isKnown: (found: Found) => isKnown(known, found),
      ...(walked ? { walked } : {}),
    };
    const verified = await verifyProof(database, against);
    if ("broken" in verified)
      throw new DatabaseRefused(
        `The chain of ${from} is broken at ${placeOf(verified.broken)}: ${verified.broken.fault}. ` +
          "Nothing was changed: keep that file, and take an older backup." +
          (evenBroken ? "" : ` Where none holds: ${call}.`),
      );
    if (!isOlder && heads.length > 0) refuseUnknown(database, from, heads);
    return then(database, verified, isOlder, begun);
  } finally {
    database.$client.close();
  }
}

/** What to do where a backup is good, and what is kept here cannot show it. */
function wayOut(from: string): string {
  const call = `janein restore ${from}${isSealed(from) ? " --identity KEYFILE" : ""} --begin-anew`;
  return (
    "Nothing was changed: take another backup, or put the folder of the sealed heads back that belongs to this one " +
    "(PROOF_PATH). If that is lost, and you know where this file was kept since it was made: " +
    `${call} sets aside what was sealed here, and what is in this file counts from then on.`
  );
}

const notAmong = (from: string) =>
  new DatabaseRefused(
    `${from} holds together, but does not go through the heads that were sealed here: it is of another school, ` +
      `was made anew, or JaNein has begun anew on this machine. ${wayOut(from)}`,
  );

const unproven = (from: string) =>
  new DatabaseRefused(
    `${from} is from before the first head that was sealed here: nothing shows that it is as it was made. ` +
      wayOut(from),
  );

/** Errors: DatabaseRefused where a backup was not made among these heads, or holds rows that were not sealed then. */
function refuseUnknown(database: Database, from: string, heads: readonly Head[]): void {
  const reach = newestHead(database);
  const sealedFrom = madeAmong(heads, reach, (head) => goesThrough(database, head));
  if (sealedFrom.length === 0) throw heads.every((head) => isBeyond(head, reach)) ? unproven(from) : notAmong(from);
  const unsealed = lastUnsealed(database);
  if (sealedFrom.every((begin) => isBeyond(unsealed, begin)))
    throw new DatabaseRefused(
      `${from} has rows that were not sealed with the key that lies here (event ${unsealed.events}, entry ` +
        `${unsealed.entries} of the journal): somebody else has put them in, or the backup is from another machine, ` +
        `or from before JaNein has begun anew here. ${wayOut(from)}`,
    );
}

/** Whether a file is of a version from before there was a journal: what that enters was never sealed. */
function isFromBefore(path: string): boolean {
  const client = new Sqlite(path, { readonly: true });
  try {
    return client.prepare("select 1 from sqlite_master where name = 'journal'").get() === undefined;
  } finally {
    client.close();
  }
}

const hasLinks = (client: Sqlite.Database): boolean =>
  (client.pragma("table_info(consent_event)") as { name: string }[]).some(({ name }) => name === "hash");

/**
 * The newest link of the events of a database, whoever reads or writes it meanwhile; empty where there is none,
 * as in versions from before there was a chain. In: its path, or its address in PostgreSQL.
 * Errors: of either, where it cannot be read.
 */
export function newestLinkOf(path: string): string {
  if (isAddress(path)) return newestLinkIn(path);
  const client = new Sqlite(path, { fileMustExist: true, timeout: 5000 });
  try {
    if (!hasLinks(client)) return "";
    return (client.prepare("select hash from consent_event order by seq desc limit 1").pluck().get() ?? "") as string;
  } finally {
    client.close();
  }
}
