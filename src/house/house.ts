import type { Accounts } from "../../db/messenger/accounts.ts";
import type { ClassLists } from "../../db/messenger/class-lists.ts";
import type { Held } from "../../db/messenger/held.ts";
import type { Inbox } from "../../db/messenger/inbox.ts";
import type { MatrixRooms } from "../../db/messenger/matrix.ts";
import type { Mornings } from "../../db/messenger/mornings.ts";
import type { StaffChats } from "../../db/office/staff-chat.ts";
import type { Office } from "../../db/office/office.ts";
import type { RememberedColumnsTable } from "../../db/office/remembered-columns.ts";
import type { DocumentsVersions } from "../../db/proof/documents-versions.ts";
import type { NoticeVersions } from "../../db/proof/notice-versions.ts";
import type { PersonErasure } from "../../db/proof/person-erasure.ts";
import type { KeptScans } from "../../db/proof/kept-scans.ts";
import type { Restrictions } from "../../db/proof/restricting.ts";
import type { Periods } from "../../db/proof/periods.ts";
import type { Reminders } from "../../db/messenger/reminders.ts";
import type { Requests } from "../../db/messenger/requests.ts";
import type { Retention } from "../../db/proof/retention.ts";
import type { Rounds } from "../../db/proof/rounds.ts";
import type { Languages } from "../../db/messenger/languages.ts";
import type { Ledger } from "../../db/proof/ledger.ts";
import type { Matters } from "../../db/messenger/matters.ts";
import type { Announcement, Outbox } from "../../db/messenger/outbox.ts";
import type { Questions } from "../../db/messenger/questions.ts";
import type { RollChanges } from "../../db/school/roll-changes.ts";
import type { CustodyFacts } from "../../db/school/custody.ts";
import type { Roster } from "../../db/school/roster.ts";
import type { OpenRollToDo } from "../../db/school/to-do.ts";
import type { Birthdays } from "../../db/messenger/telling.ts";
import type { Talks } from "../../db/messenger/talks.ts";
import type { ReadScans } from "../paper/scanned.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { HowLong } from "../consent/how-long.ts";
import type { Receipt } from "../consent/receipt.ts";
import type { MessengerKind } from "../school/messenger.ts";
import type { FindAddresses } from "../school/find-addresses.ts";
import type { LookAtLists } from "../school/look-at-lists.ts";
import type { Named } from "../school/shown-name.ts";
import type { DocumentsOrder } from "../school/documents/document.ts";
import type { Texts } from "../texts.ts";
import type { OwnData } from "../consent/own-data.ts";
import type { SchoolNotice } from "./school-notice.ts";
import type { Seldom } from "./seldom.ts";

/** Where ids and outcomes are written, and nothing else: no texts, no names. */
export interface Log {
  info(what: Record<string, unknown>, outcome: string): void;
  warn(what: Record<string, unknown>, outcome: string): void;
  error(what: Record<string, unknown>, outcome: string): void;
}

/**
 * What every door works with; wiring hands it over.
 * A function asks for the few things that it needs: `Pick<House, "roster" | "now">`.
 * The language in which somebody is spoken to is not part of the house: it goes beside it, as a `Speak`.
 */
export interface House {
  accounts: Accounts;
  ledger: Ledger;
  outbox: Outbox;
  roster: Roster;
  changes: RollChanges;
  rollToDo: OpenRollToDo;
  custody: CustodyFacts;
  talks: Talks;
  inbox: Inbox;
  held: Held;
  questions: Questions;
  matters: Matters;
  classLists: ClassLists;
  mornings: Mornings;
  languages: Languages;
  requests: Requests;
  erasing: PersonErasure;
  restrictions: Restrictions;
  periods: Periods;
  notices: NoticeVersions;
  documents: DocumentsVersions;
  reminders: Reminders;
  birthdays: Birthdays;
  rounds: Rounds;
  retention: Retention;
  office: Office;
  staffChats: StaffChats;
  rememberedColumns: RememberedColumnsTable;
  rooms: MatrixRooms;
  /** What is being told now, by whichever line: whoever moves to another meanwhile is not told the same there. */
  beingTold: Set<Announcement>;
  texts: Texts;
  /** What is another on each messenger: which chats are told there, what has come from there, and the words for it. */
  on: (kind: MessengerKind) => Pick<House, "inbox" | "outbox" | "texts" | "print">;
  /** The notice version in force. Errors: NotBegun, on being read, before there is one. */
  notice: { readonly number: number; readonly sha256: string; readonly publishedAt: string };
  /** The school's own notice, its facts and its draft. */
  school: SchoolNotice;
  /** Pages as PDF, in the words of the messenger that is named; those of Telegram where none is. */
  print: {
    receipt(receipt: Receipt, messenger?: MessengerKind): Promise<Uint8Array>;
    ownData(data: OwnData, messenger?: MessengerKind): Promise<Uint8Array>;
    documents(documents: DocumentsOrder): Promise<Uint8Array>;
  };
  understand: (text: string) => Understanding;
  /** Looks at the office's files beside everything else; what takes too long is ended, and the plan says so. */
  lookAtLists: LookAtLists;
  /** Looks in the office's files for where letters go, in the same way; nothing of it is stored. */
  findAddresses: FindAddresses;
  /** Reads scanned sheets in the same way: what their codes say, and what is crossed. */
  readScans: ReadScans;
  /** Whether the pictures of sheets that are confirmed are kept, and those that are. */
  keepsScans: boolean;
  keptScans: KeptScans;
  /** The child's name as it may stand before a reader. In: all children whom this reader sees. */
  nameOf: (child: Named, among: readonly Named[]) => string;
  timeZone: string;
  /** Where the office's pages are reached from outside, without a path; null where nobody has said so. */
  officeAt: string | null;
  /** How long things are kept, for the words about it. */
  limits: HowLong;
  /** The key that join codes and the addresses in the office's files are hashed with. */
  codeKey: string;
  now: () => Date;
  newId: () => string;
  log: Log;
  /** Counts what strangers do, so that it fills no log. */
  seldom: Seldom;
  /** What the person who runs the server can do about an error of the database; null for every other one. */
  adviceOn: (error: unknown) => string | null;
  /** Whether something was not recorded because the clock of this machine is wrong. */
  isOfClock: (error: unknown) => boolean;
  /** Whether something may have been recorded although it failed, and only the database knows. */
  mayBeRecorded: (error: unknown) => boolean;
  /** Whether an error says that nothing was done because somebody else has changed the database. */
  isRefused: (error: unknown) => boolean;
  /** Whether an error says so of what was recorded alone: then a NEIN is recorded all the same. */
  isInDoubt: (error: unknown) => boolean;
}
