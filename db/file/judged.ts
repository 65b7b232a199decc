import Sqlite from "better-sqlite3";
import { type Head, rowsBegin, wasMadeAmong } from "../../src/consent/heads.ts";
import { goesThrough, newestHead } from "../proof/head.ts";
import { placeOf, type Verified, verifyProof } from "../proof/verify.ts";
import { copyWhole } from "./backup.ts";
import type { Database } from "./database.ts";
import { inDraft } from "./draft.ts";
import { DatabaseRefused, openDatabase, type SealOfRow } from "./open.ts";
import { isSealed, unseal } from "./sealed.ts";

/** With what a backup is judged. */
export interface Judging {
  /** Of an encrypted backup, the path of the file with the secret key. */
  keyFile?: string;
  /** Heads that were sealed outside the database, in that order: the backup was made among them. */
  heads?: readonly Head[];
  sealOfRow?: SealOfRow;
  /** A link that was noted, or a receipt code, which is looked for. */
  noted?: string;
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
  { heads: all = [], sealOfRow, noted = "" }: Judging,
  then: (database: Database, verified: Judged, isOlder: boolean) => T,
): Promise<T> {
  const { hasLinks, hasJournal } = chainsOf(copy);
  const isOlder = !hasJournal;
  // What this version links and enters for the first time was never sealed.
  const heads = all.map((head) => ({
    ...head,
    ...(hasLinks ? {} : { events: 0, event: "" }),
    ...(hasJournal ? {} : { entries: 0, entry: "" }),
  }));
  const database = openDatabase(copy, sealOfRow);
  try {
    // It is sealed with the head of what is restored.
    const rowsFrom = isOlder ? null : rowsBegin(heads);
    const verified = await verifyProof(database, { noted, rowsFrom });
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
    return then(database, verified, isOlder);
  } finally {
    database.$client.close();
  }
}

/** Which of the two chains a file has: those of versions from before there were any get them when they are opened. */
function chainsOf(path: string): { hasLinks: boolean; hasJournal: boolean } {
  const client = new Sqlite(path, { readonly: true });
  try {
    const hasJournal = client.prepare("select 1 from sqlite_master where name = 'journal'").get() !== undefined;
    return { hasLinks: hasLinks(client), hasJournal };
  } finally {
    client.close();
  }
}

const hasLinks = (client: Sqlite.Database): boolean =>
  client.prepare("select 1 from pragma_table_info('consent_event') where name = 'hash'").get() !== undefined;

/**
 * The newest link of the events of a database, whoever reads or writes it meanwhile; empty where there is none,
 * as in versions from before there was a chain.
 * Errors: of SQLite, where it cannot be read.
 */
export function newestLinkOf(path: string): string {
  const client = new Sqlite(path, { fileMustExist: true, timeout: 5000 });
  try {
    if (!hasLinks(client)) return "";
    return (client.prepare("select hash from consent_event order by seq desc limit 1").pluck().get() ?? "") as string;
  } finally {
    client.close();
  }
}
