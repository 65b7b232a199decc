import type { Accounts } from "../../db/accounts.ts";
import type { Office } from "../../db/office.ts";
import type { NoticeVersions } from "../../db/notice-versions.ts";
import type { Periods } from "../../db/periods.ts";
import type { Reminders } from "../../db/reminders.ts";
import type { Requests } from "../../db/requests.ts";
import type { Retention } from "../../db/retention.ts";
import type { Languages } from "../../db/languages.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Outbox } from "../../db/outbox.ts";
import type { Questions } from "../../db/questions.ts";
import type { Roster } from "../../db/roster.ts";
import type { Talks } from "../../db/talks.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { Receipt } from "../consent/receipt.ts";
import type { Speak, Texts } from "../texts.ts";
import type { OwnData } from "../consent/own-data.ts";

/** Where ids and outcomes are written, and nothing else: no texts, no names. */
export interface Log {
  info(what: Record<string, unknown>, outcome: string): void;
  warn(what: Record<string, unknown>, outcome: string): void;
  error(what: Record<string, unknown>, outcome: string): void;
}

/** All that the messenger works with; main hands it over. */
export interface House {
  accounts: Accounts;
  ledger: Ledger;
  outbox: Outbox;
  roster: Roster;
  talks: Talks;
  questions: Questions;
  languages: Languages;
  requests: Requests;
  periods: Periods;
  notices: NoticeVersions;
  reminders: Reminders;
  retention: Retention;
  office: Office;
  texts: Texts;
  speak: Speak;
  /** The notice version in force. */
  notice: { number: number; sha256: string };
  /** Pages as PDF. */
  print: { receipt(receipt: Receipt): Promise<Uint8Array>; ownData(data: OwnData): Promise<Uint8Array> };
  understand: (text: string) => Understanding;
  /** The child's name as it may stand in a chat. */
  nameOf: (child: { givenName: string; familyName: string }) => string;
  timeZone: string;
  /** How long things are kept, for the words about it. */
  limits: { years: number; days: number };
  /** The key that join codes are hashed with. */
  codeKey: string;
  now: () => Date;
  newId: () => string;
  log: Log;
  /** What the person who runs the server can do about an error of the database; null for every other one. */
  adviceOn: (error: unknown) => string | null;
}
