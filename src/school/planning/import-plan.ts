import type { Custody } from "../../consent/custody.ts";
import type { Column, OfficeFile } from "../office-file.ts";
import type { Child, Person, SchoolClass } from "../people.ts";
import type { Place, Problem } from "../problem.ts";

export type StoredPerson = Person & { key: string | null };
export type StoredChild = Child & { gone: boolean };
export interface Guardianship {
  guardianId: string;
  childId: string;
}
/** What holds between a child and a guardian. */
export interface StoredCustody extends Guardianship {
  custody: Custody;
}
export interface ClassTeacher {
  teacherId: string;
  classId: string;
}

/** What is stored of the school. */
export interface SchoolRoll {
  classes: SchoolClass[];
  children: StoredChild[];
  people: (StoredPerson & { gone: boolean })[];
  guardianships: Guardianship[];
  classTeachers: ClassTeacher[];
  /** What holds of custody, where there is a fact. */
  custody?: StoredCustody[];
}

export const changeKinds = [
  "name",
  "birthDate",
  "class",
  "language",
  "bothMustAgree",
  "key",
  "returned",
  "left",
  "guardianJoined",
  "guardianLeft",
  "guardianName",
  "classJoined",
  "classLeft",
] as const;

/** A child who is marked as gone; `on`: the day (ISO), where it is known, else it is when the plan is carried out. */
export type LeavingChild = Child & { on?: string };

/** How many of a class would be gone. */
export interface ClassLeaving {
  className: string;
  count: number;
  of: number;
}

/** One thing that an import would change about a child or a teacher. */
export interface Change {
  what: (typeof changeKinds)[number];
  from: string | null;
  to: string | null;
}

/**
 * A child or a teacher in the preview.
 * `unclear`: nothing is done until somebody has said which of the candidates it is, or that it is none of them.
 */
export interface PlannedRow {
  who: "child" | "teacher";
  fate: "new" | "changed" | "gone" | "unclear";
  file: string;
  /** The line of the file; null for one who is stored and not in the file. */
  row: number | null;
  name: string;
  className: string | null;
  birthDate: string | null;
  changes: Change[];
  candidates: { id: string; name: string; className: string; birthDate: string | null }[];
}

/** What a file has left to do for a child, without the words that stood there. */
export interface LeftOpen {
  childId: string;
  what: "guardianIncomplete";
}

/** What an import would do: plain data, shown before and carried out whole. Nothing is deleted; who left is marked. */
export interface ImportPlan {
  newClasses: SchoolClass[];
  newChildren: Child[];
  changedChildren: Child[];
  goneChildren: LeavingChild[];
  newPeople: StoredPerson[];
  changedPeople: StoredPerson[];
  newGuardianships: Guardianship[];
  endedGuardianships: Guardianship[];
  newClassTeachers: ClassTeacher[];
  endedClassTeachers: ClassTeacher[];
  /** Whose custody must be decided before anything goes to them. */
  openCustody: StoredCustody[];
  /** The rows that speak of custody, each with its child. */
  custodyFlags: (Place & { childId: string })[];
  /** The preview, in the order of the files. */
  rows: PlannedRow[];
  unchangedChildren: number;
  /** Classes with children that no file lists: they stay as they are. */
  untouchedClasses: string[];
  /** Whether whoever is missing in the file counts as gone (`whole`), or nobody does (`adds`). */
  mode: "whole" | "adds";
  /** Whether the files list any class whole, so that the mode makes a difference. */
  listsClasses: boolean;
  /** Classes of which more than a third would be gone: somebody has to say once more that it is so. */
  leaving: ClassLeaving[];
  /** Classes of which nobody is in a list of the school: left, or only not in this file. */
  missingClasses: ClassLeaving[];
  /** Children of whom a row said something that could not be taken over, and somebody has to do it. */
  leftOpen: LeftOpen[];
  problems: Problem[];
  columns: Column[];
  files: OfficeFile["files"];
}

export interface ImportOptions {
  /** The class of children whose file knows none. */
  className?: string;
  /** The school's calendar day, so that a birth date in the future is noticed. */
  today?: string;
  /** What somebody has said of unclear rows: `file:row` → the id of a candidate, or "new". */
  chosen?: Readonly<Record<string, string>>;
  /** Whether the file lists its classes whole; `guess`: as the file looks. */
  mode?: "whole" | "adds" | "guess";
  /** Classes that are in no list any more, of which somebody has said that their children have left. */
  leftClasses?: readonly string[];
}

/** A plan that does nothing yet. */
export function emptyPlan(file: OfficeFile): ImportPlan {
  return {
    newClasses: [],
    newChildren: [],
    changedChildren: [],
    goneChildren: [],
    newPeople: [],
    changedPeople: [],
    newGuardianships: [],
    endedGuardianships: [],
    newClassTeachers: [],
    endedClassTeachers: [],
    openCustody: [],
    custodyFlags: [],
    rows: [],
    unchangedChildren: 0,
    untouchedClasses: [],
    mode: "whole",
    listsClasses: file.listedClasses.length > 0,
    leaving: [],
    missingClasses: [],
    leftOpen: [],
    problems: [...file.problems],
    columns: file.columns,
    files: file.files,
  };
}
