import { and, between, isNull } from "drizzle-orm";
import type { Moment } from "../../src/consent/changes.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { ageOn } from "../../src/school/age.ts";
import { eventsOfChildren } from "./events.ts";
import { type Agreeing, mustAgreeOf, nobody } from "./standings.ts";
import type { Database, Transaction } from "../file/database.ts";
import { putRound, roundAt } from "./round-times.ts";
import { inPortions } from "../file/in-portions.ts";
import { rowsAmong } from "../file/prepared.ts";
import { child } from "../schema.ts";

const day = 24 * 60 * 60 * 1000;
/** No round is older than this program, and none is from a day that is still to come. */
const oldest = Date.parse("2026-01-01T00:00:00Z");

/** These children as they are. In: the time, for a birthday counts. Out: a map by child id. */
export function momentsOf(
  tx: Transaction,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, Moment> {
  return asTheyAre(tx, childIds, (some) => mustAgreeOf(tx, some, now, pupilAge));
}

/**
 * As `momentsOf`, for telling what becomes different: of a child about whom nothing was ever declared nothing stands
 * that could, whoever may declare, and who may is not looked for.
 */
export function momentsToTell(
  tx: Transaction,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, Moment> {
  return asTheyAre(tx, childIds, (_, declared) => mustAgreeOf(tx, declared, now, pupilAge));
}

function asTheyAre(
  tx: Transaction,
  childIds: readonly string[],
  whoOf: (children: readonly string[], declared: readonly string[]) => Map<string, Agreeing>,
): Map<string, Moment> {
  const moments = new Map<string, Moment>();
  for (const some of inPortions(childIds)) {
    const events = eventsOfChildren(tx, some);
    const agreeing = whoOf(some, [...events.keys()]);
    for (const { id, bothMustAgree: both, classId, goneAt } of childrenWith(tx, some)) {
      const { undecided: _, informed, ...who } = agreeing.get(id) ?? nobody;
      const standing = childStanding(events.get(id) ?? [], who);
      moments.set(id, { standing, who, informed, both, classId, atSchool: goneAt === null });
    }
  }
  return moments;
}

/**
 * The time up to which birthdays have been looked at: what a birthday has changed since is told before anything else
 * is recorded or told, whatever comes first. A time that cannot be is read as now.
 */
export function birthdaysSeen(tx: Transaction | Database, now: Date): Date {
  const at = roundAt(tx, "standing");
  return at !== undefined && isReadable(at, now) ? new Date(at) : now;
}

/** Whether the time of the last round is none that this program can have written. */
export function isRoundUnreadable(db: Transaction | Database, now: Date): boolean {
  const at = roundAt(db, "standing");
  return at !== undefined && !isReadable(at, now);
}

/** From now on birthdays have been looked at up to now. */
export function seeBirthdays(tx: Transaction, now: Date): void {
  putRound(tx, "standing", now);
}

/** The children at the school who were of age at one of these moments and not at the other. */
export function birthdaysSince(tx: Transaction | Database, one: Date, other: Date, pupilAge: number): string[] {
  const dayOf = (date: Date) => date.toISOString().slice(0, 10);
  // Within one day nobody has a birthday, and the whole school need not be read with each answer.
  if (dayOf(one) === dayOf(other)) return [];
  const [from, to] = one < other ? [one, other] : [other, one];
  // A day more on each side: the others need not be looked at.
  const bornOn = (date: Date, days: number) =>
    dayOf(new Date(Date.UTC(date.getUTCFullYear() - pupilAge, date.getUTCMonth(), date.getUTCDate() + days)));
  const ofAge = (birthDate: string | null, on: Date) => (ageOn(birthDate, on) ?? 0) >= pupilAge;
  return tx
    .select({ id: child.id, birthDate: child.birthDate })
    .from(child)
    .where(and(isNull(child.goneAt), between(child.birthDate, bornOn(from, -1), bornOn(to, 1))))
    .all()
    .filter(({ birthDate }) => ofAge(birthDate, from) !== ofAge(birthDate, to))
    .map(({ id }) => id);
}

function isReadable(at: string, now: Date): boolean {
  const time = Date.parse(at);
  return time >= oldest && time <= now.getTime() + day;
}

const childrenWith = rowsAmong(child, child.id);
