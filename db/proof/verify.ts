import type { Database as Sqlite } from "better-sqlite3";
import type { Head } from "../../src/consent/heads.ts";
import { hashBeginning } from "../../src/consent/receipt.ts";
import type { Database } from "../file/database.ts";
import { openDatabase } from "../file/open.ts";
import { type BrokenEvent, walkChain } from "./chain.ts";
import { meeting } from "./head.ts";
import { type BrokenEntry, walkJournal } from "./journal.ts";

/** A trigger that keeps the proof and is not as this version wrote it, or is none of ours. */
export interface BrokenGuard {
  where: "guard";
  seq: 0;
  id: string;
  fault: "a guard of the database is missing, was changed, or was put in";
}

export type Broken = BrokenEvent | BrokenEntry | BrokenGuard;

export type Verified =
  | {
      events: number;
      /** The newest link of the events. */
      newest: string;
      entries: number;
      /** The newest link of the journal. */
      newestEntry: string;
      notedSeen: boolean;
      /** The first of the sealed heads through which the chains do not go, or null. */
      lost: Head | null;
    }
  | { broken: Broken };

/**
 * Looks whether the proof is whole: the journal and the rows that it is about, the chain of events,
 * the guards of the database. Reads only, with a breath in between: a running bot is not disturbed.
 * In: perhaps a link of an event that was noted earlier, or a receipt code;
 * who hears in between how much is done (0 to 1); heads that were sealed before the walk began.
 */
export async function verifyProof(
  database: Database,
  noted = "",
  walked: (share: number) => void = () => undefined,
  heads: readonly Head[] = [],
): Promise<Verified> {
  let notedSeen = noted === "";
  const beginning = hashBeginning(noted);
  const isNoted = (hash: string) => hash === noted || (beginning !== null && hash.startsWith(beginning));
  const meets = meeting(heads);
  const journal = await walkJournal(database.$client, meets.entry);
  if ("broken" in journal) return journal;
  const met = (seq: number, hash: string) => {
    notedSeen ||= isNoted(hash);
    meets.event(seq, hash);
  };
  const chain = await walkChain(database, met, walked);
  if ("broken" in chain) return chain;
  const guard = changedGuard(database.$client);
  if (guard !== null)
    return {
      broken: {
        where: "guard",
        seq: 0,
        id: guard,
        fault: "a guard of the database is missing, was changed, or was put in",
      },
    };
  return { ...chain, entries: journal.entries, newestEntry: journal.newest, notedSeen, lost: meets.lost() };
}

/** Where it does not hold, for whoever runs the server. */
export function placeOf({ where, seq, id }: Broken): string {
  const entry = seq === 0 ? `row "${id}"` : `entry ${seq} of the journal (${id})`;
  return { event: `event ${seq} (${id})`, journal: entry, guard: `guard "${id}"` }[where];
}

/** A trigger that is not as it is in a new database, or null. */
function changedGuard(client: Sqlite): string | null {
  const fresh = openDatabase(":memory:");
  const [ours, here] = [guardsOf(fresh.$client), guardsOf(client)];
  fresh.$client.close();
  return [...ours.keys(), ...here.keys()].find((name) => ours.get(name) !== here.get(name)) ?? null;
}

function guardsOf(client: Sqlite): Map<string, string> {
  const rows = client.prepare("select name, sql from sqlite_master where lower(type) in ('trigger', 'view')").all();
  return new Map((rows as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]));
}
