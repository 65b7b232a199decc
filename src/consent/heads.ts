import { createHmac } from "node:crypto";
import type { Fault } from "./chain.ts";
import type { EntryFault } from "./journal.ts";

/** What a head begins: the sealing of every row that comes after it, or a restored backup. */
export type Beginning = "rows" | "restored";

/** How far the two chains of the proof had come, to be kept where nobody who writes to the database can reach it. */
export interface Head {
  /** ISO. */
  at: string;
  /** The place of the newest event, and its link; 0 and "" before the first. */
  events: number;
  event: string;
  /** The same of the journal. */
  entries: number;
  entry: string;
  /**
   * What begins here, if anything. Every row beyond it is sealed by itself; where a backup had just been put in the
   * database's place, what was sealed beyond it is given up, on record.
   */
  begins: Beginning | null;
}

/** How far both chains reach. */
export type Reach = Pick<Head, "events" | "entries">;

type Told = [at: string, events: number, event: string, entries: number, entry: string, begins: boolean | "rows"];

/** With what outside the database the proof was compared. */
export interface Compared {
  /** Where the sealed heads are kept. */
  folder: string;
  heads: number;
  /** When the newest of them was sealed (ISO), or null. */
  newestHead: string | null;
  /** How many were given up by restoring a backup from before them, the last time when (ISO). */
  givenUp: { heads: number; at: string } | null;
  /** How many lines were not sealed with the key that is there. */
  foreign: number;
  /** What is known not to hold, since somebody has begun anew with it. */
  knownBroken: readonly {
    where: "event" | "journal";
    seq: number;
    id: string;
    fault: Fault | EntryFault;
    since: string;
  }[];
  /** When the database was not as it was recorded (ISO), since all was verified last; why, for whoever runs it. */
  doubted: { at: string; why: string } | null;
  stamps: number;
  /** When the newest of them was made (ISO) and by whom, or null. */
  newestStamp: { at: string; by: string } | null;
  /** What is wrong with stamps that do not hold, each once. */
  badStamps: string[];
}

/** A head as a line of text, sealed with a key. */
export function sealed({ at, events, event, entries, entry, begins }: Head, key: string): string {
  const what = begins === "rows" ? begins : begins === "restored";
  const said = JSON.stringify([at, events, event, entries, entry, what] satisfies Told);
  return `${said} ${sealOf(said, key)}`;
}

/** The head in a sealed line; null where it was not sealed so with this key. */
export function headIn(line: string, key: string): Head | null {
  const at = line.lastIndexOf(" ");
  return at >= 0 && line.slice(at + 1) === sealOf(line.slice(0, at), key) ? headSaidIn(line) : null;
}

/** The head that a line says, whoever has sealed it: where a time stamp stands for the line. */
export function headSaidIn(line: string): Head {
  const [at, events, event, entries, entry, what] = JSON.parse(line.slice(0, line.lastIndexOf(" "))) as Told;
  return { at, events, event, entries, entry, begins: what === true ? "restored" : what === "rows" ? "rows" : null };
}

/** Seals text with a key. Out: hex. */
export const sealOf = (said: string, key: string): string => createHmac("sha256", key).update(said).digest("hex");

/**
 * The heads that must still be in the chains: a restored backup has given up what was sealed beyond it.
 * In: in the order in which they were sealed.
 */
export function notGivenUp(heads: readonly Head[]): Head[] {
  const kept: Head[] = [];
  let [events, entries] = [Infinity, Infinity];
  for (const head of heads.toReversed()) {
    if (head.events <= events && head.entries <= entries) kept.unshift(head);
    if (head.begins === "restored")
      [events, entries] = [Math.min(events, head.events), Math.min(entries, head.entries)];
  }
  return kept;
}

/** The head beyond which each row is sealed by itself, or null. In: in the order in which they were sealed. */
export function rowsBegin(heads: readonly Head[]): Head | null {
  return heads.findLast(({ begins }) => begins === "restored") ?? heads.find(({ begins }) => begins === "rows") ?? null;
}

/**
 * Where among these heads a backup may have been made: it goes through the head before it, and the next one lies beyond
 * it, or was sealed after another backup had been put in its place. So one can go back to what was replaced.
 * Of one that lies before all of them they say nothing.
 * In: the heads, in the order in which they were sealed; how far the backup reaches; whether it goes through a head.
 * Out: for each such place, the head beyond which its rows were sealed, each by itself, when it was made.
 */
export function madeAmong(heads: readonly Head[], reach: Reach, goesThrough: (head: Head) => boolean): Head[] {
  const goesOn = (next: Head | undefined) => next === undefined || next.begins === "restored" || isBeyond(next, reach);
  return heads.flatMap((head, place) => {
    if (isBeyond(head, reach) || !goesOn(heads[place + 1])) return [];
    const before = heads.slice(0, place + 1);
    return notGivenUp(before).every(goesThrough) ? [rowsBegin(before) ?? head] : [];
  });
}

/** Whether something reaches further than something else, in one chain or both. */
export const isBeyond = (one: Reach, other: Reach): boolean => one.events > other.events || one.entries > other.entries;

/** Whether nothing has come since. */
export const isSame = (one: Head, other: Omit<Head, "at" | "begins">): boolean =>
  one.event === other.event && one.entry === other.entry;
