import { hash as digest } from "node:crypto";
import type { ConsentEvent } from "./event.ts";

/** What ties an event to the one before it, so that no one can change, drop or insert one unseen. */
export interface Link {
  /** Makes the commitment unguessable; erased together with what identifies. */
  salt: string;
  /**
   * sha256 over salt and what identifies: who, for whom, recorded by whom, by which act.
   * It stays when they are erased (Art. 17 GDPR).
   */
  commitment: string;
  /** `hash` of the event before, or "" for the first. */
  previous: string;
  /** sha256 over the event's place, its facts, its commitment and `previous`. */
  hash: string;
}

/** An event in its place in the chain, for whoever computes the chain anew. */
export interface LinkOfChain extends Pick<Link, "previous" | "hash"> {
  event: ConsentEvent;
  seq: number;
  /** The text whose sha256 is `hash`. */
  facts: string;
}

/** What can be wrong with a link. */
export type Fault =
  | "an event before it is missing, or was put in"
  | "what it says was changed"
  | "it counts as erased and still says who it is about"
  | "it was not sealed by JaNein"
  | "it was erased without a record of it"
  | "it was erased before its time"
  | "who it is about was changed";

/**
 * Links an event to the one before. In: its place in the chain, the hash before it, a salt of at least 128 random bits.
 */
export function linked(event: ConsentEvent, seq: number, previous: string, salt: string): Link {
  const commitment = commitmentOf(event, salt);
  return { salt, commitment, previous, hash: hashOf(event, seq, commitment, previous) };
}

/**
 * What is wrong with a link, or null. An event whose identifying fields were erased is checked by its commitment alone;
 * that it may be so stands on record: the end of the retention time (ISO) that it was erased by, else null.
 */
export function faultOf(
  event: ConsentEvent,
  seq: number,
  link: Link,
  previous: string,
  erasedBy: string | null,
): Fault | null {
  if (link.previous !== previous) return "an event before it is missing, or was put in";
  if (link.hash !== hashOf(event, seq, link.commitment, previous)) return "what it says was changed";
  if (link.salt === "" && isErased(event)) {
    if (erasedBy === null) return "it was erased without a record of it";
    return event.at < erasedBy ? null : "it was erased before its time";
  }
  if (link.salt === "" || erasedBy !== null) return "it counts as erased and still says who it is about";
  return link.commitment === commitmentOf(event, link.salt) ? null : "who it is about was changed";
}

/** Whether what identifies was erased. */
export function isErased({ child, person, recordedBy, evidence }: ConsentEvent): boolean {
  return child === "" && person === null && recordedBy === "" && evidence === "";
}

/** The canonical form: a JSON array in this order, nothing left out. */
function hashOf(
  { id, decision, purpose, kind, role, route, at, notice, language, shown, voids }: ConsentEvent,
  seq: number,
  commitment: string,
  previous: string,
): string {
  return digest(
    "sha256",
    JSON.stringify([
      seq,
      id,
      decision,
      purpose,
      kind,
      role,
      route,
      at,
      notice,
      language,
      shown,
      voids,
      commitment,
      previous,
    ]),
  );
}

function commitmentOf({ child, person, recordedBy, evidence }: ConsentEvent, salt: string): string {
  return digest("sha256", JSON.stringify([salt, child, person, recordedBy, evidence]));
}
