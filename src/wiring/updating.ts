import { backUp } from "../../db/file/backup.ts";
import { isInUse } from "../../db/file/in-use.ts";
import { lockDatabase } from "../../db/file/lock.ts";
import { DatabaseRefused, isOlder } from "../../db/file/open.ts";
import { version } from "./version.ts";

export interface Updating {
  /** Whether this process has the database for itself already. */
  isAlone?: boolean;
  /** Who hears, in one line, that a copy was made. */
  say?: (line: string) => void;
  /** Hears where the copy is. */
  kept?: (copy: string) => void;
}

/**
 * Takes the database for the bot alone, for the life of this process. In: its path. Out: how to let go.
 * Errors: DatabaseRefused where another process has it.
 */
export function takeAlone(path: string): () => void {
  const letGo = lockDatabase(path);
  if (letGo) return letGo;
  throw new DatabaseRefused(
    `Another JaNein works on ${path} already, and two would record what nobody has said: ` +
      "stop that one first, or give this one a DATABASE_PATH of its own. Nothing was begun.",
  );
}

/**
 * Opens a database. One that an older version has written is copied first, and it is opened, which brings it up to
 * date, only while nobody else works on it: a bot of that older version would go on with tables that it does not know.
 * Errors: those of opening; DatabaseRefused where somebody else works on it; then nothing was changed.
 */
export async function upToDate<T>(path: string, now: Date, how: Updating, open: () => Promise<T>): Promise<T> {
  if (!isOlder(path)) return await open();
  const letGo = how.isAlone ? () => undefined : lockDatabase(path, false);
  if (!letGo || isInUse(path)) {
    letGo?.();
    throw new DatabaseRefused(
      `Another process has ${path} open, the bot of an older version perhaps, and this is JaNein ${version}, ` +
        "which would have to bring the file up to date. Nothing was changed: stop that bot, and start the new one.",
    );
  }
  try {
    const copy = await keptBefore(path, now, how.say ?? console.error);
    how.kept?.(copy);
    return await open();
  } finally {
    if (!how.isAlone) letGo();
  }
}

async function keptBefore(path: string, now: Date, say: (line: string) => void): Promise<string> {
  const copy = `${path}.before-${version}-${now.toISOString().slice(0, 19).replaceAll(":", "-")}`;
  await backUp(path, copy);
  say(
    `${path} was written by an older JaNein and is brought up to date for ${version}; ` +
      `as it was, it is kept as ${copy}. ` +
      "It holds personal data: remove it when the new version has proved itself.",
  );
  return copy;
}
