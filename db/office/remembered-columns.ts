import { desc, eq, notInArray } from "drizzle-orm";
import type { RememberedColumns } from "../../src/school/remembered-columns.ts";
import type { Database } from "../file/database.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { rememberedColumns } from "../schema.ts";

/** As many kinds of files as any office has; of more, those said longest ago are forgotten. */
const mostKinds = 100;

/** What the office has said of the columns of files, so that it need not say it again for the next of the same kind. */
export function openRememberedColumns(database: Database) {
  return {
    /** The last said first. */
    async all(): Promise<RememberedColumns[]> {
      const rows = database.select().from(rememberedColumns).orderBy(desc(rememberedColumns.at)).all();
      return rows.map((row) => ({ ...row, columns: JSON.parse(row.columns) as RememberedColumns["columns"] }));
    },

    /** Remembers what was said of some kinds of files, instead of what was said of them before. */
    async remember(said: readonly RememberedColumns[]): Promise<void> {
      await inOneTransaction(database, (tx) => {
        for (const { kind, columns, at } of said) {
          const row = { kind, columns: JSON.stringify(columns), at };
          tx.insert(rememberedColumns)
            .values(row)
            .onConflictDoUpdate({ target: rememberedColumns.kind, set: row })
            .run();
        }
        const newest = tx.select({ kind: rememberedColumns.kind }).from(rememberedColumns);
        const kept = newest.orderBy(desc(rememberedColumns.at)).limit(mostKinds).all();
        tx.delete(rememberedColumns)
          .where(
            notInArray(
              rememberedColumns.kind,
              kept.map(({ kind }) => kind),
            ),
          )
          .run();
      });
    },

    /** Forgets what was said of a kind. Out: whether anything was. */
    async forget(kind: string): Promise<boolean> {
      return inOneTransaction(
        database,
        (tx) => tx.delete(rememberedColumns).where(eq(rememberedColumns.kind, kind)).run().changes > 0,
      );
    },
  };
}

export type RememberedColumnsTable = ReturnType<typeof openRememberedColumns>;
