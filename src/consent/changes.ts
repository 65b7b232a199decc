import type { ConsentEvent } from "./event.ts";
import { purposes } from "./event.ts";
import { answersThatCount, type ChildStanding, type MustAgree } from "./standing.ts";

/** A child at one moment: what stands for it, who has a say, and where it is. */
export interface Moment {
  standing: ChildStanding;
  who: Required<MustAgree>;
  /** The office has marked that every guardian must agree. */
  both: boolean;
  classId: string;
  atSchool: boolean;
}

/**
 * Why what may be done has changed without anybody's answer: the child has left or come back,
 * all must agree or one is enough again, the pupil has come of age or has not after all,
 * others may declare than before.
 */
export const causes = ["left", "returned", "both", "one", "age", "birthDate", "guardians", "other"] as const;
export type Cause = (typeof causes)[number];

/** What became different between two moments. */
export interface Difference {
  /** What stands, purpose by purpose: the class teachers have to know. */
  stands: boolean;
  /** What may be done, or a conflict has come or gone: the guardians have to know. */
  concerns: boolean;
}

/** What became different in what stands. A child who is not at the school takes part in nothing. */
export function difference(before: ChildStanding | null, after: ChildStanding | null): Difference {
  return {
    stands: standingOf(before) !== standingOf(after),
    concerns: allowed(before) !== allowed(after) || inConflict(before) !== inConflict(after),
  };
}

/** What stands for a child at a moment, or null where it is not at the school. */
export const standingAt = ({ atSchool, standing }: Moment): ChildStanding | null => (atSchool ? standing : null);

/** Why it is different, as far as nobody has answered: what weighs most comes first. */
export function causeOf(before: Moment, after: Moment): Cause {
  if (!after.atSchool) return "left";
  if (!before.atSchool) return "returned";
  if (before.both !== after.both) return after.both ? "both" : "one";
  if (before.who.pupil !== after.who.pupil) return after.who.pupil ? "age" : "birthDate";
  return sorted(before.who.mayDeclare) === sorted(after.who.mayDeclare) ? "other" : "guardians";
}

/** The persons whose answer counts for any purpose: guardians, and the pupil where it is of age. */
export function whoseAnswerCounts(events: readonly ConsentEvent[], mayDeclare: readonly string[]): string[] {
  const persons = purposes.flatMap((purpose) => [...answersThatCount(events, purpose, mayDeclare).answers.keys()]);
  return [...new Set(persons)].filter((person) => person !== null);
}

/** Whether in any purpose answers differ. */
export const inConflict = (standing: ChildStanding | null): boolean =>
  purposes.some((purpose) => standing?.[purpose].standing === "conflict");

const standingOf = (standing: ChildStanding | null) =>
  purposes.map((purpose) => standing?.[purpose].standing ?? "").join(" ");
const allowed = (standing: ChildStanding | null) => standing?.participation ?? "none";
const sorted = (ids: readonly string[]) => [...ids].sort().join(" ");
