import { and, eq, isNull } from "drizzle-orm";
import { type Cause, causes } from "../../src/consent/changes.ts";
import { purposes } from "../../src/consent/event.ts";
import { answersThatCount, type ChildStanding, childStanding } from "../../src/consent/standing.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import { childIn } from "../school/children.ts";
import { eventsOfChild } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import type { Transaction } from "../file/database.ts";
import { type announcement, child, classTeacher, guardianship, schoolClass } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/** What one child is to one reader: on the list of the class, off it, or of the own family. */
export type ChildNews = { child: ChildInClass } & (
  | { to: "teacher"; isNew: boolean; now: ChildStanding }
  | { to: "teacher"; leftClass: string }
  | { to: "family"; cause: Cause; participation: ChildStanding["participation"]; conflict: boolean; waits: boolean }
);

/** Whether a child concerns a person now: its class teacher, its guardian, or the pupil itself. */
export function isConcerned(tx: Transaction, personId: string, childId: string): boolean {
  return isTeacherOf(tx, personId, childId) || isFamily(tx, personId, childId);
}

/**
 * What these announcements of changes to one person say now: of each child once, and of none that does not concern
 * this person any more. Out: null where that is none.
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
  if (isTeacherOf(tx, personId, child.id))
    return { child, to: "teacher", isNew: rows.some((row) => row.about === "joined"), now: standing };
  const cause = causes.find((one) => one === about);
  if (cause === undefined || !isFamily(tx, personId, child.id)) return offTheList(tx, child, personId, about);
  const gone = isGone(tx, child.id);
  const answered = purposes.filter((purpose) => standing[purpose].standing === "not_asked");
  return {
    child,
    to: "family",
    cause,
    participation: gone ? "none" : standing.participation,
    conflict: !gone && purposes.some((purpose) => standing[purpose].standing === "conflict"),
    waits:
      !gone &&
      answered.some(
        (purpose) => answersThatCount(events, purpose, who?.mayDeclare).answers.get(personId)?.kind === "given",
      ),
  };
}

/** The child has left a class; whoever does not teach that class any more misses nobody. */
function offTheList(tx: Transaction, child: ChildInClass, personId: string, about: string): ChildNews | null {
  const [what, classId = ""] = about.split(" ");
  const taught = and(eq(classTeacher.classId, classId), eq(classTeacher.teacherId, personId));
  if (what !== "left" || !tx.select().from(classTeacher).where(taught).get()) return null;
  const leftClass = tx.select().from(schoolClass).where(eq(schoolClass.id, classId)).get()?.name ?? "";
  return { child, to: "teacher", leftClass };
}

function isTeacherOf(tx: Transaction, personId: string, childId: string): boolean {
  const row = tx
    .select({ id: child.id })
    .from(child)
    .innerJoin(classTeacher, eq(classTeacher.classId, child.classId))
    .where(and(eq(child.id, childId), isNull(child.goneAt), eq(classTeacher.teacherId, personId)))
    .get();
  return row !== undefined;
}

function isFamily(tx: Transaction, personId: string, childId: string): boolean {
  const own = and(eq(guardianship.childId, childId), eq(guardianship.guardianId, personId));
  const self = and(eq(child.id, childId), eq(child.pupilId, personId));
  return (
    tx.select().from(guardianship).where(own).get() !== undefined ||
    tx.select({ id: child.id }).from(child).where(self).get() !== undefined
  );
}

const isGone = (tx: Transaction, childId: string) =>
  tx.select({ goneAt: child.goneAt }).from(child).where(eq(child.id, childId)).get()?.goneAt !== null;
