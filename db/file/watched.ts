import type Sqlite from "better-sqlite3";
import type { Reach } from "../../src/consent/heads.ts";
import type { Found } from "../../src/consent/known-broken.ts";
import type { newestHead } from "../proof/head.ts";
import type { Piece } from "./pieces.ts";

/**
 * Looks over the whole proof, in one go. In: beyond what every row is sealed, where that is known; what is
 * known not to hold.
 * Out: the place of what does not hold, and its fault; null for nothing.
 */
export type LookOver = (rowsFrom: Reach | null, known: readonly Found[]) => { place: string; fault: string } | null;

/** What is known of a connection whose rows are sealed. */
export interface Watched {
  /** Tells one state of the file that others have written from the next; nobody can set it. */
  version: Sqlite.Statement;
  /** The state that was looked at; nothing before the first look. */
  seen: unknown;
  strange: Piece | null;
  lookOver: LookOver;
  rowsFrom: Reach | null;
  knownBroken: readonly Found[];
  broken: ReturnType<LookOver>;
  /** How far the chains had come after the last unit of work of this connection. */
  newest: ReturnType<typeof newestHead> | null;
  /** That, where something of the proof did not hold then. */
  newestInDoubt: ReturnType<typeof newestHead> | null;
  /** That, where it is gone. */
  gone: ReturnType<typeof newestHead> | null;
  /** The file that is open. */
  file: string | null;
  /** Why nothing may be recorded, as whoever keeps what lies outside the database says. */
  refused: string | null;
  /** What was found and nobody has asked for yet. */
  found: string | null;
}

/** What is known of each connection. */
export const watched = new WeakMap<Sqlite.Database, Watched>();
