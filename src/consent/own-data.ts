import type { Person } from "../school/people.ts";
import type { Custody } from "./custody.ts";
import type { ConsentEvent } from "./event.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { RestrictionFact } from "./restriction.ts";
import type { RequestEntry, RightsRequest } from "./rights.ts";

/**
 * All that is stored about the persons of one chat, or about one person, and their children (Art. 15 and 20 GDPR);
 * never what another guardian declared.
 */
export interface OwnData {
  at: string;
  persons: {
    id: string;
    role: Person["role"];
    givenName: string;
    familyName: string;
    /** The office's own key for this person, where its files have one. */
    officeKey: string | null;
    /** Null for whoever has connected none. */
    account: { chat: number; joinedAt: string } | null;
  }[];
  /** The address of the account, in a messenger that has addresses; or null. */
  chatAddress: string | null;
  /** The language that this chat is spoken to in, and how it came about. */
  chatLanguage: { language: string; how: "messenger" | "typed" | "chosen" } | null;
  /** Since when the messenger has refused this chat. */
  unreachableSince: string | null;
  classes: string[];
  children: {
    id: string;
    givenName: string;
    familyName: string;
    birthDate: string | null;
    className: string;
    language: string | null;
    officeKey: string | null;
    /** Every guardian must agree. */
    bothMustAgree: boolean;
    leftSchool: boolean;
    declarations: OwnDeclaration[];
  }[];
  /**
   * Own declarations for children for whom this person may not declare any more, or on paper, not before it is decided
   * whether it may; a child is called as it was when it
   * was declared for, for what it is called now is not this person's to know.
   */
  formerChildren: { id: string; shownAs: string | null; declarations: OwnDeclaration[] }[];
  /**
   * What the school has put down of whether this person may declare for a child. On what paper is not in it: that may
   * tell of somebody else (Art. 15(4) GDPR); the office shows it to whom it is about.
   */
  custody: { child: string; custody: Custody; since: string; putDownAt: string }[];
  /** How own rows stood before the school changed them and after, for the week in which it can be taken back. */
  beforeChanges: BeforeChange[];
  /** Pictures of scanned sheets with own declarations that the school keeps; the picture itself the school shows. */
  keptScans: { child: string; sha256: string; keptAt: string }[];
  /** When somebody of the school office has looked at the page of an own child. */
  looks: { child: string; at: string }[];
  /** Since when and why the processing of these persons' data is or was restricted (Art. 18 GDPR). */
  restrictions: Omit<RestrictionFact, "personId" | "requestId">[];
  requests: (RightsRequest & { dueOn: string; entries: RequestEntry[] })[];
  questionsPassedOn: HeldOfPersons["questionsPassedOn"];
  unclearWithdrawals: HeldOfPersons["unclearWithdrawals"];
  morningLines: HeldOfPersons["morningLines"];
  codes: HeldOfPersons["codes"];
  messages: HeldOfPersons["messages"];
  /** When this chat typed a code that was none, in the last day. */
  wrongCodes: string[];
  openConversation: OpenQuestion | null;
}

/** A change of the school's roll, with the rows of a person or a child as they were and as they became. */
export interface BeforeChange {
  at: string;
  what: string;
  before: Record<string, unknown>[];
  after: Record<string, unknown>[];
}

/** The words for what somebody is to the school. */
export const roleKey = (role: Person["role"]) =>
  role === "stranger" ? ("ownData.stranger" as const) : (`privacy.${role}` as const);

/** What is held of persons beside events, requests and children. */
export interface HeldOfPersons {
  officeKeys: { person: string; key: string }[];
  /** Codes of which only a keyed hash is kept. */
  codes: { madeAt: string; expiresAt: string; usedAt: string | null }[];
  /** Which messages were sent or wait, without their words; `formerChat`: to a chat that a person was taken from. */
  messages: { kind: string; child: string | null; bornAt: string; sentAt: string | null; formerChat: string | null }[];
  questionsPassedOn: { at: string; language: string; text: string }[];
  /** Words that may have withdrawn something, kept until it was clear. */
  unclearWithdrawals: {
    at: string;
    language: string;
    text: string;
    beforeOfficeAt: string | null;
    closedAt: string | null;
  }[];
  /** When (HH:MM, from that ISO date) a teacher wants the line of the class. */
  morningLines: { time: string; fromDay: string }[];
}

/** What is held of a chat. */
export interface HeldOfChat {
  conversation: { state: string; at: string } | null;
  wrongCodes: string[];
  unreachableSince: string | null;
}

export type OwnDeclaration = Omit<ConsentEvent, "child" | "shown"> & {
  textShown: string | null;
  /** The school has put it down as its own mistake: it does not count. */
  declaredMistake: boolean;
};
