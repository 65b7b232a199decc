import { handActs } from "../../school/by-hand/acts.ts";

/** What a person of the office can do that is put down; the words for each stand in the locales under `action`. */
export const actionNames = [
  "signIn",
  "import",
  "letters",
  "letter",
  "answer",
  "settle",
  "void",
  "both",
  "correctChild",
  "correctPerson",
  "disconnect",
  "matter",
  "remind",
  "periodStart",
  "periodEnd",
  "publish",
  "requestStep",
  "export",
  "invite",
  "newLink",
  "endSessions",
  "letGo",
  "evenBroken",
  ...handActs,
  "undo",
  "leftOpen",
] as const;
export type ActionName = (typeof actionNames)[number];
