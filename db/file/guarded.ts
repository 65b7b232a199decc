import { hash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Reach } from "../../src/consent/heads.ts";
import { goesThrough, newestHead } from "../proof/head.ts";
import { fileAt } from "./which-file.ts";
import { type Piece, type Pieces, piecesOf, strangeAmong } from "./pieces.ts";
import { sayingBroken, sayingCutOff, sayingMoved, sayingRefused, sayingStrange } from "./not-ours.ts";

/** Where the migrations lie. */
export const migrations = new URL("../migrations", import.meta.url).pathname;

/** The seal of a row, over its link; with a key that does not lie in the database. */
export type SealOfRow = (link: string) => string;

/**
 * Looks over the whole proof, in one go. In: beyond what every row is sealed, where that is known.
 * Out: the place of what does not hold, and its fault; null for nothing.
 */
export type LookOver = (rowsFrom: Reach | null) => { place: string; fault: string } | null;

/** What is known of a connection whose rows are sealed. */
interface Watched {
  /** Tells one state of the file that others have written from the next; nobody can set it. */
  version: Sqlite.Statement;
  /** The state that was looked at; nothing before the first look. */
  seen: unknown;
  strange: Piece | null;
  lookOver: LookOver;
  rowsFrom: Reach | null;
  broken: ReturnType<LookOver>;
  /** How far the chains had come after the last unit of work of this connection. */
  newest: ReturnType<typeof newestHead> | null;
  /** That, where it is gone. */
  gone: ReturnType<typeof newestHead> | null;
  /** The file that is open. */
  file: string | null;
  /** Why nothing may be recorded, as whoever keeps what lies outside the database says. */
  refused: string | null;
  /** What was found and nobody has asked for yet. */
  found: string | null;
}

/** Whoever writes all the time would have it looked at all the time. */
const mostLooks = 5;

const watched = new WeakMap<Sqlite.Database, Watched>();

let ofNew: Pieces | undefined;

/**
 * The first table, index, trigger or view that is not as in a new database, or is missing there; null for none.
 * What was read before of what the database is made of counts no more.
 */
export function strangeIn(client: Sqlite.Database): Piece | null {
  client.pragma("writable_schema = reset");
  return strangeAmong((ofNew ??= piecesOfNew()), piecesOf(client), client);
}

function piecesOfNew(): Pieces {
  const client = new Sqlite(":memory:");
  try {
    lend(client, () => "");
    migrate(drizzle(client), { migrationsFolder: migrations });
    return piecesOf(client);
  } finally {
    client.close();
  }
}

/**
 * Lends the database its functions. `sha256` and `seal` are for its triggers; the seal only as long as they are ours.
 * `seal_of` is for whoever verifies: nothing that lies in the file can call it.
 */
export function lend(client: Sqlite.Database, sealOfRow: SealOfRow): void {
  client.function("sha256", { deterministic: true }, (text) => hash("sha256", String(text)));
  client.function("seal", { deterministic: true }, (link) =>
    watched.get(client)?.strange === null ? sealOfRow(String(link)) : "",
  );
  client.function("seal_of", { deterministic: true, directOnly: true }, (link) => sealOfRow(String(link)));
}

/**
 * From now on a unit of work looks whether what the database is made of is ours, and all of the proof holds: before the
 * first of them, and wherever another process has written since. In: who looks over the proof.
 */
export function watch(client: Sqlite.Database, lookOver: LookOver): void {
  const version = client.prepare("pragma data_version").pluck();
  const file = client.memory ? null : fileAt(client.name);
  const nothing = { rowsFrom: null, broken: null, newest: null, gone: null, refused: null, found: null };
  watched.set(client, { version, seen: undefined, strange: strangeIn(client), lookOver, file, ...nothing });
}

/** Whether another file lies at the path of this connection than the one that it has open, or none. */
export function isMoved(client: Sqlite.Database): boolean {
  const known = watched.get(client);
  return known !== undefined && known.file !== null && fileAt(client.name) !== known.file;
}

/**
 * Looks at it once more where another process has written since. In: a connection within a unit of work, so that
 * nobody can write until it has ended. Out: whether the chains are as long as was last seen here. Errors: where
 * something of it is not ours, is not as it was recorded, or the file is not the one at its path; what to do is said.
 */
export function refuseStrange(client: Sqlite.Database): boolean {
  const known = watched.get(client);
  if (known === undefined) return true;
  const isKnown = known.newest !== null && known.version.get() === known.seen;
  const fault = faultOf(client, known);
  if (fault !== null) throw new Error((known.found = fault));
  if (known.refused !== null) throw new Error(sayingRefused(known.refused));
  return isKnown;
}

function faultOf(client: Sqlite.Database, known: Watched): string | null {
  if (isMoved(client)) return sayingMoved(client.name);
  look(client, known);
  return foundBy(client, known);
}

function foundBy(client: Sqlite.Database, known: Watched): string | null {
  if (known.strange !== null) return sayingStrange(known.strange, client.name);
  if (known.gone !== null) return sayingCutOff(known.gone, client.name);
  return known.broken === null ? null : sayingBroken(known.broken, client.name);
}

function look(client: Sqlite.Database, known: Watched): void {
  const now = known.version.get();
  if (now === known.seen) return;
  // If this fails, it is looked at again.
  known.strange = strangeIn(client);
  // What was recorded a moment ago may be sealed nowhere else yet.
  known.gone = cutOff(client);
  known.broken = known.strange === null ? known.lookOver(known.rowsFrom) : null;
  known.seen = now;
}

/**
 * Reads from the proof what is decided or told by: also outside of a unit of work, what is read is what was looked at.
 * In: a connection or a unit of work. Errors: where the proof does not hold; the message says what to do.
 */
export function asLookedAt<Out>(db: object, read: () => Out): Out {
  const client = "$client" in db ? (db.$client as Sqlite.Database) : null;
  const known = client === null ? undefined : watched.get(client);
  // Within a unit of work it was looked at when that began.
  if (client === null || known === undefined || client.inTransaction) return read();
  for (let times = 0; times < mostLooks; times += 1) {
    look(client, known);
    const fault = foundBy(client, known);
    if (fault !== null) throw new Error((known.found = fault));
    const out = read();
    // What was changed and put back in between is read again.
    if (known.version.get() === known.seen) return out;
  }
  throw new Error("database is locked");
}

/** Looks now, whoever works. Out: what does not hold; null for nothing. */
export function faultIn(client: Sqlite.Database): string | null {
  const known = watched.get(client);
  return known === undefined ? null : faultOf(client, known);
}

/** As `faultIn`; also what did not hold since this was asked last, and holds again. */
export function foundIn(client: Sqlite.Database): string | null {
  const found = watched.get(client)?.found ?? null;
  Object.assign(watched.get(client) ?? {}, { found: null });
  return faultIn(client) ?? found;
}

/** Something was somebody else's, and is made good: `foundIn` says it. */
export const noticed = (client: Sqlite.Database, why: string): void =>
  void Object.assign(watched.get(client) ?? {}, { found: why });

/** Refuses every unit of work from now on, or no more. In: why, in a few words; null for no more. */
export function refuse(client: Sqlite.Database, why: string | null): void {
  const known = watched.get(client);
  if (known) known.refused = why;
}

/** Beyond this place every row is sealed. */
export function sealedBeyond(client: Sqlite.Database, rowsFrom: Reach): void {
  const known = watched.get(client);
  if (known) Object.assign(known, { rowsFrom, seen: undefined });
}

/** Remembers how far the chains have come. In: a connection, within a unit of work, at its end. Out: from then on. */
export function reached(client: Sqlite.Database): () => void {
  const known = watched.get(client);
  if (known === undefined) return () => undefined;
  const newest = newestHead({ $client: client });
  return () => void (known.newest = newest);
}

/** How far the chains had come after the last unit of work of this connection, where that is not so any more. */
export function cutOff(client: Sqlite.Database): ReturnType<typeof newestHead> | null {
  const newest = watched.get(client)?.newest ?? null;
  return newest !== null && !goesThrough({ $client: client }, newest) ? newest : null;
}
