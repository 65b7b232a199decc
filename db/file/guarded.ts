import { hash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { goesThrough, newestHead } from "../proof/head.ts";
import { type Piece, type Pieces, piecesOf, strangeAmong } from "./pieces.ts";

/** Where the migrations lie. */
export const migrations = new URL("../migrations", import.meta.url).pathname;

/** The seal of a row, over its link; with a key that does not lie in the database. */
export type SealOfRow = (link: string) => string;

/** What is known of a connection whose rows are sealed. */
interface Watched {
  /** Tells one state of the file that others have written from the next; nobody can set it. */
  version: Sqlite.Statement;
  seen: unknown;
  strange: Piece | null;
  /** How far the chains had come after the last unit of work of this connection. */
  newest: ReturnType<typeof newestHead> | null;
}

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

/** From now on a unit of work looks whether what the database is made of is ours. */
export function watch(client: Sqlite.Database): void {
  const version = client.prepare("pragma data_version").pluck();
  watched.set(client, { version, seen: version.get(), strange: strangeIn(client), newest: null });
}

/**
 * Looks at it once more where another process has written since. In: a connection within a unit of work, so that
 * nobody can write until it has ended. Out: whether it is known how far the chains have come, for nobody else has
 * written since. Errors: where it is not; the message says what to do.
 */
export function refuseStrange(client: Sqlite.Database): boolean {
  const known = watched.get(client);
  if (known === undefined) return true;
  const now = known.version.get();
  const isKnown = now === known.seen && known.newest !== null;
  if (now !== known.seen) {
    // If this fails, it is looked at again.
    known.strange = strangeIn(client);
    if (known.strange === null) refuseCutOff(client, known);
    known.seen = now;
  }
  if (known.strange !== null) throw new Error(saying(known.strange, client.name));
  return isKnown;
}

/** What was recorded a moment ago may be sealed nowhere else yet. */
function refuseCutOff(client: Sqlite.Database, { newest }: Watched): void {
  if (newest !== null && !goesThrough({ $client: client }, newest))
    throw new Error(
      `${isNotOurs}event ${newest.events} or entry ${newest.entries} of the journal of ${client.name} was taken away ` +
        "or changed since it was recorded. Nothing of this was recorded: stop JaNein, keep the file, and put the " +
        "newest backup that verifies in its place (janein restore BACKUP).",
    );
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

/** What such an error begins with. */
export const isNotOurs = "The database was changed by somebody else: ";

function saying({ type, name, isOurs }: Piece, path: string): string {
  const nothing = "Nothing of this was recorded, and nothing will be until it is gone: ";
  if (isOurs)
    return (
      `${isNotOurs}the ${type} "${name}" of ${path} is missing, or is not as JaNein made it. ${nothing}` +
      "stop JaNein, keep the file, and put the newest backup that verifies in its place (janein restore BACKUP)."
    );
  // Whoever has put it there has chosen its name, and somebody types this into a shell.
  const isPlain = [type, name].every((word) => /^\w{1,60}$/.test(word));
  const what = isPlain ? `the ${type} "${name}"` : "something with an odd name";
  const taking = isPlain ? `sqlite3 ${path} 'drop ${type} "${name}"'` : `sqlite3 ${path} .schema shows its name`;
  return (
    `${isNotOurs}${what} in ${path} is none of JaNein's, and reaches into what it records. ${nothing}` +
    `find out who put it there, then take it out: ${taking}.`
  );
}
