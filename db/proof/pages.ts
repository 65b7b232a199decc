import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Database as Sqlite } from "better-sqlite3";

const looking = new URL("look-at-pages.ts", import.meta.url).pathname;

/** Up to this size (bytes) it takes less than starting another process. */
const atOnce = 4 * 1024 * 1024;

/**
 * What is wrong with the pages or the indexes of a database; null for nothing. An index that hides a row answers
 * wrongly although every row is as it was. Of a big file it takes seconds in which nothing else could be done: there
 * it is looked at in a process of its own. Errors: of SQLite; where that process is killed.
 */
export async function brokenPages(client: Sqlite): Promise<string | null> {
  const found = isSmall(client)
    ? check(client)
    : (await promisify(execFile)(process.execPath, [looking, client.name])).stdout;
  return found === "ok" ? null : found;
}

/** What SQLite says of its pages, from within this process. */
export const check = (client: Sqlite): string => String(client.pragma("integrity_check(1)", { simple: true }));

function isSmall(client: Sqlite): boolean {
  const [pages, size] = ["page_count", "page_size"].map((what) => Number(client.pragma(what, { simple: true })));
  return client.memory || (pages ?? 0) * (size ?? 0) <= atOnce;
}
