import { dayIn } from "./day.ts";
import type { CustodyFact } from "./custody.ts";
import type { ConsentEvent } from "./event.ts";
import { asShown } from "./shown.ts";

/**
 * What the notice versions and the file say, as the record needs it;
 * a passage that a version lacks is "nicht angegeben".
 */
export interface RecordSources {
  /** Verbatim text of a passage, by the number of the notice version and the passage's id. */
  passage(notice: number, id: string): string | undefined;
  notices: readonly { number: number; sha256: string; publishedAt: string }[];
  /** What the school has put down of who may declare for the child, oldest first. */
  custody?: readonly CustodyFact[];
  /** A text that was shown, as it is kept: with marks where the child is named. */
  textShown(sha256: string): string | null;
}

export const notStated = "nicht angegeben";

/** Events as the standard knows them (ISO/IEC TS 27560, W3C DPV). */
export const states = {
  given: "dpv:ConsentGiven",
  refused: "dpv:ConsentRefused",
  withdrawn: "dpv:ConsentWithdrawn",
  lapsed: "dpv:ConsentExpired",
  voided: "dpv:ConsentInvalidated",
  /** Answers differ, or what is meant is no longer there. */
  unknown: "dpv:ConsentUnknown",
} as const;

const routes = {
  chat: "messenger chat",
  paper: "paper form",
  phone: "telephone",
  in_person: "in person",
  note: "note of the school",
} as const;

/**
 * One event of a consent record. In: it, all events of its purpose, the sources.
 * What the school has upheld is in the state of the guardian's declaration; the school itself declares nothing.
 */
export function eventIn(event: ConsentEvent, events: readonly ConsentEvent[], sources: RecordSources) {
  const upheld = event.kind === "upheld";
  return {
    event_id: event.id,
    event_time: event.at,
    declared_on: dayIn(event.evidence) ?? event.at,
    event_type: upheld
      ? "dpv:ConsentManagement"
      : event.role === "office"
        ? "dpv:Consent"
        : "dpv:ExplicitlyExpressedConsent",
    event_state: stateIn(event, events),
    entity_id: event.person ?? "controller",
    entity_role: event.role,
    recorded_by: event.recordedBy,
    collection_method: routes[event.route],
    evidence: event.evidence,
    validity_duration: saidIn(event.notice, ["duration"], sources),
    privacy_notice_version: event.notice,
    language_shown: event.language,
    shown_sha256: event.shown ?? notStated,
    shown_text: shownAt(event, sources),
    voids: upheld ? notStated : (event.voids ?? notStated),
    upholds: upheld ? (event.voids ?? notStated) : notStated,
  };
}

function stateIn({ kind, voids }: ConsentEvent, events: readonly ConsentEvent[]): string {
  if (kind !== "upheld") return states[kind];
  const declared = events.find(({ id }) => id === voids)?.kind;
  return declared === undefined || declared === "upheld" ? states.unknown : states[declared];
}

/** What a notice version says in these passages, one below the other, or "nicht angegeben". */
export function saidIn(notice: number, ids: readonly string[], sources: RecordSources): string {
  return (
    ids
      .map((id) => sources.passage(notice, id))
      .filter((text) => text !== undefined)
      .join("\n") || notStated
  );
}

function shownAt({ shown, evidence }: ConsentEvent, sources: RecordSources): string {
  const text = shown === null ? null : sources.textShown(shown);
  return text === null ? notStated : asShown(text, evidence);
}
