import { randomUUID } from "node:crypto";
import type { Database } from "../../db/file/database.ts";
import { openDatabase, type SealOfRow } from "../../db/file/open.ts";

let made: Buffer | undefined;

/** Where tests find a PostgreSQL server (loopback), and the one line that says so where there is none. */
export const postgresUrl = process.env.POSTGRES_URL;
export const postgresLeftOut = "PostgreSQL is left out: POSTGRES_URL names no server";

/** A schema of its own in that server: nobody else has its name. */
export const freshAddress = (): string => `${postgresUrl}#t_${randomUUID().slice(0, 18)}`;

/**
 * A database of which nobody has written: in memory, where what the migrations make is made once a process; with
 * ENGINE=postgres a schema in PostgreSQL.
 */
export function freshDatabase(sealOfRow?: SealOfRow): Database {
  if (process.env.ENGINE === "postgres") return openDatabase(freshAddress(), sealOfRow);
  made ??= openDatabase(":memory:").$client.serialize();
  return openDatabase(made, sealOfRow);
}
