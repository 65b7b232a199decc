import { hash } from "node:crypto";
import type { Database as Sqlite } from "better-sqlite3";
import { journaled, type Journaled } from "../../src/consent/journal.ts";

const stateOf = (what: unknown) => hash("sha256", JSON.stringify(what));

/** All that stands at a place of the chain of events, and the link before it, as one sha256. */
export const stateOfEvent = (client: Sqlite, seq: number, before: string): string =>
  stateOf([before, client.prepare("select * from consent_event where seq = ?").raw().get(seq)]);

/** As `stateOfEvent`, of the journal; with the row that it is about, unless a newer entry is about the same one. */
export function stateOfEntry(
  client: Sqlite,
  { seq, kind, about, isOld }: { seq: number; kind: Journaled; about: string; isOld: number },
  before: string,
): string {
  const entry = client.prepare("select * from journal where seq = ?").raw().get(seq);
  const row =
    isOld || !Object.hasOwn(journaled, kind)
      ? null
      : client.prepare(`select * from "${kind}" where "${journaled[kind].key}" = ?`).raw().get(about);
  return stateOf([before, entry, row]);
}
