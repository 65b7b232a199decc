import type { Database as Sqlite } from "better-sqlite3";
import type { Reach } from "../../src/consent/heads.ts";
import { type Found, isKnown } from "../../src/consent/known-broken.ts";
import { journaled } from "../../src/consent/journal.ts";
import type { Database } from "../file/database.ts";
import { walkChain } from "./chain.ts";
import { walkJournal } from "./journal.ts";
import { placeOf } from "./verify.ts";
import { inOneGo } from "./walks.ts";

/**
 * Looks over the whole proof in one go, so that nobody writes in between: both chains, every row that the journal is
 * about, and the indexes by which they are read. It takes some fifteen microseconds for each event and each entry: of a
 * thousand children a tenth of a second.
 * In: beyond what every row is sealed, where that is known; what is known not to hold, and no further fault.
 * Out: the place of the first that does not hold, and its fault; null where all holds.
 */
export function faultNow(
  database: Database,
  rowsFrom: Reach | null,
  known: readonly Found[] = [],
): { place: string; fault: string } | null {
  const nobody = { met: () => undefined, walked: () => undefined, isKnown: (found: Found) => isKnown(known, found) };
  const { events = Infinity, entries = Infinity } = rowsFrom ?? {};
  const journal = inOneGo(walkJournal(database.$client, { ...nobody, sealedFrom: entries }));
  const found = "broken" in journal ? journal : inOneGo(walkChain(database, { ...nobody, sealedFrom: events }));
  if ("broken" in found) return { place: placeOf(found.broken), fault: found.broken.fault };
  return lyingIndex(database.$client);
}

/** An index that hides a row answers wrongly although every row is as it was. */
function lyingIndex(client: Sqlite): { place: string; fault: string } | null {
  for (const table of ["consent_event", "journal", ...Object.keys(journaled)])
    if (client.pragma(`integrity_check("${table}")`, { simple: true }) !== "ok")
      return { place: `table ${table}`, fault: "its pages or indexes are not whole" };
  return null;
}
