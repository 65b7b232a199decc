import type { Person } from "../school/people.ts";
import type { ConsentEvent } from "./event.ts";
import type { RightsRequest } from "./rights.ts";

/**
 * All that is stored about the persons of one chat and their children (Art. 15 and 20 GDPR);
 * never what another guardian declared.
 */
export interface OwnData {
  at: string;
  persons: {
    id: string;
    role: Person["role"];
    givenName: string;
    familyName: string;
    account: { chat: number; joinedAt: string };
  }[];
  classes: string[];
  children: {
    id: string;
    givenName: string;
    familyName: string;
    birthDate: string | null;
    className: string;
    language: string | null;
    declarations: OwnDeclaration[];
  }[];
  requests: (RightsRequest & { dueOn: string })[];
  questionsPassedOn: { at: string; language: string; text: string }[];
  /** Words that may have withdrawn something, kept until it was clear. */
  unclearWithdrawals: { at: string; language: string; text: string }[];
  openConversation: boolean;
}

export type OwnDeclaration = Omit<ConsentEvent, "child" | "shown"> & {
  textShown: string | null;
  /** The school has put it down as its own mistake: it does not count. */
  declaredMistake: boolean;
};
