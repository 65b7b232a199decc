import { and, between, isNull } from "drizzle-orm";
import { causeOf, difference, type Moment, standingAt } from "../../src/consent/changes.ts";
import { ageOn } from "../../src/school/age.ts";
import { birthdaysSeen, momentsOf, seeBirthdays } from "../proof/moments.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, child, classTeacher } from "../schema.ts";
import { announce } from "./announce.ts";

/** When it happens, and the age from which a pupil must agree as well. */
export interface Telling {
  now: Date;
  pupilAge: number;
}

/**
 * Does work that may change what stands for these children, and puts down in the same unit of work who hears of it:
 * the class teachers of what stands and of who comes and goes,
 * the guardians (and the pupil of age) of what may be done and of a conflict.
 * Whoever has no account is told nothing: it is seen when they join. Out: what the work gives.
 */
export function tellingChanges<T>(
  tx: Transaction,
  childIds: readonly string[],
  { now, pupilAge }: Telling,
  work: () => T,
): T {
  const before = momentsOf(tx, childIds, birthdaysSeen(tx, now), pupilAge);
  const taught = teachersByClass(tx);
  const done = work();
  const after = momentsOf(tx, childIds, now, pupilAge);
  const teachers = { before: taught, after: teachersByClass(tx) };
  const reached = new Set(
    tx
      .select({ id: account.personId })
      .from(account)
      .all()
      .map(({ id }) => id),
  );
  for (const [childId, then] of after) {
    const first = before.get(childId);
    // A child who is new to the school has nothing that could have changed.
    if (!first) continue;
    const row = (about: string) => ({ kind: "change" as const, about, childId, at: now.toISOString() });
    for (const [about, people] of hearersOf(first, then, teachers))
      announce(
        tx,
        row(about),
        people.filter((id) => reached.has(id)),
      );
  }
  return done;
}

/** What a birthday has changed since the last time. Out: how many children it was. */
export function openBirthdays(database: Database, pupilAge: number) {
  return {
    async tell(now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const ids = birthdaysBetween(tx, birthdaysSeen(tx, now), now, pupilAge);
        return tellingChanges(tx, ids, { now, pupilAge }, () => {
          seeBirthdays(tx, now);
          return ids.length;
        });
      });
    },
  };
}

export type Birthdays = ReturnType<typeof openBirthdays>;

/** The teachers of each class, before and after. */
type Teachers = Record<"before" | "after", Map<string, string[]>>;

/** Who hears of a change, by what it is about to them. */
function hearersOf(before: Moment, after: Moment, teachers: Teachers): [about: string, people: string[]][] {
  const { stands, concerns } = difference(standingAt(before), standingAt(after));
  const guardians: [string, string[]][] = concerns ? [[causeOf(before, after), [...after.who.mayDeclare]]] : [];
  const here = after.atSchool ? (teachers.after.get(after.classId) ?? []) : [];
  if (before.classId === after.classId && before.atSchool && after.atSchool)
    return stands ? [["changed", here], ...guardians] : guardians;
  const knew = before.atSchool ? (teachers.before.get(before.classId) ?? []) : [];
  // Whoever does not teach the class any more has no list on which the child would be missed.
  const lose = before.atSchool ? (teachers.after.get(before.classId) ?? []).filter((id) => !here.includes(id)) : [];
  return [
    ["joined", here.filter((id) => !knew.includes(id))],
    ["changed", stands ? here.filter((id) => knew.includes(id)) : []],
    [`left ${before.classId}`, lose],
    ...guardians,
  ];
}

function teachersByClass(tx: Transaction): Map<string, string[]> {
  const rows = Map.groupBy(tx.select().from(classTeacher).all(), (row) => row.classId);
  return new Map([...rows].map(([classId, own]) => [classId, own.map((row) => row.teacherId)]));
}

function birthdaysBetween(tx: Transaction, one: Date, other: Date, pupilAge: number): string[] {
  const [from, to] = one < other ? [one, other] : [other, one];
  // A day more on each side: the others need not be looked at.
  const bornOn = (date: Date, days: number) =>
    new Date(Date.UTC(date.getUTCFullYear() - pupilAge, date.getUTCMonth(), date.getUTCDate() + days))
      .toISOString()
      .slice(0, 10);
  const ofAge = (birthDate: string | null, on: Date) => (ageOn(birthDate, on) ?? 0) >= pupilAge;
  return tx
    .select()
    .from(child)
    .where(and(isNull(child.goneAt), between(child.birthDate, bornOn(from, -1), bornOn(to, 1))))
    .all()
    .filter(({ birthDate }) => ofAge(birthDate, from) !== ofAge(birthDate, to))
    .map(({ id }) => id);
}
