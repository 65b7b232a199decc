import type { Child, SchoolClass } from "../people.ts";
import type { Change, ClassTeacher, Guardianship, ImportPlan, StoredPerson } from "../planning/import-plan.ts";

/** A child and a person as they are stored, with when they left (ISO). */
export type ChildThen = Child & { goneAt: string | null };
export type PersonThen = StoredPerson & { goneAt: string | null };
/** Whose child it is, with whatever else stands beside it. */
export type GuardianshipThen = Guardianship & Readonly<Record<string, unknown>>;

/** By which it is known again whose child it is, and who teaches which class. */
export const pair = ({ guardianId, childId }: Guardianship) => `${guardianId} ${childId}`;
export const taught = ({ teacherId, classId }: ClassTeacher) => `${teacherId} ${classId}`;

/** Some of the roll, whole rows. */
export interface PartOfRoll {
  children: ChildThen[];
  people: PersonThen[];
  guardianships: GuardianshipThen[];
  classTeachers: ClassTeacher[];
}

/** What a plan has made of the roll: what it touched, as it was before and as it left it. */
export interface RollChange {
  newClasses: SchoolClass[];
  was: PartOfRoll;
  became: PartOfRoll;
}

/** What the log says of a change: without a name. Classes and days in words as the school writes them. */
export interface Detail {
  changes: Change[];
  counts: { new: number; changed: number; gone: number } | null;
  /** The names of the files of an import. */
  files: string[];
}

const nameless = new Set<Change["what"]>(["class", "returned", "left", "classJoined", "classLeft"]);

/** What of a plan stands in the log. In: the files of an import; null for an act by hand. */
export function detailOf({ rows }: ImportPlan, files: readonly string[] | null): Detail {
  if (files === null) {
    const changes = rows.flatMap((row) => row.changes);
    const shown = changes.map((one) => (nameless.has(one.what) ? one : { what: one.what, from: null, to: null }));
    return { changes: shown, counts: null, files: [] };
  }
  const count = (fate: string) => rows.filter((row) => row.who === "child" && row.fate === fate).length;
  return {
    changes: [],
    counts: { new: count("new"), changed: count("changed"), gone: count("gone") },
    files: [...files],
  };
}

/** For so many days a change can be taken back, and what was before it is kept for that. */
export const undoDays = 7;

/** Whether what was before a change is still kept. In: when it was made (ISO); now. */
export const canStillUndo = (at: string, now: Date): boolean =>
  now.getTime() - Date.parse(at) < undoDays * 24 * 60 * 60 * 1000;
