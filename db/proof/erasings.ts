import type { Database as Sqlite } from "better-sqlite3";
import { and, eq, inArray } from "drizzle-orm";
import { type Erasing, erasedPlaces, type Journaled, placesOf, rangesIn } from "../../src/consent/journal.ts";
import type { Transaction } from "../file/database.ts";
import { erasure, journal } from "../schema.ts";
import { refuseOutsideRound } from "./rounds.ts";

/** What is about to be erased: it is put on record first, for the database refuses to erase what is on no record. */
export interface ToErase {
  at: string;
  /** The end of the retention time (ISO): nothing younger may go. */
  endedBefore: string;
  /** The places of the events of consent that lose what identifies. */
  events?: readonly number[];
  /** The rows that go, by table. */
  rows?: Partial<Record<Journaled, readonly (string | number)[]>>;
  children?: number;
  people?: number;
}

/**
 * Puts an erasure on record, in the transaction in which it happens, before it; where nothing goes, nothing.
 * Errors: LedgerRefused outside a daily round, so that a clock that has gone ahead erases nothing.
 */
export function putOnRecord(tx: Transaction, what: ToErase): void {
  const { at, endedBefore, events = [], rows = {}, children = 0, people = 0 } = what;
  const entries = Object.entries(rows).flatMap(([kind, keys]) => entriesOf(tx, kind as Journaled, keys));
  if (events.length + entries.length + children + people === 0) return;
  refuseOutsideRound(tx, new Date(at));
  const places = { eventPlaces: placesOf(events), entryPlaces: placesOf(entries) };
  tx.insert(erasure)
    .values({ at, endedBefore, events: events.length, children, people, ...places })
    .run();
}

function entriesOf(tx: Transaction, kind: Journaled, keys: readonly (string | number)[]): number[] {
  return tx
    .select({ seq: journal.seq })
    .from(journal)
    .where(and(eq(journal.kind, kind), inArray(journal.about, keys.map(String))))
    .all()
    .map(({ seq }) => seq);
}

/**
 * What is on record as erased, by place: of the events of consent, or of the journal.
 * Out: asked in the order of the places; `lookAgain` for what was erased since, read only where something was.
 */
export function erasedIn(client: Sqlite, what: "event_places" | "entry_places") {
  const newestOf = client.prepare("select max(id) from erasure").pluck();
  let newest = newestOf.get();
  let places = erasedPlaces(erasingsOf(client, what));
  return {
    at: (seq: number) => places(seq),
    lookAgain(): void {
      const now = newestOf.get();
      if (now === newest) return;
      [newest, places] = [now, erasedPlaces(erasingsOf(client, what))];
    },
  };
}

function erasingsOf(client: Sqlite, what: "event_places" | "entry_places"): Erasing[] {
  const rows = client
    .prepare(`select cast(${what} as text) as places, ended_before as "endedBefore" from erasure where ${what} <> ''`)
    .all() as { places: string; endedBefore: string }[];
  return rows.flatMap(({ places, endedBefore }) => rangesIn(places).map(([from, to]) => ({ from, to, endedBefore })));
}
