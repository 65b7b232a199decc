import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { oneLine } from "./shown.ts";
import { answersThatCount, type MustAgree, notVoided, oneGuardian, standing } from "./standing.ts";

/** Why one declaration counts against another: custody was decided or agreed on, a court's order, it is a new one. */
export const grounds = ["custody", "order", "new_declaration"] as const;
export type Ground = (typeof grounds)[number];

/** For so many characters the reason has room, and for as many where the paper is. */
export const mostOfSettling = 200;

/** What the school goes by when it settles what differs. */
export interface Settling {
  why: Ground;
  reason: string;
  /** Where the paper is. */
  evidence: string;
}

/** What the school puts down: whose declaration counts for which purposes, and who of the school says so. */
export interface Upholding extends Settling {
  child: string;
  person: string;
  purposes: readonly Purpose[];
  recordedBy: string;
  /** By which the same form sent twice is one act. */
  act: string;
  /** The notice version in force. */
  notice: number;
}

/**
 * What keeps a settling from being put down: nothing differs, the person has no declaration that counts,
 * or what counts is not newer than what it differs from.
 */
export type NotSettled = "nothingDiffers" | "noDeclaration" | "notNew";

/**
 * The events by which the school settles what differs: one a purpose, about the guardian's own declaration,
 * never a consent of the school (§§ 1627–1687 BGB; a controller cannot consent for a family).
 * In: whose declaration counts and why; the child's history (oldest first); who must agree; the time (ISO); ids.
 * Out: an event for each purpose in which answers differ, or why there can be none.
 */
export function upholdingOf(
  upholding: Upholding,
  history: readonly ConsentEvent[],
  at: string,
  newId: () => string,
  mustAgree: MustAgree = oneGuardian,
): ConsentEvent[] | NotSettled {
  const open = differing(upholding.purposes, history, mustAgree);
  if (open.length === 0) return "nothingDiffers";
  const decision = newId();
  const events: ConsentEvent[] = [];
  for (const purpose of open) {
    const { answers: counting } = answersThatCount(history, purpose, mustAgree.mayDeclare);
    const answers = [...counting.values()].filter(({ role }) => role !== "pupil");
    const declared = answers.find((answer) => answer.person === upholding.person);
    if (!declared) return "noDeclaration";
    if (upholding.why === "new_declaration" && answers.at(-1) !== declared) return "notNew";
    events.push({ ...upheld(upholding, declared), id: newId(), decision, at });
  }
  return events;
}

/**
 * The events that this same settling has made before: by the same act, for the same person and purposes, for the same
 * reason. In: it; the child's history, oldest first; who must agree.
 * Out: none where it says something else this time, or where the first was a mistake.
 */
export function settledBefore(
  upholding: Upholding,
  history: readonly ConsentEvent[],
  mustAgree: MustAgree,
): ConsentEvent[] {
  const standing = purposes.flatMap((purpose) => notVoided(history, purpose));
  const made = standing.filter((event) => isSettledBy(upholding, event) && event.person === upholding.person);
  const first = made[0];
  if (!first) return [];
  const before = history.slice(0, history.indexOf(first));
  const anew = upholdingOf(upholding, before, first.at, () => "", mustAgree);
  return typeof anew !== "string" && purposesIn(anew) === purposesIn(made) ? made : [];
}

/** Whether this is what the school has put down by the same act and for the same reason. */
export const isSettledBy = (settling: Settling & { act: string }, { kind, evidence }: ConsentEvent): boolean =>
  kind === "upheld" && evidence === evidenceOfSettling(settling, settling.act);

const purposesIn = (events: readonly ConsentEvent[]) =>
  purposes.filter((purpose) => events.some((event) => event.purpose === purpose)).join(" ");

/** Those of these purposes in which what the guardians have declared differs. */
export function differing(
  among: readonly Purpose[],
  history: readonly ConsentEvent[],
  mustAgree: MustAgree,
): Purpose[] {
  return among.filter((purpose) => standing(history, purpose, mustAgree).standing === "conflict");
}

function upheld(
  upholding: Upholding,
  { id, child, person, purpose }: ConsentEvent,
): Omit<ConsentEvent, "id" | "decision" | "at"> {
  const { recordedBy, notice, act } = upholding;
  return {
    child,
    person,
    purpose,
    kind: "upheld",
    role: "office",
    route: "note",
    recordedBy,
    notice,
    language: "de",
    shown: null,
    evidence: evidenceOfSettling(upholding, act),
    voids: id,
  };
}

/** A settling as it stands in the evidence: a line each, so that it can be read back. */
export function evidenceOfSettling({ why, reason, evidence }: Settling, act: string): string {
  return [
    `counts: ${why}`,
    `reason: ${oneLine(reason)}`,
    `evidence: ${oneLine(evidence)}`,
    `act: ${oneLine(act)}`,
  ].join("\n");
}

/** The settling that stands in the evidence of an event, or null. */
export function settlingIn(evidence: string): Settling | null {
  const [, why, reason, where] = /^counts: (\w+)\nreason: (.*)\nevidence: (.*)\nact: .*$/.exec(evidence) ?? [];
  const known = grounds.find((one) => one === why);
  return known === undefined || reason === undefined || where === undefined
    ? null
    : { why: known, reason, evidence: where };
}
