import type { Accounts } from "../../db/accounts.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Outbox } from "../../db/outbox.ts";
import type { Questions } from "../../db/questions.ts";
import type { Roster } from "../../db/roster.ts";
import type { Talks } from "../../db/talks.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { Speak, Texts } from "../texts.ts";

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
  texts: Texts;
  speak: Speak;
  /** Number of the notice version in force. */
  notice: { number: number };
  understand: (text: string) => Understanding;
  /** The child's name as it may stand in a chat. */
  nameOf: (child: { givenName: string; familyName: string }) => string;
  timeZone: string;
  /** The key that join codes are hashed with. */
  codeKey: string;
  now: () => Date;
  newId: () => string;
  log: Log;
}
