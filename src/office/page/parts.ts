import type { Context, Hono } from "hono";
import type { OfficeAction } from "../../../db/office/office.ts";
import type { SignedIn } from "../../../db/office/sessions.ts";
import type { OfficePerson } from "../../../db/office/staff.ts";
import type { ChildFiles } from "../../../db/school/child-file.ts";
import type { Contacts } from "../../../db/school/contacts.ts";
import type { Broken, Verified } from "../../../db/proof/verify.ts";
import type { Compared } from "../../consent/heads.ts";
import type { SchoolView } from "../../../db/school/view.ts";
import type { House } from "../../house/house.ts";
import type { Circumstances } from "../../house/officer-documents.ts";
import type { DrillOutcome, Wrong } from "../../house/lights.ts";
import type { SchoolMessenger } from "../../school/messenger.ts";
import type { LetterWording } from "../letters/texts.ts";
import type { Say } from "./words.ts";

/**
 * The school's own sign-in (OpenID Connect). What follows from a sign-in that is begun (state, nonce, verifier) is kept
 * by whoever begins it. Errors of each: whatever the provider or the network says; nobody is signed in then.
 */
export interface SchoolAccountClient {
  /** The host of the provider, for people. */
  host: string;
  /** Where the browser is to go. `again`: also who is signed in there already is asked. */
  begin(from: SignInElsewhere, again: boolean): Promise<string>;
  /** Who has come back: a hash of what the provider calls the account. In: the query of the address they came to. */
  end(query: string, from: SignInElsewhere): Promise<string>;
  /** Where one signs out there, or null. */
  signOutAt(): Promise<string | null>;
}

/** What belongs to one sign-in elsewhere: each a secret of the browser that began it. */
export interface SignInElsewhere {
  state: string;
  nonce: string;
  verifier: string;
}

export type { Broken, OfficeAction, OfficePerson };

/** What came of the check of the record, and with what outside the database it was compared. */
export type Checked = Verified & { compared: Compared };

/** All that the office's pages work with; main hands it over. */
export interface OfficeParts {
  house: House;
  school: SchoolView;
  contacts: Contacts;
  files: ChildFiles;
  /**
   * Walks the whole record, looks for a link that was noted earlier, and compares with what is kept elsewhere.
   * In between it says how much of it is done (0 to 1).
   */
  verify: (noted: string, walked: (share: number) => void) => Promise<Checked>;
  /** What came of it when a backup was tried last, and when; null where none ever was. */
  lastDrill: () => { at: string; outcome: DrillOutcome } | null;
  /** What keeps the bot from the people now, and since when (ISO); null where nothing does. */
  lineTrouble: () => Promise<{ wrong: Wrong; since: string } | null>;
  /** Which JaNein this is. */
  version: string;
  say: Say;
  letterTexts: LetterWording;
  /**
   * Where the pages are reached from outside, without a path: for links, for cookies,
   * and for the check of where a form comes from.
   */
  publicUrl: string;
  /** Who knocks at the door, as far as the network knows. */
  addressOf: (ctx: Context<OfficeEnv>) => string;
  randomBytes: (count: number) => Uint8Array;
  /** For how many days a join code is valid. */
  codeDays: number;
  pupilAge: number;
  /** The messengers in which the bot is: one or two. */
  messengers: () => readonly SchoolMessenger[];
  /** What the officer's documents are filled from, as it is now. */
  circumstances: () => Promise<Circumstances>;
  /** The school's own sign-in, where it has one. */
  schoolAccount: SchoolAccountClient | null;
  /** Something was changed of which people are to be told: now, not in the next round. */
  tell: () => void;
}

export interface OfficeEnv {
  Variables: { person: OfficePerson; session: SignedIn["session"] };
}
export type OfficeApp = Hono<OfficeEnv>;
export type OfficeContext = Context<OfficeEnv>;
