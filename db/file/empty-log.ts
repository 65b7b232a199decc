import type { Database } from "./database.ts";

/**
 * Empties the log beside the file: what was erased or overwritten would go on standing in it.
 * Out: false where somebody else is reading; then it is done the next time.
 */
export function emptyLog({ $client: client }: Pick<Database, "$client">): boolean {
  const [done] = client.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
  return done?.busy === 0;
}
