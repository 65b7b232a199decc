import { existsSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { codeKeyMark } from "./code-key-mark.ts";
import type { Database } from "./database.ts";
import { explaining } from "./explained.ts";
import { isAddress } from "../postgres/address.ts";
import { isPostgres } from "../postgres/client.ts";
import { lookAtSchema } from "../postgres/open.ts";
import { isOlder, isQuicklyChecked, lookThrough, refuseForeign } from "./open.ts";

/** How much a database holds. */
export interface Counts {
  children: number;
  people: number;
  events: number;
}

/** What a database file holds, in numbers and times. */
export interface Look extends Counts {
  bytes: number;
  /** Whether the next start brings it up to date. */
  isOlder: boolean;
  /** How many pictures of scanned sheets are kept, and what they weigh together, in bytes. */
  scans: { count: number; bytes: number };
  /** When the newest of what goes by the clock was written (ISO); null where there is none. */
  newest: string | null;
  /** As `codeKeyMark`. */
  codeKeyMark: number;
  hasCodes: boolean;
  /** The newest version of the notice; null before there is one. */
  notice: string | null;
  /** Whether its rows are sealed with a key that lies elsewhere. */
  isSealed: boolean;
}

/**
 * Looks at a database as it lies there, of whatever version; nothing of it is changed, and nothing is left beside it.
 * In: the path of a file that is there. Errors: DatabaseRefused for what is none, is damaged or is of a newer version.
 */
export function lookAt(path: string): Look {
  if (isAddress(path)) return lookAtSchema(path, heldBy);
  return explaining(path, () => {
    // Whoever opens it only for reading leaves a log beside it that nobody removes.
    const client = new Sqlite(path, { fileMustExist: true, timeout: 5000 });
    try {
      client.pragma("query_only = ON");
      refuseForeign(client, path);
      if (isQuicklyChecked(client)) lookThrough(client, path);
      return { bytes: sizeOf(path), isOlder: isOlder(path), ...heldBy(client) };
    } finally {
      client.close();
    }
  });
}

/** How much an open database of this version holds. */
export function countsOf({ $client: client }: Pick<Database, "$client">): Counts {
  const count = (table: string) => Number(client.prepare(`select count(*) from ${table}`).pluck().get());
  return { children: count("child"), people: count("person"), events: count("consent_event") };
}

function heldBy(client: Sqlite.Database): Omit<Look, "bytes" | "isOlder"> {
  const ask = (sql: string, table: string) => {
    // An older version may not have had it yet.
    const there = hasTable(client, table);
    return there ? client.prepare(sql).pluck().get() : null;
  };
  const count = (table: string) => Number(ask(`select count(*) from ${table}`, table));
  const times = [
    ask("select max(at) from consent_event", "consent_event"),
    ask("select max(at) from daily_round", "daily_round"),
  ];
  return {
    ...{ children: count("child"), people: count("person"), events: count("consent_event") },
    scans: {
      count: count("kept_scan"),
      bytes: Number(ask("select coalesce(sum(length(picture)), 0) from kept_scan", "kept_scan")),
    },
    newest:
      times
        .filter((at) => typeof at === "string")
        .sort()
        .at(-1) ?? null,
    codeKeyMark: codeKeyMark({ $client: client }),
    hasCodes: count("join_code") > 0,
    notice: (ask("select text from notice_version order by number desc limit 1", "notice_version") ?? null) as
      string | null,
    isSealed: Number(ask("select count(*) from journal where seal != ''", "journal")) > 0,
  };
}

const hasTable = (client: Sqlite.Database, table: string): boolean =>
  isPostgres(client)
    ? client.hasTable(table)
    : client.prepare("select 1 from sqlite_master where name = ?").get(table) !== undefined;

/** With what stands in the log beside it (bytes). */
const sizeOf = (path: string) =>
  [path, `${path}-wal`].reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
