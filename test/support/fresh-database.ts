import type { Database } from "../../db/file/database.ts";
import { openDatabase, type SealOfRow } from "../../db/file/open.ts";

let made: Buffer | undefined;

/** A database in memory of which nobody has written: what the migrations make is made once a process. */
export function freshDatabase(sealOfRow?: SealOfRow): Database {
  made ??= openDatabase(":memory:").$client.serialize();
  return openDatabase(made, sealOfRow);
}
