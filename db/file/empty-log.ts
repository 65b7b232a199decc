import { isPostgres } from "../postgres/client.ts";
import type { Database } from "./database.ts";

/**
 * Empties the log beside the file: what was erased or overwritten would go on standing in it. In: in which table it
 * was; without it, in any. In PostgreSQL it would stand in that table's file, and each is written anew.
 * Out: false where somebody else is reading; then it is done the next time.
 */
export function emptyLog({ $client: client }: Pick<Database, "$client">, table?: string): boolean {
  const [done] = isPostgres(client)
    ? client.writeAnew(table)
    : (client.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[]);
  return done?.busy === 0;
}
