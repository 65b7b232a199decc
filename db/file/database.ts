import type Sqlite from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";

/** An open database. It is told nothing of the tables: it would make something of each with every unit of work. */
export type Database = BetterSQLite3Database & { $client: Sqlite.Database };

/** What a unit of work reads and writes with. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
