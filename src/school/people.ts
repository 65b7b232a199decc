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
}

/** Whoever can be tied to a messenger account by a code. */
export interface Person {
  id: string;
  role: "guardian" | "teacher" | "pupil";
  givenName: string;
  familyName: string;
}

/** A child as a guardian or a teacher meets it in chat. */
export interface ChildInClass extends Child {
  className: string;
}
