import type { Head, Reach } from "../../src/consent/heads.ts";
import type { Database } from "../file/database.ts";
import { readOnce } from "../file/read-once.ts";
import { sealOf } from "../file/seals.ts";

const newest = (what: "seq" | "hash", table: "consent_event" | "journal") =>
  `(select ${what} from ${table} order by seq desc limit 1)`;
// It is asked every second for each school: at once for both chains.
const newestOfBoth = readOnce(
  `select ${newest("seq", "consent_event")}, ${newest("hash", "consent_event")},
    ${newest("seq", "journal")}, ${newest("hash", "journal")}`,
  (statement) => statement.raw(),
);
const linksAt = readOnce(
  "select (select hash from consent_event where seq = ?), (select hash from journal where seq = ?)",
  (statement) => statement.raw(),
);

/** How far the chain of events and the journal have come. */
export function newestHead(database: Pick<Database, "$client">): Omit<Head, "at" | "begins"> {
  type Newest = [number | null, string | null, number | null, string | null];
  const [events, event, entries, entry] = newestOfBoth(database).get() as Newest;
  return { events: events ?? 0, event: event ?? "", entries: entries ?? 0, entry: entry ?? "" };
}

/** Whether any row of a chain is sealed by itself, with whatever key. */
export function isSealed({ $client: client }: Database): boolean {
  const seal = (table: string) => client.prepare(`select 1 from ${table} where seal <> '' limit 1`).get();
  return [seal("consent_event"), seal("journal")].some((one) => one !== undefined);
}

/** The last row of each chain that was not sealed with the key that the database was opened with; 0 for none. */
export function lastUnsealed({ $client: client }: Database): Reach {
  const last = (table: string) => lastOtherThan(client, table, sealOf(client));
  return { events: last("consent_event"), entries: last("journal") };
}

const atOnce = 1000;

/** From the end of a chain, where the rows are that are sealed. */
function lastOtherThan(client: Database["$client"], table: string, sealOfRow: (link: string) => string): number {
  const newest = client.prepare(`select seq, hash, seal from ${table} order by seq desc limit ${atOnce}`).raw();
  const before = client.prepare(`select seq, hash, seal from ${table} where seq < ? order by seq desc limit ${atOnce}`);
  for (let some = newest.all() as Row[]; some.length > 0; some = before.raw().all(some.at(-1)?.[0]) as Row[]) {
    const found = some.find(([, hash, seal]) => seal !== sealOfRow(String(hash)));
    if (found) return found[0];
  }
  return 0;
}

type Row = [seq: number, hash: string, seal: string];

/** Whether the chains still go through this head. */
export function goesThrough(
  database: Pick<Database, "$client">,
  { events, event, entries, entry }: Omit<Head, "at" | "begins">,
): boolean {
  const [ofEvent, ofEntry] = linksAt(database).get(events, entries) as (string | null)[];
  return (events === 0 ? "" : ofEvent) === event && (entries === 0 ? "" : ofEntry) === entry;
}

/**
 * Listens to the walk through both chains, for heads that were sealed.
 * Out: who hears of each link, and which head was not met, or null.
 */
export function meeting(heads: readonly Head[]) {
  const waiting = new Map(heads.map((head) => [head, (head.events > 0 ? 1 : 0) + (head.entries > 0 ? 1 : 0)]));
  const atPlace = (place: "events" | "entries") => Map.groupBy(heads, (head) => head[place]);
  const [byEvent, byEntry] = [atPlace("events"), atPlace("entries")];
  const met = (places: Map<number, Head[]>, link: "event" | "entry") => (seq: number, hash: string) => {
    for (const head of places.get(seq) ?? []) if (head[link] === hash) waiting.set(head, (waiting.get(head) ?? 0) - 1);
  };
  return {
    event: met(byEvent, "event"),
    entry: met(byEntry, "entry"),
    lost: () => heads.find((head) => waiting.get(head) !== 0) ?? null,
  };
}
