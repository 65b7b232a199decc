/**
 * What is stored, in the groups in which people ask about it; the words for each stand in the locales under `stored`.
 */
export const storedGroups = [
  "people",
  "account",
  "proof",
  "messages",
  "conversation",
  "requests",
  "questions",
] as const;
/** What is stored of those who work at the school office stands in the documents, not in what a parent reads. */
export type StoredGroup = (typeof storedGroups)[number] | "office";

/** What one table holds. */
export interface Stored {
  group: StoredGroup;
  /** Every column; the ones that identify a person are named apart. */
  columns: readonly string[];
  identifies: readonly string[];
}
