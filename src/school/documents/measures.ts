/** What a measure is for, after Art. 32(1) GDPR. */
export const aims = ["pseudonyms", "confidentiality", "integrity", "availability", "restore", "review"] as const;
export type Aim = (typeof aims)[number];

interface Measure {
  aim: Aim;
  /** The test that shows that it holds. */
  test: string;
}

/** The technical measures (Art. 25 and 32 GDPR); the words stand in the locales under `measure`. */
export const measures = {
  minimal: { aim: "pseudonyms", test: "test/school/office-file.test.ts" },
  codes: { aim: "pseudonyms", test: "test/school/join-code.test.ts" },
  erasure: { aim: "pseudonyms", test: "test/db/retention.test.ts" },
  logs: { aim: "pseudonyms", test: "test/db/database.test.ts" },
  backups: { aim: "pseudonyms", test: "test/line/sealed.test.ts" },
  ownOnly: { aim: "confidentiality", test: "test/dialogues/look-up.test.ts" },
  privateOnly: { aim: "confidentiality", test: "test/dialogues/join-and-ask.test.ts" },
  kept: { aim: "confidentiality", test: "test/faults/what-is-kept.test.ts" },
  files: { aim: "confidentiality", test: "test/db/owners-only.test.ts" },
  officeDoor: { aim: "confidentiality", test: "test/office/door.test.ts" },
  passkeys: { aim: "confidentiality", test: "test/office/passkeys.test.ts" },
  officeRoles: { aim: "confidentiality", test: "test/office/roles.test.ts" },
  bodies: { aim: "confidentiality", test: "test/wiring/door.test.ts" },
  appendOnly: { aim: "integrity", test: "test/db/database.test.ts" },
  chain: { aim: "integrity", test: "test/db/chain.test.ts" },
  journal: { aim: "integrity", test: "test/db/journal.test.ts" },
  anchors: { aim: "integrity", test: "test/anchor/anchors.test.ts" },
  officeActions: { aim: "integrity", test: "test/db/acting.test.ts" },
  oneTransaction: { aim: "availability", test: "test/faults/killed.test.ts" },
  faults: { aim: "availability", test: "test/faults/database.test.ts" },
  lights: { aim: "availability", test: "test/wiring/health.test.ts" },
  restored: { aim: "restore", test: "test/db/backup.test.ts" },
  drill: { aim: "restore", test: "test/line/drill.test.ts" },
  clock: { aim: "review", test: "test/db/clock.test.ts" },
  updating: { aim: "review", test: "test/wiring/updating.test.ts" },
} as const satisfies Record<string, Measure>;
