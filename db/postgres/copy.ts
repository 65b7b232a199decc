import Sqlite from "better-sqlite3";
import type { Database } from "../file/database.ts";
import type { SealOfRow } from "../file/guarded.ts";
import { openDatabase } from "../file/open.ts";
import { DatabaseRefused } from "../file/refused.ts";
import { newestHead } from "../proof/head.ts";
import { placeAt } from "./address.ts";
import { PostgresLost } from "./bridge.ts";
import { alsoIn, copyRows, tablesOf } from "./all-rows.ts";
import { asSqlite, PostgresClient } from "./client.ts";
import { asDatabase, doneIn, isThere, onSchema } from "./made.ts";
import { bringUpToDate, migrations } from "./migrate.ts";
import { intoFile, refuseUnheld, rowsOfFile } from "./rows-of-file.ts";
import { intoSchema, rowsOfSchema } from "./rows-of-schema.ts";

/** With which key the codes were made stands beside the tables in both. */
const mark = "user_version";

/**
 * Fills an empty file with all that a school's schema holds in one moment, whoever reads or writes meanwhile; nothing
 * of it is changed. In: its address; the empty file. Errors: DatabaseRefused where there is no school, or one of
 * another version; PostgresLost.
 */
export function schemaIntoFile(address: string, to: string): void {
  onSchema(address, (client) =>
    client.transaction(() => {
      client.exec("set transaction isolation level repeatable read, read only");
      refuseOtherVersion(client);
      copyIntoFile(client, to);
    })(),
  );
}

/** The newest link of the events of a school in PostgreSQL; empty where there is none. Errors: as above. */
export function newestLinkIn(address: string): string {
  return onSchema(address, (client) => {
    refuseOtherVersion(client);
    return newestHead({ $client: asSqlite(client) }).event;
  });
}

/**
 * Gives the work a school in PostgreSQL as it stands, while nobody else works on it or writes to it; nothing of it is
 * changed. In: its address; the seal of a row; the work, which hears how it is copied into an empty file.
 * Errors: those of the work; LeaseTaken where another process works on it; as of `schemaIntoFile`.
 */
export async function schemaAsItStands<Out>(
  address: string,
  sealOfRow: SealOfRow,
  work: (database: Database, copyTo: (file: string) => void) => Promise<Out>,
): Promise<Out> {
  const client = new PostgresClient(placeAt(address, true));
  try {
    refuseOtherVersion(client);
    return await inOneTransaction(client, false, async () => {
      // What it sees begins behind the lock, for which it waits until the last unit of work is done.
      client.exec("set transaction isolation level repeatable read; lock table migration in exclusive mode");
      return await work(asDatabase(client, sealOfRow), (file) => copyIntoFile(client, file));
    });
  } finally {
    client.close();
  }
}

function copyIntoFile(client: PostgresClient, to: string): void {
  const empty = openDatabase(":memory:").$client;
  empty.prepare("vacuum into ?").run(to);
  empty.close();
  const file = new Sqlite(to, { fileMustExist: true });
  try {
    // Whoever asked for it writes it out when it is whole.
    file.pragma("synchronous = OFF");
    intoFile(file, (target) => copyRows(alsoIn(file, tablesOf(client)), rowsOfSchema(client), target));
    file.pragma(`${mark} = ${Number(client.pragma(mark))}`);
  } finally {
    file.close();
  }
}

function refuseOtherVersion(client: PostgresClient): void {
  const done = doneIn(client);
  if (JSON.stringify(done) === JSON.stringify(migrations())) return;
  throw new DatabaseRefused(
    done.length === 0
      ? `There is no school in ${client.name}. Nothing was changed.`
      : `${client.name} is of another version of JaNein. Nothing was changed: start this one on it once, or that one.`,
  );
}

/** A school in a new schema, before anybody else sees it. */
type Looks<Out> = (database: Database) => Promise<Out>;

/**
 * Makes a school's schema with all that a file holds, in one transaction: it is there whole, or not at all.
 * In: the open file, to which nobody writes; its name for whoever reads an error; the address of the schema, which is
 * not there yet; the seal of a row, over its link; who looks at the new schema before it is kept.
 * Out: what that one says. Errors: its own; DatabaseRefused where the schema is there, or cannot hold what is in the
 * file; PostgresLost.
 */
export async function fileIntoSchema<Out>(
  { file, path, address, sealOfRow }: { file: Sqlite.Database; path: string; address: string; sealOfRow: SealOfRow },
  looks: Looks<Out>,
): Promise<Out> {
  const client = new PostgresClient(placeAt(address, true));
  try {
    return await inOneTransaction(client, true, async () => {
      makeSchema(client);
      const tables = tablesOf(client);
      refuseUnheld(file, tables, path);
      intoSchema(client, tables, (target) => copyRows(tables, rowsOfFile(file), target));
      client.pragma(`${mark} = ${Number(file.pragma(mark, { simple: true }))}`);
      return await looks(asDatabase(client, sealOfRow));
    });
  } finally {
    client.close();
  }
}

/** A transaction that waits for something in between: this process does nothing else with the connection. */
async function inOneTransaction<Out>(client: PostgresClient, isKept: boolean, work: () => Promise<Out>): Promise<Out> {
  client.exec("begin");
  // From here on a connection that breaks off is not opened anew; what it had begun is taken back by the server.
  client.inTransaction = true;
  try {
    const done = await work();
    if (isKept) keep(client);
    return done;
  } finally {
    client.inTransaction = false;
  }
}

function keep(client: PostgresClient): void {
  try {
    client.exec("commit");
  } catch (error) {
    if (!(error instanceof PostgresLost)) throw error;
    throw new DatabaseRefused(
      `The connection broke off at the last moment (${error.message}): whether ${client.name} is there now, ` +
        "whole, or " +
        "not at all, only the server knows. Where it came from, nothing was changed: call it again.",
    );
  }
}

function makeSchema(client: PostgresClient): void {
  if (isThere(client))
    throw new DatabaseRefused(
      `${client.name} is there already, and nothing is overwritten: choose the name of a schema that is not there ` +
        "(behind the # of the address). Nothing was changed.",
    );
  client.exec(`create schema "${client.schema}"`);
  bringUpToDate((words) => client.exec(words), [], new Date().toISOString());
}
