import { hash as digest } from "node:crypto";
import type { Database as Sqlite } from "better-sqlite3";
import { and, asc, gt, lte } from "drizzle-orm";
import { type Fault, faultOf, linked } from "../../src/consent/chain.ts";
import type { Found } from "../../src/consent/known-broken.ts";
import type { Database } from "../file/database.ts";
import { sealOf } from "../file/seals.ts";
import { consentEvent } from "../schema.ts";
import { erasedIn } from "./erasings.ts";
import { asEvent } from "./events.ts";
import { stateOfEvent } from "./state-at.ts";
import type { Walk } from "./walks.ts";

/** The first event that does not hold. */
export interface BrokenEvent {
  where: "event";
  seq: number;
  id: string;
  fault: Fault;
}

/**
 * What the rule hashes (src/consent/chain.ts), as SQLite writes it; null for whom it is about where that was erased.
 */
export const written = {
  facts:
    "json_array(seq, id, decision, purpose, kind, role, route, at, notice, language, shown, voids, " +
    "commitment, previous)",
  whose:
    "case when salt = '' and child_id is null and person_id is null and recorded_by = '' and evidence = '' " +
    "then null else json_array(salt, ifnull(child_id, ''), person_id, recorded_by, evidence) end",
};

const atOnce = 1000;

interface Walking {
  /** Hears of each link. */
  met: (seq: number, hash: string) => void;
  /** Hears in between how much is done (0 to 1). */
  walked: (share: number) => void;
  /** Beyond this place every event is sealed. */
  sealedFrom: number;
  /** Whether what does not hold is known; without it, nothing is. */
  isKnown?: (found: Found) => boolean;
}

/**
 * Walks the whole chain, reading only, a portion at each step.
 * Out: how many events, and the newest link; or the first broken one.
 */
export function* walkChain(
  database: Database,
  { met, walked, sealedFrom, isKnown = () => false }: Walking,
): Walk<{ events: number; newest: string } | { broken: BrokenEvent }> {
  const { $client: client } = database;
  const erased = erasedIn(client, "event_places");
  // From below every place that there is: one before the first would be read like any other.
  let [events, newest]: [events: number, newest: string] = [0, ""];
  let last: number | null = null;
  const seal = sealOf(client);
  const inAll = Number(client.prepare("select max(seq) from consent_event").pluck().get() ?? 0);
  for (let some = portion(client, last); some.length > 0; some = portion(client, last)) {
    for (const [seq, at, previous, hash, commitment, facts, whose, sealed] of some) {
      const erasing = erased.at(seq);
      // To carry each field over takes twice the time; so only what does not hold like this is judged by the rule.
      const isWhose = whose === null ? erasing !== null && at < erasing.endedBefore : erasing === null;
      const holds =
        isWhose &&
        (sealed === seal(String(hash)) || (seq >= 1 && seq <= sealedFrom)) &&
        previous === newest &&
        digest("sha256", facts) === hash &&
        (whose === null || digest("sha256", whose) === commitment);
      const broken = holds
        ? null
        : judged(database, { seq, before: newest, mustBeSealed: seq < 1 || seq > sealedFrom }, erased);
      if (broken && !isKnown({ ...broken, state: stateOfEvent(client, seq, newest, erased.at(seq) !== null) }))
        return { broken };
      [newest, last] = [hash, seq];
      events += 1;
      met(last, newest);
    }
    walked(Math.min(1, (last ?? 0) / inAll));
    yield;
    erased.lookAgain();
  }
  return { events, newest };
}

type Portion = [
  seq: number,
  at: string,
  previous: string | null,
  hash: string,
  commitment: string,
  facts: string,
  whose: string | null,
  sealed: string | null,
][];

function portion(client: Sqlite, after: number | null): Portion {
  const [which, places] = after === null ? ["", []] : ["where seq > ?", [after]];
  const read = (fields: string) =>
    client
      .prepare(`select seq, at, ${fields} from consent_event ${which} order by seq limit ${atOnce}`)
      .raw()
      .all(...places) as Portion;
  try {
    return read(`previous, hash, commitment, ${written.facts}, ${written.whose}, seal`);
  } catch {
    // Bytes that somebody put in the place of a text cannot be written so: the rule judges all of these.
    return read("null, hash, '', '', '', null");
  }
}

function judged(
  database: Database,
  { seq, before, mustBeSealed }: { seq: number; before: string; mustBeSealed: boolean },
  erased: ReturnType<typeof erasedIn>,
): BrokenEvent | null {
  erased.lookAgain();
  const erasing = erased.at(seq);
  for (const row of rows(database, seq - 1, seq)) {
    const broken = (fault: Fault): BrokenEvent => ({ where: "event", seq, id: row.id, fault });
    const fault = faultOf(asEvent(row), seq, row, before, erasing?.endedBefore ?? null);
    if (fault !== null) return broken(fault);
    const isSealed = row.seal === sealOf(database.$client)(String(row.hash));
    return mustBeSealed && !isSealed ? broken("it was not sealed by JaNein") : null;
  }
  return null;
}

/**
 * Links the events that were recorded before there was a chain: once, at the first start of a version that has one.
 * Where any event has its link, an event without one is none of ours, and stays for whoever verifies.
 */
export function linkOlder(database: Database, newSalt: () => string): void {
  const { $client: client } = database;
  if (client.prepare("select max(hash) from consent_event").pluck().get() !== "") return;
  client
    .transaction(() => {
      const trigger = client
        .prepare("select sql from sqlite_master where name = 'consent_event_is_never_changed'")
        .get() as { sql: string };
      client.exec("drop trigger consent_event_is_never_changed");
      const write = client.prepare(
        "update consent_event set salt = ?, commitment = ?, previous = ?, hash = ? where seq = ?",
      );
      let before = "";
      const last = Number(client.prepare("select max(seq) from consent_event").pluck().get());
      for (let from = 0; from < last; from += atOnce)
        for (const row of rows(database, from, from + atOnce)) {
          const { salt, commitment, previous, hash } = linked(asEvent(row), row.seq, before, newSalt());
          write.run(salt, commitment, previous, hash, row.seq);
          before = hash;
        }
      client.exec(trigger.sql);
    })
    .immediate();
}

const rows = (database: Database, after: number, to: number) =>
  database
    .select()
    .from(consentEvent)
    .where(and(gt(consentEvent.seq, after), lte(consentEvent.seq, to)))
    .orderBy(asc(consentEvent.seq))
    .all();
