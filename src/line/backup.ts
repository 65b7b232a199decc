import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backUp } from "../../db/file/backup.ts";
import type { EndedRights } from "../../db/file/ended-rights.ts";
import type { Revived } from "../../db/file/revived.ts";
import { type Held, inUse, restore, type Restored } from "../../db/file/restore.ts";
import { isMissing, lockDatabase } from "../../db/file/lock.ts";
import { openDatabase } from "../../db/file/open.ts";
import type { Anchors } from "../anchor/anchors.ts";
import type { Config } from "../wiring/config.ts";
import { anchorsOf, sealRestored } from "../wiring/proof.ts";
import { noDatabase, stopped, WrongCall } from "./at-home.ts";

/**
 * Copies the database while the bot runs, perhaps encrypted.
 * Errors: WrongCall without a file; DatabaseRefused for one that is there already.
 */
export async function backup(config: Config, args: string[]): Promise<void> {
  const {
    values: { encrypt = [] },
    positionals: [to],
  } = parseArgs({ args, allowPositionals: true, options: { encrypt: { type: "string", multiple: true } } });
  if (!to) throw new WrongCall("janein backup [--encrypt RECIPIENT] FILE");
  if (isMissing(config.DATABASE_PATH)) return stopped(noDatabase(config.DATABASE_PATH));
  const size = (await backUp(config.DATABASE_PATH, to, encrypt)).toLocaleString("en");
  const forKeys = encrypt.length > 0 ? `, encrypted for ${counted(encrypt.length, "key")}` : "";
  console.log(`Copied to ${to}: ${size} bytes, every page whole${forKeys}.`);
}

/**
 * Puts a backup in the place of the database, after it has been tried.
 * Errors: WrongCall without a file; DatabaseRefused where it does not hold.
 */
export async function restoreFile(config: Config, args: string[]): Promise<void> {
  const {
    values: { identity },
    positionals: [from],
  } = parseArgs({ args, allowPositionals: true, options: { identity: { type: "string" } } });
  if (!from) throw new WrongCall("janein restore FILE [--identity KEYFILE]");
  if (!existsSync(from)) return stopped(`There is no file ${from}.`);
  const letGo = lockDatabase(config.DATABASE_PATH, false);
  if (!letGo) throw inUse(config.DATABASE_PATH);
  try {
    await putInPlace(config, from, identity);
  } finally {
    letGo();
  }
}

async function putInPlace(config: Config, from: string, identity: string | undefined): Promise<void> {
  const anchors = await anchorsOf(config);
  const { all: heads } = await anchors.kept();
  const { link, kept, ended, revived, ...restored } = await restore(config.DATABASE_PATH, from, new Date(), {
    ...(identity === undefined ? {} : { keyFile: identity }),
    heads,
    sealOfRow: anchors.sealOfRow,
  });
  await begunAnew(config, anchors);
  console.log(`Restored from ${from}: ${inWords(restored)}, every link holds. Newest link: ${link || "none yet"}.`);
  sayEnded(ended);
  if (kept) sayKept(kept, restored);
  sayRevived(revived);
}

async function begunAnew(config: Config, anchors: Anchors): Promise<void> {
  const database = openDatabase(config.DATABASE_PATH, anchors.sealOfRow);
  try {
    await sealRestored(database, anchors, new Date());
  } finally {
    database.$client.close();
  }
}

function sayRevived({ persons, staff }: Revived): void {
  if (persons.length > 0)
    console.error(
      "Since the backup the messenger accounts of these persons had been taken away or moved; they are theirs again: " +
        `${persons.join(", ")}. Where that is wrong, before the bot starts: janein disconnect --person ID`,
    );
  if (staff.length > 0)
    console.error(
      `Since the backup they had left the office; they belong to it again, without a link: ${staff.join(", ")}. ` +
        "Let them go on the page /office/people.",
    );
}

function sayEnded({ sessions, links, codes, questions }: EndedRights): void {
  if (questions > 0)
    console.log(`${counted(questions, "question")} that stood open in chats of the backup were closed.`);
  if (sessions + links + codes === 0) return;
  console.log(
    `${counted(sessions, "session")}, ${counted(links, "sign-in link")} and ${counted(codes, "unused join code")} ` +
      "of the backup were ended: sign in anew with janein office invite, and print letters anew.",
  );
}

function sayKept(kept: NonNullable<Restored["kept"]>, restored: Held): void {
  const held = kept.held ? inWords(kept.held) : "it cannot be read";
  console.log(
    `The file that was there before is kept as ${kept.path} (${held}). ` +
      "It holds personal data: remove it when it is no longer needed.",
  );
  if (kept.held && kept.held.events > restored.events)
    console.error(
      `The backup lacks ${kept.held.events - restored.events} events that the replaced file has: ` +
        `to go back, janein restore ${kept.path}`,
    );
}

const inWords = ({ events, newest }: Held) => `${events} events${newest ? `, the newest of ${newest}` : ""}`;
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
