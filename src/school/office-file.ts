/** What every reader of an office's file hands on: rows in the school's words, and what was left behind. */

export interface PersonRow {
  givenName: string;
  familyName: string;
  /** The office's own key of this person, where its file has one; two rows with the same key are one person. */
  key: string | null;
}

export interface ChildRow extends PersonRow {
  /** Line of the file, counted from 1 with the heading. */
  row: number;
  /** ISO date or null. */
  birthDate: string | null;
  /** Class name, or null where the file does not know it. */
  className: string | null;
  bothMustAgree: boolean;
  guardians: PersonRow[];
}

export interface TeacherRow extends PersonRow {
  row: number;
  classNames: string[];
}

export interface OfficeFile {
  format: "janein" | "svws";
  children: ChildRow[];
  teachers: TeacherRow[];
  /** Columns that were read past and never stored (Art. 5(1)(c) GDPR). */
  droppedColumns: string[];
  problems: Problem[];
}

/** Something a person at the office must look at. `stops` means: nothing is imported until it is repaired. */
export interface Problem {
  row: number;
  text: string;
  stops: boolean;
}
