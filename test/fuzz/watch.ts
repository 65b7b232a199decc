import type { Log } from "../../src/house/house.ts";
import type { Database } from "../../db/file/database.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import { canary } from "./hostile.ts";

/** What no input may bring about: a line that says what has happened. */
export class Fault extends Error {}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Fault(what);
}

/** Errors that nobody has caught, of the whole process. */
export const uncaught: string[] = [];
for (const event of ["uncaughtException", "unhandledRejection"])
  process.on(event, (error: unknown) => {
    uncaught.push(`${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });

/** A log that is kept, to be looked through. */
export interface KeptLog extends Log {
  lines: { level: "info" | "warn" | "error"; what: Record<string, unknown>; outcome: string }[];
}

export function keptLog(): KeptLog {
  const lines: KeptLog["lines"] = [];
  const line = (level: "info" | "warn" | "error") => (what: Record<string, unknown>, outcome: string) =>
    void lines.push({ level, what, outcome });
  return { lines, info: line("info"), warn: line("warn"), error: line("error") };
}

/** Nothing of a person or of a text is in the log. In: names of all who are in the school, as words. */
export function looksClean({ lines }: KeptLog, names: ReadonlySet<string>): void {
  for (const { what, outcome } of lines) {
    const said = `${JSON.stringify(what)} ${outcome}`;
    must(!said.includes(canary), `a hostile text is in the log: ${said}`);
    const named = (said.match(/\p{L}+/gu) ?? []).find((word) => names.has(word));
    must(named === undefined, `the name ${named} is in the log: ${said}`);
  }
}

/** Words that are names of the school and nothing else. */
export function namesOf(database: Database): Set<string> {
  const people = [...rowsOf(database, "child"), ...rowsOf(database, "person")];
  const words = people.flatMap(({ given_name, family_name }) =>
    `${String(given_name)} ${String(family_name)}`.split(/[^\p{L}]+/u),
  );
  return new Set(words.filter((word) => word.length > 2));
}

export function rowsOf({ $client: client }: Database, table: string): Record<string, unknown>[] {
  return client.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
}

/** All that is stored, by table. */
export function stored(database: Database): Map<string, string> {
  const tables = database.$client
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
  return new Map(tables.map((table) => [table, JSON.stringify(rowsOf(database, table))]));
}

/** The tables in which something is different. */
export function changedTables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after.keys()].filter((table) => before.get(table) !== after.get(table));
}

/** What has been put down stays as it was put down. In: a table to which rows are only added; all that was stored. */
export function onlyAddsTo(table: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const rows = (stored: ReadonlyMap<string, string>) => JSON.parse(stored.get(table) ?? "[]") as unknown[];
  const kept = rows(before);
  const stands = JSON.stringify(rows(after).slice(0, kept.length)) === JSON.stringify(kept);
  must(stands, `what stood in ${table} has been changed`);
}

export async function proofHolds(database: Database): Promise<void> {
  const verified = await verifyProof(database);
  must(!("broken" in verified), `the proof is broken: ${JSON.stringify(verified)}`);
}

/** Settles as the work does; a fault where it comes to no end. */
export async function inTime<T>(work: Promise<T>, what: string, seconds = 60): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault(`${what}: no end within ${seconds} seconds`)), seconds * 1000);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
