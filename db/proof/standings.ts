import { eq, inArray } from "drizzle-orm";
import { type ChildStanding, childStanding, type MustAgree } from "../../src/consent/standing.ts";
import { ageOn } from "../../src/school/age.ts";
import { eventsOfChildren } from "./events.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, guardianship } from "../schema.ts";

const atOnce = 500;

/** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
export function standingsOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, ChildStanding> {
  const standings = new Map<string, ChildStanding>();
  for (let from = 0; from < childIds.length; from += atOnce) {
    const some = childIds.slice(from, from + atOnce);
    const events = eventsOfChildren(db, some);
    const agree = mustAgreeOf(db, some, now, pupilAge);
    for (const id of some) standings.set(id, childStanding(events.get(id) ?? [], agree.get(id)));
  }
  return standings;
}

/**
 * Who must agree for these children: every guardian where the office has marked it,
 * the pupil from the age in the setting.
 */
export function mustAgreeOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, MustAgree> {
  const rows = db
    .select({ id: child.id, birthDate: child.birthDate, both: child.bothMustAgree, guardian: guardianship.guardianId })
    .from(child)
    .leftJoin(guardianship, eq(guardianship.childId, child.id))
    .where(inArray(child.id, [...childIds]))
    .all();
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => [
      id,
      {
        guardians: own
          .filter((row) => row.both)
          .map((row) => row.guardian)
          .filter((guardian) => guardian !== null),
        pupil: (ageOn(own[0]?.birthDate ?? null, now) ?? 0) >= pupilAge,
      },
    ]),
  );
}
