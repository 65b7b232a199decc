import type { ImportPlan, SchoolRoll } from "../planning/import-plan.ts";

/** A name as somebody types it, read by the rules of `typedName`. */
export interface Names {
  givenName: string;
  familyName: string;
}

/** Who is meant: somebody who is stored, or a name; `isNew`: somebody has said that it is none of the namesakes. */
export type Meant = { id: string } | (Names & { isNew: boolean });

/** What somebody of the office changes of the school's roll by hand. Days are ISO. */
export type HandAct =
  | (Names & {
      what: "addChild";
      birthDate: string | null;
      className: string;
      guardians: readonly Meant[];
      isNew: boolean;
    })
  | { what: "addGuardian"; childId: string; person: Meant }
  | { what: "addTeacher"; classId: string; person: Meant }
  | { what: "endTeacher"; classId: string; teacherId: string }
  | (Names & { what: "correctTeacher"; classId: string; teacherId: string })
  | { what: "moveChild"; childId: string; className: string }
  | { what: "leave"; childId: string; on: string }
  | { what: "comeBack"; childId: string; className: string };

export const handActs = [
  "addChild",
  "addGuardian",
  "addTeacher",
  "endTeacher",
  "correctTeacher",
  "moveChild",
  "leave",
  "comeBack",
] as const satisfies HandAct["what"][];
export type HandActName = (typeof handActs)[number];

/** Somebody who is stored and may be meant. */
export interface Candidate {
  id: string;
  name: string;
  /** Classes of a teacher, children of a guardian, the class of a child, in words. */
  belongsTo: string[];
  birthDate: string | null;
  gone: boolean;
}

/**
 * Why nothing is done. `unchanged`: it is so already; `stored`: this child is there already;
 * `perhaps`: somebody of this name is stored, and it must be said who is meant; `unknown`: what it is about is not
 * there; `before`: this very act was done before.
 */
export interface NotDone {
  refused: "unchanged" | "stored" | "perhaps" | "unknown" | "before";
  candidates: Candidate[];
  /** Of a new child's guardians the one who is asked about, counted from 0. */
  guardian?: number;
}

/** What is planned, and the id of the child or the class that it is about. */
export interface PlannedByHand {
  plan: ImportPlan;
  about: string;
}

export type RollThen = Readonly<SchoolRoll>;
