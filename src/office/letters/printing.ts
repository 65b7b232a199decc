import type { Letterhead } from "../../house/school-notice.ts";
import type { SchoolMessenger } from "../../school/messenger.ts";
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
  now: Date;
  /** When the codes end, as `newCodes` said. */
  expires: Date;
  timeZone: string;
  /** Where their stylesheet is served. */
  stylesheet: string;
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
