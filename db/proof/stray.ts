import type { Database as Sqlite } from "better-sqlite3";
import { journaled } from "../../src/consent/journal.ts";

/** A row that was written past the journal, or null. */
export function strayRow(client: Sqlite): string | null {
  for (const [kind, { key }] of Object.entries(journaled)) {
    const entered = `select 1 from journal where kind = '${kind}' and about = cast("${key}" as text)`;
    // The same bytes of another type are another row, which would pass for the one that was entered.
    const isKey = `typeof("${key}") in ('text', 'integer')`;
    const stray = client.prepare(
      `select cast("${key}" as text) from "${kind}" where not ${isKey} or not exists (${entered}) limit 1`,
    );
    const found = stray.pluck().get() as string | undefined;
    if (found !== undefined) return `${kind} ${found}`;
  }
  return null;
}
