import { isDay } from "../school/dates.ts";

/**
 * Why the processing is restricted (Art. 18(1) GDPR): (a) the person says that the data are wrong, until that is
 * looked into; (b) the processing is unlawful and the person wants no erasure; (c) the school does not need them any
 * more, the person does, for a claim; (d) the person has objected, until it is clear whose reasons weigh more.
 */
export const grounds = ["accuracy", "unlawful", "claims", "objection"] as const;
export type Ground = (typeof grounds)[number];

/** That the processing of a person's data is restricted since a day, or (ground "") is not any more. */
export interface RestrictionFact {
  personId: string;
  requestId: string;
  ground: Ground | "";
  /** ISO date. */
  since: string;
  /** Of a lifting: the day (ISO) on which the person was told before it; else "". */
  toldOn: string;
  note: string;
  by: string;
  at: string;
}

/** A restriction that holds. */
export type Restriction = RestrictionFact & { ground: Ground };

/**
 * What holds by these facts of one person, oldest first: of each request the newest fact counts, so that one
 * restriction neither ends another nor is lifted with it. Out: the newest that holds.
 */
export function restrictionIn(facts: readonly RestrictionFact[]): Restriction | null {
  const newest = new Map(facts.map((fact) => [fact.requestId, fact]));
  return facts.findLast((fact): fact is Restriction => newest.get(fact.requestId) === fact && holds(fact)) ?? null;
}

const holds = (fact: RestrictionFact): fact is Restriction => fact.ground !== "";

/** What may be done with the data of a person. */
export type Use =
  | "keep"
  | "ownDeclaration"
  | "ownRight"
  | "proof"
  | "tellOwnDecision"
  | "erase"
  | "remind"
  | "write"
  | "importOver"
  | "list";

/**
 * What Art. 18(2) GDPR leaves while a restriction holds: the data are kept; with the person's own will everything that
 * the person says or asks is taken (a withdrawal always, Art. 7(3)) and answered; what proves and defends a claim stays
 * (verify, the record). What does not stay: they are not erased, the person is not reminded, letters to
 * many leave the person out, no list of the school overwrites them or ends them, and no list for other purposes carries
 * them unmarked.
 */
const stays: Readonly<Record<Use, boolean>> = {
  keep: true,
  ownDeclaration: true,
  ownRight: true,
  proof: true,
  tellOwnDecision: true,
  erase: false,
  remind: false,
  write: false,
  importOver: false,
  list: false,
};

/** Whether this may be done with the data of a person. In: what restricts them, or null. */
export const mayUse = (restriction: Pick<Restriction, "ground"> | null, use: Use): boolean =>
  restriction === null || stays[use];

/** What is typed with it has room for so many letters. */
export const mostOfRestrictionNote = 500;

/**
 * What keeps a restriction from being put down, by field: no day, or one that is still to come; no reason.
 * In: what was typed; the school's today (ISO).
 */
export function whyNotRestricted(
  { since, note }: Pick<RestrictionFact, "since" | "note">,
  today: string,
): { since?: true; note?: "missing" | "long" } {
  const fault = note === "" ? "missing" : note.length > mostOfRestrictionNote ? "long" : null;
  return { ...(isDay(since) && since <= today ? {} : { since: true }), ...(fault ? { note: fault } : {}) };
}

/**
 * What keeps it from being lifted, by field: the person must have been told before (Art. 18(3) GDPR), not before it
 * began, and how; it is lifted from today on.
 */
export function whyNotLifted(
  { toldOn, note }: Pick<RestrictionFact, "toldOn" | "note">,
  { since }: Pick<Restriction, "since">,
  today: string,
): { toldOn?: true; note?: "missing" | "long" } {
  const isTold = isDay(toldOn) && toldOn <= today && toldOn >= since;
  const fault = note === "" ? "missing" : note.length > mostOfRestrictionNote ? "long" : null;
  return { ...(isTold ? {} : { toldOn: true }), ...(fault ? { note: fault } : {}) };
}
