/** The people of a school as the assistant knows them: no address, no telephone number, no e-mail. */

export interface SchoolClass {
  id: string;
  /** As the school writes it: "3b". */
  name: string;
}

export interface Child {
  id: string;
  givenName: string;
  familyName: string;
  /** ISO date (2017-03-15), or null where the office's file had none. */
  birthDate: string | null;
  classId: string;
  /** The office has marked that every guardian must agree (joint custody in dispute). */
  bothMustAgree: boolean;
  /** The office program's own number of the child ("Interne ID-Nummer"), or null. */
  key: string | null;
  /** The language of the family (ISO 639-1: tr, ar), or null where nobody said. */
  language: string | null;
}

/** Whoever can be tied to a messenger account by a code. */
export interface Person {
  id: string;
  /**
   * `office`: works at the school office, and is told figures in the morning; `stranger`: has asked for a right by
   * letter, and nothing else is stored.
   */
  role: "guardian" | "teacher" | "pupil" | "office" | "stranger";
  givenName: string;
  familyName: string;
}

/** A child as a guardian or a teacher meets it in chat. */
export interface ChildInClass extends Child {
  className: string;
}

/** Whoever gets a letter: a guardian or a pupil of age, with the children they may declare for. */
export interface Addressee extends Person {
  children: ChildInClass[];
}

/** A name as it is written in one line; who has only one is called by it alone. */
export function fullName({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return `${givenName} ${familyName}`.trim();
}
