import { hash as digest } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Database as Sqlite } from "better-sqlite3";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type Fault, faultOf, type Link, linked } from "../../src/consent/chain.ts";
import type { Database } from "../file/database.ts";

export type Verified =
  { events: number; newest: string; notedSeen: boolean } | { broken: { seq: number; id: string; fault: Fault } };

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

/**
 * Walks the whole chain, reading only and with a breath in between: a running bot is not disturbed.
 * In: perhaps a link that was noted earlier; who hears in between how much is done (0 to 1).
 * Out: how many events, the newest link (to be noted elsewhere) and whether the noted one is still there;
 * or the first broken link.
 */
export async function verifyChain(
  { $client: client }: Pick<Database, "$client">,
  noted = "",
  walked: (share: number) => void = () => undefined,
): Promise<Verified> {
  let [events, newest, last, notedSeen] = [0, "", 0, noted === ""];
  const inAll = Number(client.prepare("select max(seq) from consent_event").pluck().get() ?? 0);
  for (let some = portion(client, last); some.length > 0; some = portion(client, last)) {
    for (const [seq, previous, hash, commitment, facts, whose] of some) {
      // To carry each field over takes twice the time; so only what does not hold like this is judged by the rule.
      const holds =
        previous === newest &&
        digest("sha256", facts) === hash &&
        (whose === null || digest("sha256", whose) === commitment);
      const broken = holds ? null : judged(client, seq, newest);
      if (broken) return { broken };
      [newest, last] = [hash, seq];
      notedSeen ||= newest === noted;
      events += 1;
    }
    walked(Math.min(1, last / inAll));
    await setImmediate();
  }
  return { events, newest, notedSeen };
}

type Portion = [
  seq: number,
  previous: string | null,
  hash: string,
  commitment: string,
  facts: string,
  whose: string | null,
][];

function portion(client: Sqlite, after: number): Portion {
  const read = (fields: string) =>
    client
      .prepare(`select seq, ${fields} from consent_event where seq > ? order by seq limit ${atOnce}`)
      .raw()
      .all(after) as Portion;
  try {
    return read(`previous, hash, commitment, ${written.facts}, ${written.whose}`);
  } catch {
    // Bytes that somebody put in the place of a text cannot be written so: the rule judges all of these.
    return read("null, hash, '', '', ''");
  }
}

function judged(client: Sqlite, seq: number, before: string): { seq: number; id: string; fault: Fault } | null {
  for (const { link, event } of rows(client, seq)) {
    const fault = faultOf(event, seq, link, before);
    return fault === null ? null : { seq, id: event.id, fault };
  }
  return null;
}

/** Links the events that were recorded before there was a chain: once, at the first start of this version. */
export function linkOlder(client: Sqlite, newSalt: () => string): void {
  const bare = client.prepare("select 1 from consent_event where hash = '' limit 1").get();
  if (!bare) return;
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
      for (const { seq, event } of [...rows(client, 0, Number.MAX_SAFE_INTEGER)]) {
        const { salt, commitment, previous, hash } = linked(event, seq, before, newSalt());
        write.run(salt, commitment, previous, hash, seq);
        before = hash;
      }
      client.exec(trigger.sql);
    })
    .immediate();
}

const columns =
  "seq, id, decision, child_id, purpose, kind, person_id, role, route, recorded_by, at, notice, language, shown, " +
  "evidence, voids, salt, commitment, previous, hash";

type Row = [
  number,
  string,
  string,
  string | null,
  ConsentEvent["purpose"],
  ConsentEvent["kind"],
  string | null,
  ConsentEvent["role"],
  ConsentEvent["route"],
  string,
  string,
  number,
  string,
  string | null,
  string,
  string | null,
  string,
  string,
  string,
  string,
];

function* rows(client: Sqlite, from: number, to = from): Generator<{ seq: number; link: Link; event: ConsentEvent }> {
  for (const row of client
    .prepare(`select ${columns} from consent_event where seq between ? and ? order by seq`)
    .raw()
    .iterate(from, to) as IterableIterator<Row>) {
    const [
      seq,
      id,
      decision,
      child,
      purpose,
      kind,
      person,
      role,
      route,
      recordedBy,
      at,
      notice,
      language,
      shown,
      evidence,
      voids,
      salt,
      commitment,
      previous,
      hash,
    ] = row;
    yield {
      seq,
      link: { salt, commitment, previous, hash },
      event: {
        id,
        decision,
        child: child ?? "",
        purpose,
        kind,
        person,
        role,
        route,
        recordedBy,
        at,
        notice,
        language,
        shown,
        evidence,
        voids,
      },
    };
  }
}
