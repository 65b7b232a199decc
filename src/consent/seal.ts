import { createHmac } from "node:crypto";

/**
 * A seal over words that are not kept: whether they are still the same can be told, and they cannot be read from it.
 * In: the school's key; the words. Out: 22 letters of base64url.
 */
export function sealOf(key: string, words: readonly string[]): string {
  return createHmac("sha256", key)
    .update(JSON.stringify(["shown", ...words]))
    .digest("base64url")
    .slice(0, 22);
}
