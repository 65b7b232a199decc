import type Sqlite from "better-sqlite3";
import type { Reach } from "../../src/consent/heads.ts";
import type { Found } from "../../src/consent/known-broken.ts";
import { goesThrough, newestHead } from "../proof/head.ts";
import { NotOurs, sayingBroken, sayingCutOff, sayingMoved, sayingRefused, sayingStrange } from "./not-ours.ts";
import { lendHash, strangeIn } from "./of-new.ts";
import { keepSeal, type SealOfRow } from "./seals.ts";
import { type LookOver, type Watched, watched } from "./watched.ts";
import { fileAt } from "./which-file.ts";

export { migrations, strangeIn } from "./of-new.ts";
export { sealOf, type SealOfRow } from "./seals.ts";
export type { LookOver } from "./watched.ts";

/** Whoever writes all the time would have it looked at all the time. */
const mostLooks = 5;

/**
 * Lends the database its functions. `sha256` and `seal` are for its triggers; the seal only as long as they are ours.
 * `seal_of` is for whoever verifies: nothing that lies in the file can call it.
 */
export function lend(client: Sqlite.Database, sealOfRow: SealOfRow): void {
  lendHash(client);
  keepSeal(client, sealOfRow);
  // A connection holds on to its functions: if one held on to it, it would be there for ever.
  const own = new WeakRef(client);
  client.function("seal", { deterministic: true }, (link) => {
    const here = own.deref();
    return here && watched.get(here)?.strange === null ? sealOfRow(String(link)) : "";
  });
  client.function("seal_of", { deterministic: true, directOnly: true }, (link) => sealOfRow(String(link)));
}

/**
 * From now on a unit of work looks whether what the database is made of is ours, and all of the proof holds: before the
 * first of them, and wherever another process has written since. In: who looks over the proof.
 */
export function watch(client: Sqlite.Database, lookOver: LookOver): void {
  const version = client.prepare("pragma data_version").pluck();
  const file = client.memory ? null : fileAt(client.name);
  const nothing = {
    rowsFrom: null,
    knownBroken: [],
    broken: null,
    newest: null,
    newestInDoubt: null,
    gone: null,
    refused: null,
    found: null,
  };
  watched.set(client, { version, seen: undefined, strange: strangeIn(client), lookOver, file, ...nothing });
}

/** Whether another file lies at the path of this connection than the one that it has open, or none. */
export function isMoved(client: Sqlite.Database): boolean {
  const file = watched.get(client)?.file ?? null;
  return file !== null && fileAt(client.name) !== file;
}

/**
 * Looks at it once more where another process has written since. In: a connection within a unit of work, so that
 * nobody can write until it has ended; whether the work is done also where the only thing wrong is that what was
 * recorded does not hold. Out: whether that is so, and whether the chains are as long as was last seen here.
 * Errors: where something of it is not ours, is not as it was recorded, or the file is not the one at its path; the
 * message says what to do.
 */
export function refuseStrange(client: Sqlite.Database, evenInDoubt = false): { inDoubt: boolean; isKnown: boolean } {
  const known = watched.get(client);
  if (known === undefined) return { inDoubt: false, isKnown: true };
  const isKnown = known.newest !== null && known.version.get() === known.seen;
  const fault = faultOf(client, known);
  if (fault !== null) known.found = fault;
  const inDoubt = isInDoubt(client, known);
  if (fault !== null && !(evenInDoubt && inDoubt)) throw new NotOurs(fault, inDoubt);
  if (known.refused !== null) throw new NotOurs(sayingRefused(known.refused), false);
  return { inDoubt: fault !== null, isKnown };
}

/** Whether nothing else is wrong than that what was recorded does not hold. */
const isInDoubt = (client: Sqlite.Database, { strange, gone, broken }: Watched): boolean =>
  broken !== null && strange === null && gone === null && !isMoved(client);

/** How far the chains have come in doubt, by what this connection has recorded; null where it has recorded nothing. */
export function reachedInDoubt(client: Sqlite.Database): ReturnType<typeof newestHead> | null {
  const known = watched.get(client);
  return known && isInDoubt(client, known) ? known.newestInDoubt : null;
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
  known.broken = known.strange === null ? known.lookOver(known.rowsFrom, known.knownBroken) : null;
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
    if (fault !== null) throw new NotOurs((known.found = fault), isInDoubt(client, known));
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

/** Looks now. Out: whether what was recorded does not hold, and nothing else is known to be wrong. */
export function doubtIn(client: Sqlite.Database): boolean {
  const known = watched.get(client);
  return known !== undefined && faultOf(client, known) !== null && isInDoubt(client, known);
}

/** As `faultIn`; also what did not hold since this was asked last, and holds again. */
export function foundIn(client: Sqlite.Database): string | null {
  const found = watched.get(client)?.found ?? null;
  Object.assign(watched.get(client) ?? {}, { found: null });
  return faultIn(client) ?? found;
}

/** Something was somebody else's, and is made good: `foundIn` says it. */
export function noticed(client: Sqlite.Database, why: string): void {
  Object.assign(watched.get(client) ?? {}, { found: why });
}

/** Refuses every unit of work from now on, or no more. In: why, in a few words; null for no more. */
export function refuse(client: Sqlite.Database, why: string | null): void {
  Object.assign(watched.get(client) ?? {}, { refused: why });
}

/** Beyond this place every row is sealed. In: also what is known not to hold, and is no further fault. */
export function sealedBeyond(client: Sqlite.Database, rowsFrom: Reach, knownBroken: readonly Found[] = []): void {
  Object.assign(watched.get(client) ?? {}, { rowsFrom, knownBroken, seen: undefined });
}

/**
 * Remembers how far the chains have come. In: a connection, within a unit of work, at its end; how far they had come
 * before it, where something did not hold then: what somebody else has put at the end is nothing to go on from.
 * Out: from then on.
 */
export function reached(client: Sqlite.Database, inDoubt: ReturnType<typeof newestHead> | null = null): () => void {
  const known = watched.get(client);
  if (known === undefined) return () => undefined;
  const newest = newestHead({ $client: client });
  if (inDoubt === null) return () => void Object.assign(known, { newest, newestInDoubt: null });
  const isNothing = newest.event === inDoubt.event && newest.entry === inDoubt.entry;
  return () => void (isNothing || Object.assign(known, { newest, newestInDoubt: newest }));
}

/** How far the chains had come after the last unit of work of this connection, where that is not so any more. */
export function cutOff(client: Sqlite.Database): ReturnType<typeof newestHead> | null {
  const newest = watched.get(client)?.newest ?? null;
  return newest !== null && !goesThrough({ $client: client }, newest) ? newest : null;
}
