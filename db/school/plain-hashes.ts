import { and, eq, isNotNull } from "drizzle-orm";
import { isPlainHash } from "../../src/school/reading/guardians.ts";
import type { Database } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { person } from "../schema.ts";

/**
 * Keys what versions before 0.3 stored of guardians' addresses without a key: such a hash could be tried out.
 * The same guardian of a next file is found as before. In: how a hash is keyed. Out: how many there were.
 */
export async function keyPlainHashes(database: Database, keyed: (plain: string) => string): Promise<number> {
  const found = () =>
    database
      .select({ id: person.id, key: person.key })
      .from(person)
      .where(and(eq(person.role, "guardian"), isNotNull(person.key)))
      .all()
      .flatMap(({ id, key }) => (key !== null && isPlainHash(key) ? [{ id, key }] : []));
  if (found().length === 0) return 0;
  const count = await inOneTransaction(database, (tx) => {
    const plain = found();
    for (const { id, key } of plain)
      tx.update(person)
        .set({ key: keyed(key) })
        .where(eq(person.id, id))
        .run();
    return plain.length;
  });
  // What they were must not go on standing in the log beside the file.
  emptyLog(database);
  return count;
}
