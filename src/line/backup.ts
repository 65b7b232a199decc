import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backUp } from "../../db/file/backup.ts";
import { type Held, restore } from "../../db/file/restore.ts";
import type { Config } from "../wiring/config.ts";
import { stopped, WrongCall } from "./at-home.ts";

/**
 * Copies the database while the bot runs.
 * Errors: WrongCall without a file; DatabaseRefused for one that is there already.
 */
export async function backup(config: Config, args: string[]): Promise<void> {
  const {
    positionals: [to],
  } = parseArgs({ args, allowPositionals: true });
  if (!to) throw new WrongCall("janein backup FILE");
  if (!existsSync(config.DATABASE_PATH)) return stopped(`There is no database ${config.DATABASE_PATH} yet.`);
  console.log(
    `Copied to ${to}: ${(await backUp(config.DATABASE_PATH, to)).toLocaleString("en")} bytes, every page whole.`,
  );
}

/**
 * Puts a backup in the place of the database, after it has been tried.
 * Errors: WrongCall without a file; DatabaseRefused where it does not hold.
 */
export async function restoreFile(config: Config, args: string[]): Promise<void> {
  const {
    positionals: [from],
  } = parseArgs({ args, allowPositionals: true });
  if (!from) throw new WrongCall("janein restore FILE");
  if (!existsSync(from)) return stopped(`There is no file ${from}.`);
  const { link, kept, ...restored } = await restore(config.DATABASE_PATH, from, new Date());
  console.log(`Restored from ${from}: ${inWords(restored)}, every link holds. Newest link: ${link || "none yet"}.`);
  if (!kept) return;
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
