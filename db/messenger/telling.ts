import {
  causeOf,
  difference,
  knownToFamily,
  knownToTeacher,
  type Moment,
  standingAt,
} from "../../src/consent/changes.ts";
import {
  birthdaysSeen,
  birthdaysSince,
  isRoundUnreadable,
  momentsOf,
  momentsToTell,
  seeBirthdays,
} from "../proof/moments.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account } from "../schema.ts";
import { announce } from "./announce.ts";
import { classesHeardOf, teachersByClass, tellingClasses, type TeachersThenAndNow } from "./class-telling.ts";

/** When it happens, and the age from which a pupil must agree as well. */
export interface Telling {
  now: Date;
  pupilAge: number;
}

/**
 * Does work that may change what stands for these children or who teaches which class,
 * and puts down in the same unit of work who hears of it:
 * the class teachers of what stands and of who comes and goes; a new class teacher of the whole class;
 * the guardians (and the pupil of age) of what may be done and of a conflict, also those who are only informed.
 * Whoever has no account is told nothing: it is seen when they join. Out: what the work gives.
 */
export function tellingChanges<T>(
  tx: Transaction,
  childIds: readonly string[],
  { now, pupilAge }: Telling,
  work: () => T,
): T {
  tellBirthdays(tx, { now, pupilAge });
  const before = momentsToTell(tx, childIds, now, pupilAge);
  const taught = teachersByClass(tx);
  const done = work();
  // What the work has corrected of birth dates is told here, and not once more as a birthday.
  seeBirthdays(tx, now);
  const after = momentsToTell(tx, childIds, now, pupilAge);
  tellDifferences(tx, before, after, { before: taught, after: teachersByClass(tx) }, now);
  return done;
}

/** Puts down who hears of what became different between these moments. In: who taught which class, then and now. */
export function tellDifferences(
  tx: Transaction,
  before: ReadonlyMap<string, Moment>,
  after: ReadonlyMap<string, Moment>,
  teachers: TeachersThenAndNow,
  now: Date,
): void {
  const at = now.toISOString();
  const reached = new Set(
    tx
      .select({ id: account.personId })
      .from(account)
      .all()
      .map(({ id }) => id),
  );
  const hasHeardOf = classesHeardOf(tx);
  const isNewTo = tellingClasses(tx, before, teachers, reached, at);
  for (const [childId, then] of after) {
    const first = before.get(childId);
    // A child who is new to the school has nothing that could have changed.
    if (!first) continue;
    const taught = (ids: string[]) => ids.filter((id) => !isNewTo(then.classId, id));
    for (const [about, people] of hearersOf(first, then, teachers, taught, hasHeardOf))
      announce(
        tx,
        { kind: "change", about, childId, at },
        people.filter((id) => reached.has(id)),
      );
  }
}

/**
 * What birthdays have changed since they were last looked at: told before anything else is recorded or told, so that
 * it is told once. Out: how many children it was.
 */
export function tellBirthdays(tx: Transaction, { now, pupilAge }: Telling): number {
  const since = birthdaysSeen(tx, now);
  const ids = birthdaysSince(tx, since, now, pupilAge);
  if (ids.length === 0) return 0;
  seeBirthdays(tx, now);
  const taught = teachersByClass(tx);
  const [before, after] = [momentsOf(tx, ids, since, pupilAge), momentsOf(tx, ids, now, pupilAge)];
  tellDifferences(tx, before, after, { before: taught, after: taught }, now);
  return ids.length;
}

/** Whether a birthday has changed anything since they were last looked at. */
export const isBirthdayDue = (database: Database, now: Date, pupilAge: number): boolean =>
  birthdaysSince(database, birthdaysSeen(database, now), now, pupilAge).length > 0;

/** What birthdays have changed. */
export function openBirthdays(database: Database, pupilAge: number) {
  return {
    /** Tells what a birthday has changed since the last time. Out: how many children it was. */
    async tell(now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const told = tellBirthdays(tx, { now, pupilAge });
        seeBirthdays(tx, now);
        return told;
      });
    },

    /** Whether it cannot be known when that was last done: then nothing from before is told. */
    async isUnreadable(now: Date): Promise<boolean> {
      return isRoundUnreadable(database, now);
    },
  };
}

export type Birthdays = ReturnType<typeof openBirthdays>;

/**
 * Who hears of a change, by what it is about to them and what they knew before.
 * In: the child then and now; who teaches which class; of the present teachers those who know the class already;
 * whether a teacher has been told of a class, or that message still waits.
 */
function hearersOf(
  before: Moment,
  after: Moment,
  teachers: TeachersThenAndNow,
  known: (ids: string[]) => string[],
  hasHeardOf: (classId: string) => (teacherId: string) => boolean,
): [about: string, people: string[]][] {
  const [was, is] = [standingAt(before), standingAt(after)];
  const { stands, concerns } = difference(was, is);
  const cause = `${causeOf(before, after)} ${knownToFamily(was)}`;
  const guardians: [string, string[]][] = concerns
    ? [[cause, [...after.who.mayDeclare, ...(after.informed ?? [])]]]
    : [];
  const here = after.atSchool ? (teachers.after.get(after.classId) ?? []) : [];
  const changed = `changed ${knownToTeacher(was)}`;
  if (before.classId === after.classId && before.atSchool && after.atSchool)
    return stands ? [[changed, known(here)], ...guardians] : guardians;
  const knew = (before.atSchool ? (teachers.before.get(before.classId) ?? []) : []).filter(hasHeardOf(before.classId));
  // Whoever does not teach the class any more, or not yet, has no list on which the child would be missed.
  const still = before.atSchool ? (teachers.after.get(before.classId) ?? []) : [];
  const lose = still.filter((id) => knew.includes(id) && !known(here).includes(id));
  return [
    ["joined", known(here).filter((id) => !knew.includes(id))],
    [changed, stands ? known(here).filter((id) => knew.includes(id)) : []],
    [`left ${before.classId} ${knownToTeacher(was)}`, lose],
    ...guardians,
  ];
}
