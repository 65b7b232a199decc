import { eq, inArray } from "drizzle-orm";
import type { Moment } from "../../src/consent/changes.ts";
import { oneGuardian } from "../../src/consent/standing.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { eventsOfChildren } from "./events.ts";
import { mustAgreeOf } from "./standings.ts";
import type { Transaction } from "../file/database.ts";
import { child, dailyRound } from "../schema.ts";

const atOnce = 500;
const round = "standing";

/** These children as they are. In: the time, for a birthday counts. Out: a map by child id. */
export function momentsOf(
  tx: Transaction,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, Moment> {
  const moments = new Map<string, Moment>();
  for (let from = 0; from < childIds.length; from += atOnce) {
    const some = childIds.slice(from, from + atOnce);
    const events = eventsOfChildren(tx, some);
    const agreeing = mustAgreeOf(tx, some, now, pupilAge);
    for (const { id, bothMustAgree: both, classId, goneAt } of childrenWith(tx, some)) {
      const who = agreeing.get(id) ?? { ...oneGuardian, mayDeclare: [] };
      const standing = childStanding(events.get(id) ?? [], who);
      moments.set(id, { standing, who, both, classId, atSchool: goneAt === null });
    }
  }
  return moments;
}

/**
 * The time up to which birthdays have been looked at: what a birthday has changed since is a change like any other,
 * whatever comes first, the daily round or an answer.
 */
export function birthdaysSeen(tx: Transaction, now: Date): Date {
  const at = tx.select().from(dailyRound).where(eq(dailyRound.name, round)).get()?.at;
  return at === undefined ? now : new Date(at);
}

/** From now on birthdays have been looked at up to now. */
export function seeBirthdays(tx: Transaction, now: Date): void {
  const row = { name: round, at: now.toISOString() };
  tx.insert(dailyRound).values(row).onConflictDoUpdate({ target: dailyRound.name, set: row }).run();
}

const childrenWith = (tx: Transaction, ids: readonly string[]) =>
  tx
    .select()
    .from(child)
    .where(inArray(child.id, [...ids]))
    .all();
