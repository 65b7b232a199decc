import type { Database as Sqlite } from "better-sqlite3";
import type { ConsentEvent } from "../src/consent/event.ts";
import { faultOf, type Link, linked } from "../src/consent/chain.ts";
import { type Database } from "./open.ts";

export type Verified = { events: number; newest: string } | { broken: { seq: number; id: string; fault: string } };

type Row = Omit<ConsentEvent, "child" | "guardian" | "recordedBy"> & Link & { seq: number; child_id: string; guardian_id: string | null; recorded_by: string };

/** Walks the whole chain. Out: how many events and the newest link (to be noted elsewhere), or the first broken one. Reads only: a running bot is not disturbed. */
export async function verifyChain(database: Database): Promise<Verified> {
  let [events, newest] = [0, ""];
  for (const { seq, link, event } of rows(database.$client)) {
    const fault = faultOf(event, seq, link, newest);
    if (fault) return { broken: { seq, id: event.id, fault } };
    newest = link.hash;
    events += 1;
  }
  return { events, newest };
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

function* rows(client: Sqlite): Generator<{ seq: number; link: Link; event: ConsentEvent }> {
  for (const row of client.prepare("select * from consent_event order by seq").iterate() as IterableIterator<Row>) {
    const { seq, salt, commitment, previous, hash, child_id: child, guardian_id: guardian, recorded_by: recordedBy, ...rest } = row;
    yield { seq, link: { salt, commitment, previous, hash }, event: { ...rest, child, guardian, recordedBy } };
  }
}
