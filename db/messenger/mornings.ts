import { and, asc, eq, gt, isNull, lte, notExists, sql } from "drizzle-orm";
import { changedSince, type ClassCount, countClass } from "../../src/consent/class-count.ts";
import { dueTimes, isLate, isSchoolDay, type SchoolTime } from "../../src/school/morning.ts";
import type { SchoolClass } from "../../src/school/people.ts";
import { changesSince, type Since } from "../school/since.ts";
import { announce } from "./announce.ts";
import { seenBy } from "./class-lists.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { periodRuns } from "../proof/periods.ts";
import { standingsOf } from "../proof/standings.ts";
import { announcement, child, classTeacher, morningLine, person, schoolClass } from "../schema.ts";

/** The classes of a teacher in the morning, in figures. */
export interface MorningNews {
  kind: "morning";
  classes: { schoolClass: SchoolClass; count: ClassCount }[];
}

/** The line before the first lesson: of the class for a teacher who wants it, of the school for the office. */
export function openMornings(database: Database, pupilAge: number) {
  return {
    /** What has become different since a moment. */
    async changes(since: Date, now: Date): Promise<Since> {
      return changesSince(database, since.toISOString(), now, pupilAge);
    },

    /** When (HH:MM) this teacher wants it, or null. */
    async of(teacherId: string): Promise<string | null> {
      const own = eq(morningLine.teacherId, teacherId);
      return database.select().from(morningLine).where(own).get()?.time ?? null;
    },

    /** Wants it at this time (HH:MM), from this day (ISO date). */
    async want(teacherId: string, time: string, fromDay: string): Promise<void> {
      const row = { teacherId, time, fromDay };
      await inOneTransaction(database, (tx) =>
        tx.insert(morningLine).values(row).onConflictDoUpdate({ target: morningLine.teacherId, set: row }).run(),
      );
    },

    async end(teacherId: string): Promise<void> {
      await inOneTransaction(database, (tx) =>
        tx.delete(morningLine).where(eq(morningLine.teacherId, teacherId)).run(),
      );
    },

    /**
     * Puts down whom the line is to be told now: once a day, on school days; teachers while the period runs.
     * Out: how many it are.
     */
    async put(school: SchoolTime, now: Date): Promise<number> {
      if (!isSchoolDay(school.day) || due(database, school).length === 0) return 0;
      const whole = { evenInDoubt: false };
      const put = (tx: Transaction) => {
        const people = due(tx, school);
        announce(tx, { kind: "morning", about: school.day, at: now.toISOString() }, people);
        return people.length;
      };
      return inOneLightTransaction(database, put, whole);
    },
  };
}

export type Mornings = ReturnType<typeof openMornings>;

/** Whose line is due and was not put down today; teachers have one while there is something to take part in. */
function due(db: Database | Transaction, { day, time }: SchoolTime): string[] {
  const { after, upTo } = dueTimes(time);
  const today = db
    .select({ one: sql`1` })
    .from(announcement)
    .where(
      and(
        eq(announcement.personId, morningLine.teacherId),
        eq(announcement.kind, "morning"),
        eq(announcement.about, day),
      ),
    );
  const wanted = and(lte(morningLine.time, upTo), gt(morningLine.time, after), lte(morningLine.fromDay, day));
  const rows = db
    .select({ id: morningLine.teacherId, role: person.role })
    .from(morningLine)
    .innerJoin(person, eq(person.id, morningLine.teacherId))
    .where(and(wanted, notExists(today)))
    .all();
  if (rows.length === 0) return [];
  const runs = periodRuns(db);
  return rows.filter(({ role }) => role === "office" || runs).map(({ id }) => id);
}

/**
 * What a teacher's line says now.
 * Out: null where it has become needless: it is too late, or not wanted any more, or there is nothing to take part in.
 */
export function morningNews(
  tx: Transaction,
  { personId, bornAt }: Pick<typeof announcement.$inferSelect, "personId" | "bornAt">,
  now: Date,
  pupilAge: number,
): MorningNews | null {
  const wanted = tx.select().from(morningLine).where(eq(morningLine.teacherId, personId)).get();
  if (!wanted || isLate(bornAt, now) || !periodRuns(tx)) return null;
  const classes = classesOf(tx, personId).map((schoolClass) => {
    const standings = standingsOf(tx, childrenOf(tx, schoolClass.id), now, pupilAge);
    const seen = seenBy(tx, personId, [...standings.keys()]);
    return { schoolClass, count: countClass(standings, changedSince(standings, seen.of)) };
  });
  return classes.length > 0 ? { kind: "morning", classes } : null;
}

const classesOf = (tx: Transaction, teacherId: string): SchoolClass[] =>
  tx
    .select({ id: schoolClass.id, name: schoolClass.name })
    .from(classTeacher)
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .where(eq(classTeacher.teacherId, teacherId))
    .orderBy(asc(schoolClass.name))
    .all();

const childrenOf = (tx: Transaction, classId: string): string[] =>
  tx
    .select({ id: child.id })
    .from(child)
    .where(and(eq(child.classId, classId), isNull(child.goneAt)))
    .all()
    .map(({ id }) => id);
