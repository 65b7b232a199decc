import { and, eq, isNull, sql } from "drizzle-orm";
import {
  type Cause,
  causes,
  inConflict,
  isListedAlike,
  knownToFamily,
  knownToTeacher,
} from "../../src/consent/changes.ts";
import { purposes } from "../../src/consent/event.ts";
import { answersThatCount, type ChildStanding, childStanding } from "../../src/consent/standing.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import { childIn } from "../school/children.ts";
import { classNamed, teaches } from "./class-news.ts";
import { mayKnowNow } from "../proof/custody.ts";
import { eventsOfChild } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import { prepared } from "../file/prepared.ts";
import type { Transaction } from "../file/database.ts";
import { type announcement, child, classTeacher, guardianship } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/** What one child is to one reader: on the list of the class, off it, or of the own family. */
export type ChildNews = { child: ChildInClass } & (
  | { to: "teacher"; isNew: boolean; now: ChildStanding }
  | { to: "teacher"; leftClass: string }
  | {
      to: "family";
      cause: Cause;
      participation: ChildStanding["participation"];
      conflict: boolean;
      waits: boolean;
      /** Hears it, and declares nothing. */
      onlyInformed: boolean;
    }
);

/** Whether a child concerns a person now: its class teacher, a guardian who may know, or the pupil itself. */
export function isConcerned(tx: Transaction, personId: string, childId: string): boolean {
  return isTeacherOf(tx, personId, childId) || isFamily(tx, personId, childId);
}

/**
 * What these announcements of changes to one person say now: of each child once, of none that does not concern
 * this person any more, and of none of which the person would read what it knew before.
 * Out: null where that is none.
 */
export function changeNews(
  tx: Transaction,
  rows: readonly Row[],
  now: Date,
  pupilAge: number,
): { kind: "change"; children: ChildNews[] } | null {
  const children = [...Map.groupBy(rows, (row) => row.childId ?? "")].flatMap(([childId, own]) => {
    const found = childIn(tx, childId);
    return found ? (newsOfChild(tx, found, own, now, pupilAge) ?? []) : [];
  });
  return children.length > 0 ? { kind: "change", children } : null;
}

function newsOfChild(
  tx: Transaction,
  child: ChildInClass,
  rows: readonly Row[],
  now: Date,
  pupilAge: number,
): ChildNews | null {
  const [{ personId, about }] = rows.slice(-1) as [Row];
  const events = eventsOfChild(tx, child.id);
  const who = mustAgreeOf(tx, [child.id], now, pupilAge).get(child.id);
  const standing = childStanding(events, who);
  if (isTeacherOf(tx, personId, child.id)) {
    if (knewBefore(rows, (known) => isListedAlike(known, knownToTeacher(standing)))) return null;
    const isNew = rows.some((row) => row.about === "joined") && !rows[0]?.about.startsWith("left ");
    return { child, to: "teacher", isNew, now: standing };
  }
  const cause = causes.find((one) => one === about.split(" ")[0]);
  if (cause === undefined || !isFamily(tx, personId, child.id)) return offTheList(tx, child, rows);
  const stands = isGone(tx, child.id) ? null : standing;
  if (knewBefore(rows, (known) => known === knownToFamily(stands))) return null;
  return {
    child,
    to: "family",
    cause,
    participation: stands?.participation ?? "none",
    conflict: inConflict(stands),
    onlyInformed: who?.informed.includes(personId) ?? false,
    waits: purposes.some(
      (purpose) =>
        stands?.[purpose].standing === "not_asked" &&
        answersThatCount(events, purpose, who?.mayDeclare).answers.get(personId)?.kind === "given",
    ),
  };
}

/**
 * Whether what is to be said is what the person knew before the first of these changes: there and back again.
 * What may have arrived already is said again, with what holds now.
 */
function knewBefore(rows: readonly Row[], isSaidSo: (known: string) => boolean): boolean {
  const known = knownBefore(rows);
  return known !== null && rows.every(({ claimedAt }) => claimedAt === null) && isSaidSo(known);
}

/** What the person knew before the first of these changes, or null where it knew nothing or it was not put down. */
export function knownBefore(rows: readonly Pick<Row, "about">[]): string | null {
  const [what, ...rest] = rows[0]?.about.split(" ") ?? [];
  return what === "joined" ? null : (rest.at(what === "left" ? 1 : 0) ?? null);
}

/** The child has left a class; whoever does not teach that class any more, or never heard of it, misses nobody. */
function offTheList(tx: Transaction, child: ChildInClass, rows: readonly Row[]): ChildNews | null {
  const [{ personId, about: first, claimedAt }] = rows as [Row];
  if (first === "joined" && claimedAt === null) return null;
  const classId = rows.findLast(({ about }) => about.startsWith("left "))?.about.split(" ")[1];
  if (classId === undefined || !teaches(tx, personId, classId)) return null;
  return { child, to: "teacher", leftClass: classNamed(tx, classId) };
}

/** Whether the child is in a class of this teacher now. */
export function isTeacherOf(tx: Transaction, personId: string, childId: string): boolean {
  return taughtBy(tx).get({ child: childId, teacher: personId }) !== undefined;
}

const taughtBy = prepared((db) =>
  db
    .select({ id: child.id })
    .from(child)
    .innerJoin(classTeacher, eq(classTeacher.classId, child.classId))
    .where(
      and(
        eq(child.id, sql.placeholder("child")),
        isNull(child.goneAt),
        eq(classTeacher.teacherId, sql.placeholder("teacher")),
      ),
    )
    .prepare(),
);

function isFamily(tx: Transaction, personId: string, childId: string): boolean {
  const own = and(eq(guardianship.childId, childId), eq(guardianship.guardianId, personId), mayKnowNow);
  const self = and(eq(child.id, childId), eq(child.pupilId, personId));
  return (
    tx.select().from(guardianship).where(own).get() !== undefined ||
    tx.select({ id: child.id }).from(child).where(self).get() !== undefined
  );
}

const isGone = (tx: Transaction, childId: string) =>
  tx.select({ goneAt: child.goneAt }).from(child).where(eq(child.id, childId)).get()?.goneAt !== null;
