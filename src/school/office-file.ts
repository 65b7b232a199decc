import type { Place, Problem } from "./problem.ts";

/** What every reader of an office's file hands on: rows in the school's words, and what was left behind. */

export interface PersonRow {
  givenName: string;
  familyName: string;
  /**
   * The office's own key of this person, or a hash that tells it from namesakes;
   * two rows with the same key are one person.
   */
  key: string | null;
}

/** Where letters to a person go, where it was asked for; a plan knows nothing of it. */
export interface LettersTo {
  /** By columns of this person's own. */
  postal?: readonly string[];
  /** By columns of the whole row: the child's, or whoever's it is. */
  postalShared?: readonly string[];
  /** The own columns say something that no letter can be sent by. */
  postalUnusable?: true;
  /** The columns say that nobody may know it. */
  postalBlocked?: true;
}

export interface GuardianRow extends PersonRow, LettersTo, Place {}

/** A line of a file that says something of which nobody knows whether it is about how these parents live. */
export interface SpeakingRow extends Place {
  /** Every word in it, folded. */
  words: ReadonlySet<string>;
  /** The addresses in it, folded. */
  addresses: readonly string[];
  /** It is no row of a list, so that a family's name alone may mean all of them. */
  note?: true;
}

export interface ChildRow extends PersonRow, Place {
  /** The numbers of the same child in other programs' files of this import. */
  otherKeys: string[];
  /** ISO date or null. */
  birthDate: string | null;
  /** Class name, or null where the file does not know it. */
  className: string | null;
  /** ISO 639-1, or null where the file does not know it. */
  language: string | null;
  /** Null where the file says nothing of it. */
  bothMustAgree: boolean | null;
  /** `away`: not yet here, on leave or a guest; `left`: has gone for good; null where the file says nothing of it. */
  presence: "present" | "away" | "left" | null;
  guardians: GuardianRow[];
  /** Where letters to the child itself go, who may be a pupil of age. */
  home?: LettersTo;
  /** Where further rows of the same child stand. */
  alsoAt?: Place[];
  /** Somebody stands among its guardians of whom nothing was read: those who were read are not all. */
  guardianUnread?: true;
  /** The program tells it from a namesake by its class. */
  toldByClass?: true;
  /** A row of another file, or in another class, that may be the same child, where nothing tells. */
  perhaps: Place | null;
}

/**
 * A row of which nothing is done, with what of it tells whose it may be: whoever it may mean has not left.
 * `legible`: its name can be read, so that it means whoever is called so, and nobody else.
 */
export interface OddRow extends Omit<PersonRow, "key">, Place {
  who: "child" | "teacher" | "anybody";
  legible: boolean;
  /** Every number that the row may have, of whatever program. */
  keys: string[];
  birthDate: string | null;
  /** Names of classes in a teacher's row; null where they cannot be read. */
  classNames?: string[] | null;
  /** All cells of a line that does not fit its heading. */
  cells?: string[];
}

/** A row that names a guardian of this child, of whom nothing was taken in; `unread`: nor could they be read. */
export interface UnnamedRow extends Place {
  childKey: string;
  unread: boolean;
}

/** A guardian whose row names the child by its number alone. */
export interface ParentRow extends GuardianRow {
  childKey: string;
}

export interface TeacherRow extends PersonRow, Place {
  classNames: string[];
}

/** A class with the short codes of its teachers. */
export interface ClassRow extends Place {
  className: string;
  codes: string[];
}

/**
 * A column of a file: kept (stored), read (for telling people apart, custody, status; never stored),
 * or dropped unread (Art. 5(1)(c) GDPR).
 */
export interface Column {
  file: string;
  name: string;
  use: "kept" | "read" | "dropped";
}

export const formats = [
  "own",
  "svws-guardians",
  "svws-classes",
  "svws-teachers",
  "schild-text",
  "schild-dat-pupils",
  "schild-dat-guardians",
  "iserv-parents",
  "iserv-users",
  "pupils",
] as const;
export type FormatName = (typeof formats)[number];

/** A file, or a sheet of one, as it was read. */
export interface ReadFile {
  file: string;
  /** The file as it was given: a sheet is a part of it. */
  of: string;
  format: FormatName | null;
  rows: number;
  /** The workbook of which the office can choose the sheets. */
  book?: { file: string; sheets: string[] };
  /** What the office has said of its columns, of this file or before of one like it. */
  assigned?: Readonly<Record<string, string>>;
}

/** What one file says, or several that were read as one import. */
export interface OfficeFile {
  /** What each file was recognised as; null for one that was not. */
  files: ReadFile[];
  children: ChildRow[];
  parents: ParentRow[];
  teachers: TeacherRow[];
  classes: ClassRow[];
  columns: Column[];
  problems: Problem[];
  /** Rows of which nothing is done. */
  odd: OddRow[];
  unnamed: UnnamedRow[];
  /** Lines for whose people a shared address is nobody's, where addresses were asked for. */
  speaking?: SpeakingRow[];
  /** Classes of which the files list every child: who is not in them has left. */
  listedClasses: string[];
  /**
   * Whether a guardian who is not in the files no longer belongs to the child: only our own table says so, where all of
   * it could be read. Null where nothing is said of guardians.
   */
  guardiansAreWhole: boolean | null;
}

/** A file that says nothing yet. */
export function nothing(): OfficeFile {
  return {
    files: [],
    children: [],
    parents: [],
    teachers: [],
    classes: [],
    columns: [],
    problems: [],
    odd: [],
    unnamed: [],
    listedClasses: [],
    guardiansAreWhole: null,
  };
}
