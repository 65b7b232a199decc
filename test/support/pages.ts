import type { OwnData } from "../../src/consent/own-data.ts";
import type { Receipt } from "../../src/consent/receipt.ts";

/** A receipt as a family of another language gets it. */
export const receipt: Receipt = {
  code: "0A1B2-C3D4E-F5A6B",
  child: { name: "Ayşe Yılmaz", className: "3a" },
  by: "Łukasz Wiśniewski",
  decided: [
    { purpose: "audio", kind: "given" },
    { purpose: "video", kind: "refused" },
  ],
  at: "2026-11-23T17:00:00Z",
  day: null,
  route: "chat",
  recordedBy: "",
  notice: { number: 1, sha256: "ab".repeat(32) },
  acts: [
    { how: "button", words: "JA" },
    { how: "typed", words: "nein danke" },
  ],
  language: "tr",
  shown: "<b>Ayşe Y.: Teilnahme per Audio (Ton)?</b>",
};

/** All that is stored of a chat that has passed these questions on. */
export function ownDataWith(questions: readonly string[]): OwnData {
  const at = "2026-11-23T17:00:00Z";
  return {
    at,
    persons: [],
    chatAddress: null,
    chatLanguage: null,
    unreachableSince: null,
    classes: [],
    children: [],
    formerChildren: [],
    custody: [],
    beforeChanges: [],
    keptScans: [],
    looks: [],
    requests: [],
    restrictions: [],
    questionsPassedOn: questions.map((text) => ({ at, language: "de", text })),
    unclearWithdrawals: [],
    morningLines: [],
    codes: [],
    messages: [],
    wrongCodes: [],
    openConversation: null,
  };
}
