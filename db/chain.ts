import type { Database as Sqlite } from "better-sqlite3";
import type { ConsentEvent } from "../src/consent/event.ts";
import { faultOf, type Link, linked } from "../src/consent/chain.ts";
import { type Database } from "./open.ts";

export type Verified = { events: number; newest: string; notedSeen: boolean } | { broken: { seq: number; id: string; fault: string } };

/**
 * Walks the whole chain, reading only: a running bot is not disturbed. In: perhaps a link that was noted earlier.
 * Out: how many events, the newest link (to be noted elsewhere) and whether the noted one is still there; or the first broken link.
 */
export async function verifyChain(database: Database, noted = ""): Promise<Verified> {
  let [events, newest, notedSeen] = [0, "", noted === ""];
  for (const { seq, link, event } of rows(database.$client)) {
    const fault = faultOf(event, seq, link, newest);
    if (fault) return { broken: { seq, id: event.id, fault } };
    newest = link.hash;
    notedSeen ||= newest === noted;
    events += 1;
  }
  return { events, newest, notedSeen };
}

/** Links the events that were recorded before there was a chain: once, at the first start of this version. */
export function linkOlder(client: Sqlite, newSalt: () => string): void {
  const bare = client.prepare("select 1 from consent_event where hash = '' limit 1").get();
  if (!bare) return;
  client.transaction(() => {
    const trigger = client.prepare("select sql from sqlite_master where name = 'consent_event_is_never_changed'").get() as { sql: string };
    client.exec("drop trigger consent_event_is_never_changed");
    const write = client.prepare("update consent_event set salt = ?, commitment = ?, previous = ?, hash = ? where seq = ?");
    let before = "";
    for (const { seq, event } of [...rows(client)]) {
      const { salt, commitment, previous, hash } = linked(event, seq, before, newSalt());
      write.run(salt, commitment, previous, hash, seq);
      before = hash;
    }
    client.exec(trigger.sql);
  }).immediate();
}

const columns = "seq, id, decision, child_id, purpose, kind, person_id, role, route, recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash";

type Row = [number, string, string, string | null, ConsentEvent["purpose"], ConsentEvent["kind"], string | null, ConsentEvent["role"], ConsentEvent["route"],
  string, string, number, string, string | null, string, string | null, string, string, string, string];

/** Rows as plain arrays: of a hundred thousand a second, each object costs. */
function* rows(client: Sqlite): Generator<{ seq: number; link: Link; event: ConsentEvent }> {
  for (const row of client.prepare(`select ${columns} from consent_event order by seq`).raw().iterate() as IterableIterator<Row>) {
    const [seq, id, decision, child, purpose, kind, person, role, route, recordedBy, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash] = row;
    yield { seq, link: { salt, commitment, previous, hash }, event: { id, decision, child: child ?? "", purpose, kind, person, role, route, recordedBy, at, notice, language, shown, evidence, voids } };
  }
}
