import { and, eq, isNull, like } from "drizzle-orm";
import type { Moment } from "../../src/consent/changes.ts";
import type { Transaction } from "../file/database.ts";
import { announcement, child, classTeacher } from "../schema.ts";
import { announce } from "./announce.ts";

/** The teachers of each class, before a piece of work and after it. */
export type TeachersThenAndNow = Record<"before" | "after", Map<string, string[]>>;

/** Who teaches which class now. */
export function teachersByClass(tx: Transaction): Map<string, string[]> {
  const rows = Map.groupBy(tx.select().from(classTeacher).all(), (row) => row.classId);
  return new Map([...rows].map(([classId, own]) => [classId, own.map((row) => row.teacherId)]));
}

/**
 * Whether a teacher has heard of a class: not of one whose message still waits, for it may be put away untold.
 * In: before anything more is put down. Out: by class and teacher.
 */
export function classesHeardOf(tx: Transaction): (classId: string) => (teacherId: string) => boolean {
  const { personId, about, sentAt, kind } = announcement;
  const waiting = tx
    .select({ personId, about })
    .from(announcement)
    .where(and(eq(kind, "class"), isNull(sentAt), like(about, "joined %")))
    .all();
  const unheard = new Set(waiting.map((row) => `${row.personId} ${row.about}`));
  return (classId) => (teacherId) => !unheard.has(`${teacherId} joined ${classId}`);
}

/**
 * Puts down for whom a class is new, and for whom it is no longer the own one. Who goes up with the children,
 * or still has all of them, hears nothing of it. In: the children whom the work was about, as they were;
 * who is reached; when. Out: whether a class is new to a teacher, who then hears of it as a whole.
 */
export function tellingClasses(
  tx: Transaction,
  before: ReadonlyMap<string, Moment>,
  teachers: TeachersThenAndNow,
  reached: ReadonlySet<string>,
  at: string,
): (classId: string, teacherId: string) => boolean {
  const begun = pairsIn(teachers.after).filter((one) => !has(teachers.before, one));
  const ended = pairsIn(teachers.before).filter((one) => !has(teachers.after, one));
  if (begun.length + ended.length === 0) return () => false;
  const places = placesOf(tx, before);
  const teaches = (taught: Map<string, string[]>, teacherId: string) => (classId: string | null) =>
    classId !== null && (taught.get(classId) ?? []).includes(teacherId);
  const isNew = begun.filter(({ classId, teacherId }) =>
    places.some(({ was, is }) => is === classId && !teaches(teachers.before, teacherId)(was)),
  );
  const isOver = ended.filter(({ classId, teacherId }) =>
    places.some(({ was, is }) => was === classId && !teaches(teachers.after, teacherId)(is)),
  );
  const tell = (about: string, teacherId: string) =>
    announce(tx, { kind: "class", about, at }, reached.has(teacherId) ? [teacherId] : []);
  for (const { classId, teacherId } of isNew) tell(`joined ${classId}`, teacherId);
  for (const { classId, teacherId } of isOver) tell(`left ${classId}`, teacherId);
  return (classId, teacherId) => isNew.some((one) => one.classId === classId && one.teacherId === teacherId);
}

interface Pair {
  classId: string;
  teacherId: string;
}

const pairsIn = (taught: Map<string, string[]>): Pair[] =>
  [...taught].flatMap(([classId, teachers]) => teachers.map((teacherId) => ({ classId, teacherId })));

const has = (taught: Map<string, string[]>, { classId, teacherId }: Pair): boolean =>
  taught.get(classId)?.includes(teacherId) ?? false;

/** In which class each child was and is; null: not at the school. In: those who may have changed, as they were. */
function placesOf(tx: Transaction, before: ReadonlyMap<string, Moment>): { was: string | null; is: string | null }[] {
  const { id, classId, goneAt } = child;
  return tx
    .select({ id, classId, goneAt })
    .from(child)
    .all()
    .map((row) => {
      const is = row.goneAt === null ? row.classId : null;
      const first = before.get(row.id);
      return { was: first ? (first.atSchool ? first.classId : null) : is, is };
    });
}
