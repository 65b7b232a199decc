import { sealOf } from "./heads.ts";

/** A place of the proof that does not hold, as it was found. */
export interface Found {
  where: "event" | "journal";
  /** The place in its chain; 0 for a row that has none. */
  seq: number;
  id: string;
  fault: string;
  /** The sha256 of all that stands at this place, and of the link before it. */
  state: string;
}

/** One that is known since somebody has begun anew with it (ISO). */
export type KnownBroken = Found & { since: string };

/** Whether this very fault is known, and nothing at its place has changed since. */
export const isKnown = (known: readonly Found[], { where, seq, fault, state }: Found): boolean =>
  known.some((one) => one.where === where && one.seq === seq && one.fault === fault && one.state === state);

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
    string,
    string,
  ];
  return word === "broken" ? { since, where, seq, id, fault, state } : null;
}
