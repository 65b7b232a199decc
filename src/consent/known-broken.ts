import type { Fault } from "./chain.ts";
import type { EntryFault } from "./journal.ts";
import { sealOf } from "./heads.ts";

/** A place of the proof that does not hold, as it was found. */
export interface Found {
  where: "event" | "journal";
  /** The place in its chain; 0 for a row that has none. */
  seq: number;
  id: string;
  fault: Fault | EntryFault;
  state: State;
}

/** What stands at a place, each part as a sha256. */
export interface State {
  /** What nobody ever changes, with the link before it. */
  stays: string;
  /** What goes by right when its time is over or something newer counts for it; null where it has gone so. */
  goes: readonly (string | null)[];
}

/** Of a row that has no place in its chain. */
export const nowhere: State = { stays: "", goes: [] };

/** One that is known since somebody has begun anew with it (ISO). */
export type KnownBroken = Found & { since: string };

/**
 * Whether it is known that this place does not hold, and nothing has changed there since but what goes by right. Of
 * several faults at one place sometimes the one is named, sometimes the other.
 */
export const isKnown = (known: readonly Found[], found: Found): boolean =>
  known.some((one) => isSamePlace(one, found) && isSameState(one.state, found.state));

export const isSamePlace = (one: Found, other: Found): boolean =>
  one.where === other.where && one.seq === other.seq && one.id === other.id;

const isSameState = (before: State, now: State): boolean =>
  before.stays === now.stays && now.goes.every((part, at) => part === null || part === before.goes[at]);

/** A known place as a line of text, sealed with a key. */
export function knownLine({ since, where, seq, id, fault, state }: KnownBroken, key: string): string {
  const said = JSON.stringify(["broken", since, where, seq, id, fault, state]);
  return `${said} ${sealOf(said, key)}`;
}

/** The known place in a sealed line; null where it was not sealed so with this key. */
export function knownIn(line: string, key: string): KnownBroken | null {
  const at = line.lastIndexOf(" ");
  const said = line.slice(0, at);
  if (at < 0 || line.slice(at + 1) !== sealOf(said, key)) return null;
  const [word, since, where, seq, id, fault, state] = JSON.parse(said) as [
    string,
    string,
    Found["where"],
    number,
    string,
    Found["fault"],
    State,
  ];
  return word === "broken" ? { since, where, seq, id, fault, state } : null;
}
