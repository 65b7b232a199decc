import type { NoticeChange } from "../../db/proof/notice-versions.ts";
import type { Translated, Translation } from "../answers/help.ts";
import type { Lost } from "../answers/needed.ts";
import type { Facts } from "../school/facts.ts";
import type { SchoolText } from "../school/school-text.ts";
import type { InForce, Texts } from "../texts.ts";

/** That the school has not begun: nobody has said yet whose notice it is. */
export class NotBegun extends Error {
  constructor() {
    super(
      "The school has not begun: nothing can be answered or recorded before its facts are known. " +
        "janein setup asks for them, and so does the page /office/setup.",
    );
  }
}

/** What the head works on until it is put in force. */
export interface Draft extends SchoolText {
  /** The version that it changes; null before there is one. */
  upon: number | null;
  savedAt: string;
  savedBy: string;
}

/** A letterhead as the school has it: a picture, or lines of text. */
export type Letterhead = { type: "image/png" | "image/jpeg"; bytes: Uint8Array } | { type: "text"; text: string };

/** What is known of a draft to whoever wants to change it: the mark by which another change in between is seen. */
export interface KeptDraft {
  draft: Draft;
  mark: string;
}

/** Why a draft is not put in force. */
export type NotPublished =
  | { refused: "noDraft" | "overtaken" | "same" }
  | { refused: "lost"; lost: readonly Lost[] }
  | { refused: "field"; odd: readonly string[] };

/** The school's own notice: what is in force, what it is made of, and the draft of another. */
export interface SchoolNotice {
  /** Whether a notice is in force. */
  hasBegun(): boolean;
  /** What is in force, and what it was made of. Errors: NotBegun. */
  inForce(): InForce;
  /** Which version that is. Errors: NotBegun. */
  version(): { number: number; sha256: string; publishedAt: string };
  /** Whether the folder makes the text in force; where somebody has changed files in it, it does not. */
  isInStep(): boolean;
  letterhead(): Letterhead | null;
  keepLetterhead(letterhead: Letterhead | null): void;
  draft(): KeptDraft | null;
  /** What a new draft begins with: what is in force, or the notice of the program. */
  beginning(): SchoolText;
  /** Keeps a draft. In: the mark of the one that it changes, null for none. Out: null where another came between. */
  keepDraft(of: SchoolText, mark: string | null, by: string, now: Date): KeptDraft | null;
  dropDraft(): void;
  /** The texts as they would be if it were in force; with its fields as they stand, where one is no fact. */
  preview(of: SchoolText): Texts;
  /** The German that a draft makes; null where it names a field that is no fact. */
  textOf(of: SchoolText): string | null;
  /** What stands in braces in a draft, and is no fact: it may be known to nobody, or damaged. */
  oddFields(of: SchoolText): string[];
  /** Puts the draft in force, with this mark. */
  publish(
    mark: string,
    change: NoticeChange,
    by: string,
    now: Date,
  ): Promise<{ number: number; facts: Facts } | NotPublished>;
  /** What is not translated, by language: each by its key. */
  untranslated(): ReadonlyMap<string, readonly string[]>;
  /** The translation of a language as it is shown where it is one of the German. */
  translation(language: string): { own: Translation; program: Translation };
  translate(language: string, key: string, translated: Translated): void;
}
