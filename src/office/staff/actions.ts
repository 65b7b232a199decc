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
] as const;
export type ActionName = (typeof actionNames)[number];
