import type Sqlite from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type * as schema from "../schema.ts";

/** An open database. */
export type Database = BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database };

/** What a unit of work reads and writes with. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
