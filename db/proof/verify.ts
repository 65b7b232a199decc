import type { Database as Sqlite } from "better-sqlite3";
import type { Head, Reach } from "../../src/consent/heads.ts";
import { hashBeginning } from "../../src/consent/receipt.ts";
import type { Found } from "../../src/consent/known-broken.ts";
import type { Database } from "../file/database.ts";
import { isMoved, strangeIn } from "../file/guarded.ts";
import { type BrokenEvent, walkChain } from "./chain.ts";
import { meeting } from "./head.ts";
import { type BrokenEntry, walkJournal } from "./journal.ts";
import { brokenPages } from "./pages.ts";
import { withBreath } from "./walks.ts";

/** A trigger, table or index that is not as this version wrote it, or is none of ours; or pages that are not whole. */
export interface BrokenGuard {
  where: "guard";
  seq: 0;
  id: string;
  fault:
    | "a guard, table or index of the database is missing, was changed, or was put in"
    | "the pages or the indexes of the file are not whole"
    | "another file lies at its path, or none";
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

/** What the proof is compared with; without it, with itself alone. */
export interface Against {
  /** A link of an event that was noted earlier, or a receipt code. */
  noted?: string;
  /** Heads that were sealed before the walk began. */
  heads?: readonly Head[];
  /** Beyond it every row is sealed with the key that the database was opened with. */
  rowsFrom?: Reach | null;
  /** Whether what does not hold is known; without it, nothing is. */
  isKnown?: (found: Found) => boolean;
  /** The clock: an erasure that is dated ahead of it is none. */
  now?: Date;
  /** Hears in between how much is done (0 to 1). */
  walked?: (share: number) => void;
}

/**
 * Looks whether the proof is whole: the journal and the rows that it is about, the chain of events, the guards, tables
 * and indexes of the database. Reads only, with a breath in between: a running bot is not disturbed.
 */
export async function verifyProof(database: Database, against: Against = {}): Promise<Verified> {
  const { noted = "", heads = [], rowsFrom = null, now, walked = () => undefined, isKnown = () => false } = against;
  const { $client: client } = database;
  let notedSeen = noted === "";
  const beginning = hashBeginning(noted);
  const isNoted = (hash: string) => hash === noted || (beginning !== null && hash.startsWith(beginning));
  const meets = meeting(heads);
  // The pages are looked at by path: then it must be this file.
  const moved = movedFile(client);
  if (moved !== null) return { broken: moved };
  const journal = await withBreath(
    walkJournal(client, {
      ...{ met: meets.entry, sealedFrom: rowsFrom?.entries ?? Infinity, isKnown },
      ...(now ? latest(now) : {}),
    }),
  );
  if ("broken" in journal) return journal;
  const met = (seq: number, hash: string) => {
    notedSeen ||= isNoted(hash);
    meets.event(seq, hash);
  };
  const chain = await withBreath(
    walkChain(database, { met, walked, isKnown, sealedFrom: rowsFrom?.events ?? Infinity }),
  );
  if ("broken" in chain) return chain;
  const guard = changedGuard(client) ?? (await brokenFile(client)) ?? movedFile(client);
  if (guard !== null) return { broken: guard };
  return { ...chain, entries: journal.entries, newestEntry: journal.newest, notedSeen, lost: meets.lost() };
}

/** Clocks may differ by a day. */
const latest = (now: Date) => ({ latest: new Date(now.getTime() + 24 * 60 * 60 * 1000).toISOString() });

/** Where it does not hold, for whoever runs the server. */
export function placeOf({ where, seq, id }: Pick<Broken, "where" | "seq" | "id">): string {
  const entry = seq === 0 ? `row "${id}"` : `entry ${seq} of the journal (${id})`;
  return { event: `event ${seq} (${id})`, journal: entry, guard: `guard "${id}"` }[where];
}

function changedGuard(client: Sqlite): BrokenGuard | null {
  const strange = strangeIn(client);
  return strange && brokenGuard(strange.name, changed);
}

const movedFile = (client: Sqlite) =>
  isMoved(client) ? brokenGuard(client.name, "another file lies at its path, or none") : null;

async function brokenFile(client: Sqlite): Promise<BrokenGuard | null> {
  const found = await brokenPages(client);
  return found === null ? null : brokenGuard(found, "the pages or the indexes of the file are not whole");
}

const changed = "a guard, table or index of the database is missing, was changed, or was put in";
const brokenGuard = (id: string, fault: BrokenGuard["fault"]): BrokenGuard => ({ where: "guard", seq: 0, id, fault });
