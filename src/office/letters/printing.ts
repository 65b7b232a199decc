import type { SchoolMessenger } from "../../school/messenger.ts";
import type { FormCodes } from "./form-codes.ts";
import type { LetterTexts } from "./texts.ts";

/** What letters are printed with. */
export interface LettersOptions {
  /** What `readLetterTexts` found under `locales/`. */
  texts: LetterTexts;
  /** The messengers in which the bot is, each with its name there. */
  messengers: readonly SchoolMessenger[];
  /** The notice version in force: it stands on the form, so that a paper answer knows which text it belongs to. */
  version: number;
  /** The codes by which a form that comes back is known again. */
  formCodes: FormCodes;
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
