import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { and, eq, gt, inArray, isNotNull, isNull, max } from "drizzle-orm";
import type { Participation, Standing } from "../../src/consent/standing.ts";
import { ageOn } from "../../src/school/age.ts";
import { folded } from "../../src/school/folded.ts";
import { standingsOf } from "../proof/events.ts";
import type { Database } from "../file/database.ts";
import { account, child, childChange, guardianship, joinCode, schoolClass } from "../schema.ts";

/** A child at the school, as the lists of the office show it. */
export interface ChildNow {
  id: string;
  givenName: string;
  familyName: string;
  /** The name without case and diacritics, for searching. */
  folded: string;
  birthDate: string | null;
  classId: string;
  className: string;
  bothMustAgree: boolean;
  /** How many may declare for it, and how many of them are tied to an account. */
  people: number;
  joined: number;
  /** Somebody has a code or an account, or has answered. */
  asked: boolean;
  audio: Standing;
  video: Standing;
  participation: Participation;
}

const atOnce = 250;

/**
 * Every child with what stands for it, kept in memory: a page does not look at everyone's events again.
 * It follows the changes that the database puts down for each child, whoever made them. In: the age from which a pupil must agree as well.
 */
export function openSchoolView(database: Database, pupilAge: number) {
  const children = new Map<string, ChildNow>();
  let [seen, day, toDo, done] = [-1, "", 0, 0];
  let following: Promise<void> | null = null;

  /** In slices, so that the bot answers in between. */
  async function follow(now: Date): Promise<void> {
    const newest =
      database
        .select({ seq: max(childChange.seq) })
        .from(childChange)
        .get()?.seq ?? 0;
    const ids =
      seen < 0
        ? database
            .select({ id: child.id })
            .from(child)
            .where(isNull(child.goneAt))
            .all()
            .map((row) => row.id)
        : [
            ...new Set([
              ...database
                .select({ id: childChange.childId })
                .from(childChange)
                .where(gt(childChange.seq, seen))
                .all()
                .map((row) => row.id),
              ...comeOfAge(now),
            ]),
          ];
    [toDo, done] = [ids.length, 0];
    for (; done < ids.length; done += atOnce) {
      if (done > 0) await setImmediate();
      look(ids.slice(done, done + atOnce), now);
    }
    [seen, day, toDo, done] = [newest, now.toISOString().slice(0, 10), 0, 0];
  }

  function comeOfAge(now: Date): string[] {
    if (day === now.toISOString().slice(0, 10)) return [];
    const [before, ofAge] = [
      new Date(`${day}T00:00:00Z`),
      (birthDate: string | null, on: Date) => (ageOn(birthDate, on) ?? 0) >= pupilAge,
    ];
    return [...children.values()]
      .filter(({ birthDate }) => ofAge(birthDate, before) !== ofAge(birthDate, now))
      .map(({ id }) => id);
  }

  function look(ids: readonly string[], now: Date): void {
    const rows = database
      .select()
      .from(child)
      .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
      .where(and(inArray(child.id, [...ids]), isNull(child.goneAt)))
      .all();
    const standings = standingsOf(database, ids, now, pupilAge);
    const ties = tiesOf(database, ids);
    for (const id of ids) children.delete(id);
    for (const {
      child: { id, givenName, familyName, birthDate, classId, bothMustAgree },
      school_class: { name: className },
    } of rows) {
      const { audio, video, participation } = standings.get(id) ?? {
        audio: { standing: "not_asked" as const, by: null },
        video: { standing: "not_asked" as const, by: null },
        participation: "none" as const,
      };
      const { people, joined, asked } = ties.get(id) ?? { people: 0, joined: 0, asked: false };
      children.set(id, {
        id,
        givenName,
        familyName,
        folded: folded({ givenName, familyName }),
        birthDate,
        classId,
        className,
        bothMustAgree,
        people,
        joined,
        asked: asked || joined > 0 || audio.by !== null || video.by !== null,
        audio: audio.standing,
        video: video.standing,
        participation,
      });
    }
  }

  return {
    /** Whether every child has been looked at once, or is within so many milliseconds. */
    async ready(now: Date, patienceMs: number): Promise<boolean> {
      if (seen >= 0) return true;
      following ??= follow(now).finally(() => (following = null));
      await Promise.race([following, sleep(patienceMs, undefined, { ref: false })]);
      return seen >= 0;
    },

    /** Every child as it is now. */
    async children(now: Date): Promise<ReadonlyMap<string, ChildNow>> {
      // One that has begun may not have seen the newest change.
      while (following) await following.catch(() => undefined);
      following = follow(now).finally(() => (following = null));
      await following;
      return children;
    },

    /** How much has been looked at, where that takes longer: 0 to 1. */
    readSoFar: (): number => (toDo === 0 ? 0 : done / toDo),
  };
}

export type SchoolView = ReturnType<typeof openSchoolView>;

/** Who belongs to these children, and whether they have joined or have ever been given a code. */
function tiesOf(
  database: Database,
  ids: readonly string[],
): Map<string, { people: number; joined: number; asked: boolean }> {
  const guardians = database
    .select({ childId: guardianship.childId, personId: guardianship.guardianId })
    .from(guardianship)
    .where(inArray(guardianship.childId, [...ids]))
    .all();
  const pupils = database
    .select({ childId: child.id, personId: child.pupilId })
    .from(child)
    .where(and(inArray(child.id, [...ids]), isNotNull(child.pupilId)))
    .all();
  const all = [...guardians, ...pupils.map(({ childId, personId }) => ({ childId, personId: personId ?? "" }))];
  const people = [...new Set(all.map(({ personId }) => personId))];
  const joined = new Set(
    database
      .select({ id: account.personId })
      .from(account)
      .where(inArray(account.personId, people))
      .all()
      .map((row) => row.id),
  );
  const asked = new Set(
    database
      .select({ id: joinCode.personId })
      .from(joinCode)
      .where(inArray(joinCode.personId, people))
      .all()
      .map((row) => row.id),
  );
  return new Map(
    [...Map.groupBy(all, ({ childId }) => childId)].map(([childId, own]) => [
      childId,
      {
        people: own.length,
        joined: own.filter(({ personId }) => joined.has(personId)).length,
        asked: own.some(({ personId }) => asked.has(personId)),
      },
    ]),
  );
}
