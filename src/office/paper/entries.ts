import { type Answer, type Purpose, purposes } from "../../consent/event.ts";
import { type Taken, versionNumber } from "../../consent/taken.ts";
import type { ChildInClass, Person } from "../../school/people.ts";
import { typedText } from "../../school/typed.ts";
import { mostOfNote } from "../children/answer.ts";
import type { OfficeKey } from "../page/words.ts";
import type { SheetFound } from "../../paper/sheets.ts";

/** A form as it was sent, where a field may stand in it more than once. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** A scanned sheet beside its line: what was read, and what a person must know before they take it over. */
export interface ScanBeside {
  sheet: SheetFound;
  /** Why nothing is proposed: whom it was printed for may not declare now; this very sheet was put down on this day. */
  notProposed: { why: "mayNot" } | { why: "recorded"; at: string } | null;
  /** The version on which it was printed, where another is in force. */
  otherVersion: number | null;
}

/** A line of the grid: one sheet of paper about one child. */
export interface Row {
  /** By which its fields are named: of a class the child's id. */
  key: string;
  child: ChildInClass;
  /** What tells the child from a namesake, or "". */
  mark: string;
  /** Who may declare for the child now. */
  people: readonly Person[];
  /** The child has left the school. */
  isGone: boolean;
  /** The scanned sheet that lies beside it, where one does. */
  scanned?: ScanBeside;
}

/** What is said once for all sheets. `notice`: null for the version that was in force on the day. */
export interface Head {
  /** By which the same form sent twice is one act. */
  act: string;
  day: string;
  notice: number | null;
  note: string;
}

/** One sheet as it was typed in. */
export interface Entry {
  row: Row;
  /** Ids of those who have signed it, perhaps of somebody who may not declare any more. */
  signers: readonly [string, ...string[]];
  answers: Partial<Record<Purpose, Answer>>;
  /** What a sheet says of itself, where it is not what is said once for all. */
  own: Partial<Pick<Taken, "day" | "notice" | "note" | "scan">>;
}

/** What was typed in, and what is wrong with which field. */
export interface Paper {
  head: Head;
  entries: Entry[];
  errors: Record<string, OfficeKey>;
}

/** The first value of a field, or "". */
export const one = (values: Lists, name: string): string => values[name]?.[0] ?? "";

/** What was answered in a line to a purpose, or null where it is left open. */
export function answerIn(values: Lists, purpose: Purpose, key: string): Answer | null {
  const said = one(values, `${purpose}-${key}`);
  return said === "yes" || said === "no" ? said : null;
}

/** The keys of all lines in which anything is answered, in the order of the form. */
export function answeredKeys(values: Lists): string[] {
  const keys = Object.keys(values).flatMap((name) => /^(?:audio|video)-(.+)$/s.exec(name)?.[1] ?? []);
  return [...new Set(keys)].filter((key) => purposes.some((purpose) => answerIn(values, purpose, key) !== null));
}

/**
 * Reads the grid. In: the form; its lines; the school's today (ISO).
 * Out: the sheets in which anything is answered; a line in which nothing is said is no sheet.
 */
export function readPaper(values: Lists, rows: readonly Row[], today: string): Paper {
  const errors: Record<string, OfficeKey> = {};
  const entries = rows.flatMap((row): Entry[] => {
    const answers = answersIn(values, row.key);
    const [first, ...rest] = values[`who-${row.key}`] ?? [];
    if (Object.keys(answers).length === 0) return [];
    if (first === undefined) errors[`who-${row.key}`] = "paper.whoMissing";
    return first === undefined ? [] : [{ row, signers: [first, ...rest], answers, own: ownOf(values, row) }];
  });
  const [typed, note] = [one(values, "notice"), typedText(one(values, "note"))];
  const notice = typed === "" ? null : versionNumber(typed);
  if (typed !== "" && notice === null) errors.notice = "answer.noticeWrong";
  if (note.length > mostOfNote) errors.note = "answer.noteTooLong";
  if (entries.length === 0 && Object.keys(errors).length === 0) errors.rows = "paper.nothing";
  return { head: { act: one(values, "act"), day: one(values, "day") || today, notice, note }, entries, errors };
}

/** What a scanned sheet says of itself: on which version it was printed, which scan it was, and its day if typed. */
function ownOf(values: Lists, { key, scanned }: Row): Entry["own"] {
  if (!scanned) return {};
  const { form, scan } = scanned.sheet;
  const day = one(values, `day-${key}`);
  return { notice: form.notice, scan, ...(day === "" ? {} : { day }) };
}

const answersIn = (values: Lists, key: string): Entry["answers"] =>
  Object.fromEntries(
    purposes.flatMap((purpose) => {
      const answer = answerIn(values, purpose, key);
      return answer === null ? [] : [[purpose, answer] as const];
    }),
  );
