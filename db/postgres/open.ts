import type Sqlite from "better-sqlite3";
import { faultNow } from "../proof/whole.ts";
import type { Database } from "../file/database.ts";
import { type SealOfRow, watch } from "../file/guarded.ts";
import { DatabaseRefused } from "../file/refused.ts";
import { placeAt } from "./address.ts";
import { asSqlite, PostgresClient } from "./client.ts";
import { asDatabase, doneIn, isMade, isThere, onSchema } from "./made.ts";
import { bringUpToDate, migrations } from "./migrate.ts";
import { lookBeforehand } from "./strange.ts";

/**
 * Opens a school's schema, makes it where there is none, brings it up to date and hands it over.
 * In: its address; the seal of a row, over its link: without one, rows are not sealed; whether this process works on
 * the school alone.
 * Errors: DatabaseRefused for a schema of something else, or of a newer JaNein; PostgresLost where there is no server;
 * LeaseTaken where another process works on the school.
 */
export function openPostgres(address: string, sealOfRow?: SealOfRow, isAlone = false): Database {
  const client = new PostgresClient(placeAt(address, isAlone));
  try {
    client.transaction(() => upToDate(client))();
    if (isAlone) client.takesOver();
    client.isMade = true;
    const database = asDatabase(client, sealOfRow ?? (() => ""));
    if (sealOfRow) watch(asSqlite(client), (rowsFrom, known) => faultNow(database, rowsFrom, known));
    return database;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Does beforehand what opening a school would have to do, whoever works on it now. */
export const makeReady = (address: string): void => onSchema(address, lookBeforehand);

/** Whether a school has begun in its schema. */
export const hasBegun = (address: string): boolean => onSchema(address, isMade);

/** Looks at a school as it lies there. In: its address; what is asked of its tables. */
export function lookAtSchema<Held>(
  address: string,
  ask: (client: Sqlite.Database) => Held,
): Held & { bytes: number; isOlder: boolean } {
  return onSchema(address, (client) => {
    const done = doneIn(client);
    const bytes = Number(client.prepare(sizeOfSchema).pluck().get());
    return { bytes, isOlder: migrations().some((name) => !done.includes(name)), ...ask(asSqlite(client)) };
  });
}

const sizeOfSchema = `select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
  where relnamespace = quote_ident(current_schema())::regnamespace and relkind = 'r'`;

function upToDate(client: PostgresClient): void {
  const isOld = isThere(client);
  if (!isOld) client.exec(`create schema "${client.schema}"`);
  const done = doneIn(client);
  if (isOld && done.length === 0 && !isEmpty(client)) throw foreign(client);
  const newer = done.find((name) => !migrations().includes(name));
  if (newer !== undefined)
    throw new DatabaseRefused(
      `${client.name} was brought up to date by a newer JaNein (${newer}): start that one. Nothing was changed.`,
    );
  bringUpToDate((words) => client.exec(words), done, new Date().toISOString());
}

const isEmpty = (client: PostgresClient): boolean =>
  client.prepare("select 1 from pg_class where relnamespace = quote_ident(?)::regnamespace").get(client.schema) ===
  undefined;

const foreign = ({ name }: PostgresClient) =>
  new DatabaseRefused(`${name} has tables that are not JaNein's: give it a schema of its own. Nothing was changed.`);
