import type { ConsentEvent } from "./event.ts";
import { purposes } from "./event.ts";
import { type ChildStanding, type MustAgree, notVoided, participation, type Standing } from "./standing.ts";

/** A child at one moment: what stands for it, who has a say, and where it is. */
export interface Moment {
  standing: ChildStanding;
  who: Required<MustAgree>;
  /** Guardians who hear what holds and declare nothing. */
  informed?: readonly string[];
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

/**
 * The persons who have declared anything and may declare now, guardians and the pupil of age: what may be done
 * concerns them also where their declaration has lapsed or the school has put another's above it.
 */
export function whoHasDeclared(events: readonly ConsentEvent[], mayDeclare: readonly string[]): string[] {
  const declared = purposes.flatMap((purpose) => notVoided(events, purpose).filter(isDeclared));
  return mayDeclare.filter((id) => declared.some(({ person }) => person === id));
}

const isDeclared = ({ kind }: ConsentEvent) => kind === "given" || kind === "refused" || kind === "withdrawn";

/** What a teacher knows of a child, in one word: what stands for each purpose, or that nothing was ever said. */
export const knownToTeacher = (standing: ChildStanding | null): string =>
  purposes.map((purpose) => (standing?.[purpose].by ? standing[purpose].standing : "unasked")).join("/");

/** Whether a teacher's list says the same of both: what is allowed, or that nobody has answered. In: what is known. */
export const isListedAlike = (one: string, other: string): boolean => listed(one) === listed(other);

function listed(known: string): string {
  if (known === knownToTeacher(null)) return known;
  const [audio = "not_asked", video = "not_asked"] = known.split("/") as Standing[];
  return participation(audio, video);
}

/** What a family knows of its child, in one word: what may be done, or that declarations differ. */
export const knownToFamily = (standing: ChildStanding | null): string =>
  inConflict(standing) ? "conflict" : allowed(standing);

/** Whether in any purpose answers differ. */
export const inConflict = (standing: ChildStanding | null): boolean =>
  purposes.some((purpose) => standing?.[purpose].standing === "conflict");

const standingOf = (standing: ChildStanding | null) =>
  purposes.map((purpose) => standing?.[purpose].standing ?? "").join(" ");
const allowed = (standing: ChildStanding | null) => standing?.participation ?? "none";
const sorted = (ids: readonly string[]) => [...ids].sort().join(" ");
