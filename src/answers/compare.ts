import type { Notice } from "./notice.ts";

/** A passage that is not the same in two versions; null where a version has none. */
export interface Difference {
  id: string;
  before: string | null;
  after: string | null;
}

/**
 * What has changed between two versions, passage by passage, in the order of the newer one;
 * passages that are gone come last.
 */
export function compareNotices(before: Notice, after: Notice): Difference[] {
  const ids = [...new Set([...after.passages.keys(), ...before.passages.keys()])];
  return ids
    .map((id) => ({ id, before: before.passages.get(id)?.text ?? null, after: after.passages.get(id)?.text ?? null }))
    .filter((one) => one.before !== one.after);
}
