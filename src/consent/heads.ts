import { createHmac } from "node:crypto";

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
  /** Whether a backup had just been put in the database's place: what was sealed beyond it is given up, on record. */
  restored: boolean;
}

type Told = [at: string, events: number, event: string, entries: number, entry: string, restored: boolean];

/** With what outside the database the proof was compared. */
export interface Compared {
  /** Where the sealed heads are kept. */
  folder: string;
  heads: number;
  /** When the newest of them was sealed (ISO), or null. */
  newestHead: string | null;
  /** How many lines were not sealed with the key that is there. */
  foreign: number;
  stamps: number;
  /** When the newest of them was made (ISO) and by whom, or null. */
  newestStamp: { at: string; by: string } | null;
  /** What is wrong with stamps that do not hold, each once. */
  badStamps: string[];
}

/** A head as a line of text, sealed with a key. */
export function sealed({ at, events, event, entries, entry, restored }: Head, key: string): string {
  const said = JSON.stringify([at, events, event, entries, entry, restored]);
  return `${said} ${sealOf(said, key)}`;
}

/** The head in a sealed line; null where it was not sealed so with this key. */
export function headIn(line: string, key: string): Head | null {
  const at = line.lastIndexOf(" ");
  return at >= 0 && line.slice(at + 1) === sealOf(line.slice(0, at), key) ? headSaidIn(line) : null;
}

/** The head that a line says, whoever has sealed it: where a time stamp stands for the line. */
export function headSaidIn(line: string): Head {
  const [at, events, event, entries, entry, restored] = JSON.parse(line.slice(0, line.lastIndexOf(" "))) as Told;
  return { at, events, event, entries, entry, restored };
}

/** The heads that must still be in the chains: a restored backup has given up what was sealed beyond it. */
export function notGivenUp(heads: readonly Head[]): Head[] {
  const kept: Head[] = [];
  let [events, entries] = [Infinity, Infinity];
  for (const head of heads.toReversed()) {
    if (head.events <= events && head.entries <= entries) kept.unshift(head);
    if (head.restored) [events, entries] = [Math.min(events, head.events), Math.min(entries, head.entries)];
  }
  return kept;
}

/** Whether nothing has come since. */
export const isSame = (one: Head, other: Omit<Head, "at" | "restored">): boolean =>
  one.event === other.event && one.entry === other.entry;

const sealOf = (said: string, key: string) => createHmac("sha256", key).update(said).digest("hex");
