/**
 * The technical measures (Art. 25 and 32 GDPR), each with the test that shows it holds;
 * the words stand in the locales under `measure`.
 */
export const measures = {
  appendOnly: "test/db/database.test.ts",
  chain: "test/db/chain.test.ts",
  journal: "test/db/journal.test.ts",
  anchors: "test/anchor/anchors.test.ts",
  clock: "test/db/clock.test.ts",
  oneTransaction: "test/faults/killed.test.ts",
  codes: "test/school/join-code.test.ts",
  ownOnly: "test/dialogues/look-up.test.ts",
  privateOnly: "test/dialogues/join-and-ask.test.ts",
  logs: "test/db/database.test.ts",
  minimal: "test/school/office-file.test.ts",
  erasure: "test/db/retention.test.ts",
  faults: "test/faults/database.test.ts",
  files: "test/db/owners-only.test.ts",
  backups: "test/line/sealed.test.ts",
  restored: "test/db/backup.test.ts",
  officeDoor: "test/office/door.test.ts",
  officeRoles: "test/office/roles.test.ts",
  officeActions: "test/db/acting.test.ts",
  bodies: "test/wiring/door.test.ts",
  kept: "test/faults/what-is-kept.test.ts",
} as const;
