import type { Letterhead } from "../../house/school-notice.ts";
import type { SchoolMessenger } from "../../school/messenger.ts";
import type { FormCodes } from "./form-codes.ts";
import type { LetterTexts } from "./texts.ts";

/** What letters are printed with. */
export interface LettersOptions {
  /** What `readLetterTexts` found under `locales/`. */
  texts: LetterTexts;
  /** The school's own letterhead, where it has one: lines, or where its picture is. */
  letterhead?: { lines: readonly string[] } | { picture: string } | null;
  /** The messengers in which the bot is, each with its name there. */
  messengers: readonly SchoolMessenger[];
  /** The notice version in force: it stands on the form, so that a paper answer knows which text it belongs to. */
  version: number;
  /** The day of that version, as it is read, and what its text is known by; null for a draft. */
  printedFrom: { published: string; sha256: string } | null;
  /** The codes by which a form that comes back is known again. */
  formCodes: FormCodes;
  now: Date;
  /** When the codes end, as `newCodes` said; null for letters without codes. */
  expires: Date | null;
  timeZone: string;
  /** Where their stylesheet is served. */
  stylesheet: string;
  /** What the office is told above the letters; null where they are only looked at. */
  office?: ForTheOffice;
}

/** What stands above the letters on the screen, beside their number. */
export interface ForTheOffice {
  /** The mark of the form that has made them. */
  act: string;
  /** How many of those that were made are not shown any more. */
  left: number;
  /** For how many minutes they can be seen. */
  minutes: number;
  /** Who gets a letter without an address, where a file with addresses was chosen. */
  without?: readonly WithoutAddress[];
}

/** Who gets a letter without an address; `why`: the file has several, or the only one may be somebody else's home. */
export interface WithoutAddress {
  name: string;
  classes: string;
  why: "several" | "held" | null;
}

/** The options with the days as they are printed, worked out once. */
export interface Printing extends LettersOptions {
  today: string;
  /** The last day on which the code is valid until midnight. */
  lastDay: string;
}

/** A letterhead as letters print it. In: what the school's folder has. */
export function letterheadOf(head: Letterhead | null): NonNullable<LettersOptions["letterhead"]> | null {
  if (head === null) return null;
  if (head.type !== "text") return { picture: "/office/letterhead" };
  return {
    lines: head.text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, 5),
  };
}
