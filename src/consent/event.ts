/** The closed list of what this consent is about: never photos, never the website. */
export const purposes = ["audio", "video"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * What can happen to a consent. `upheld`: the school has settled what differs, and says whose declaration counts;
 * never a consent of the school.
 */
export type EventKind = "given" | "refused" | "withdrawn" | "lapsed" | "voided" | "upheld";
export type Answer = "yes" | "no";
/** An answer to each purpose. */
export type Answers = Record<Purpose, Answer>;

/** The ways by which a declaration comes to the school. */
export const waysToTheOffice = ["paper", "phone", "in_person"] as const;
/** `note`: nobody declared it, the school put it down: a lapse, a mistake, whose declaration counts. */
export const routes = ["chat", ...waysToTheOffice, "note"] as const;
export type Route = (typeof routes)[number];
export type WayToTheOffice = (typeof waysToTheOffice)[number];

/** In which role it was declared: a guardian, the pupil (from the age in the setting), or the school office. */
export type Role = "guardian" | "pupil" | "office";

/** One thing that happened to a consent. Appended, never changed (Art. 7(1) GDPR, § 3(2) VO-DV I NRW). */
export interface ConsentEvent {
  id: string;
  /** What was declared in one act has one decision: audio and video of one form, say. */
  decision: string;
  /** "" once what identifies was erased after the retention time (Art. 17 GDPR). */
  child: string;
  purpose: Purpose;
  kind: EventKind;
  /**
   * Who declared it, or null where the office acted. Of a lapse: whose yes it ends, or null for everybody's.
   * Of an `upheld` one: whose declaration counts.
   */
  person: string | null;
  role: Role;
  route: Route;
  /** Who wrote it down: the person's own id in chat, the name that the office gave otherwise. */
  recordedBy: string;
  /** ISO time in UTC. */
  at: string;
  /** Number of the notice version that was shown. */
  notice: number;
  /** ISO 639-1 code of the language that was shown beside the binding German. */
  language: string;
  /** sha256 of the exact text that was shown, which is kept once; null where nothing was shown in chat. */
  shown: string | null;
  /** What the act was: the update and whether a button was tapped or an answer typed. */
  evidence: string;
  /**
   * The event that this one is about: what a `voided` one declares a mistake, the declaration that is `upheld`,
   * or the office's own word where it lapses alone.
   */
  voids: string | null;
}
