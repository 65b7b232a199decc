/** Who works with the office's pages: the school office, the head teacher, the data-protection officer. */
export const officeRoles = ["office", "head", "officer"] as const;
export type OfficeRole = (typeof officeRoles)[number];

/** Everything that can be done on the pages, with those who may do it. */
const table = {
  read: ["office", "head", "officer"],
  importList: ["office", "head"],
  correctPeople: ["office", "head"],
  decideCustody: ["office", "head"],
  writeLetters: ["office", "head"],
  recordAnswers: ["office", "head"],
  forgetScans: ["head", "officer"],
  remind: ["office", "head"],
  exportLists: ["office", "head"],
  seeQuestions: ["office", "head", "officer"],
  seeRequests: ["office", "head", "officer"],
  enterRequests: ["office", "head", "officer"],
  answerRequests: ["head", "officer"],
  seeNotice: ["office", "head", "officer"],
  publishNotice: ["head"],
  seePeriod: ["office", "head", "officer"],
  changePeriod: ["head"],
  verifyChain: ["head", "officer"],
  readDocuments: ["head", "officer"],
  seeActions: ["head", "officer"],
  invitePeople: ["head"],
} as const satisfies Record<string, readonly OfficeRole[]>;

export type OfficeTask = keyof typeof table;
export const officeTasks = Object.keys(table) as OfficeTask[];

/** Whether somebody in this role may do it. */
export function may(role: OfficeRole, task: OfficeTask): boolean {
  return (table[task] as readonly OfficeRole[]).includes(role);
}
