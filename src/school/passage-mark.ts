import { createHash } from "node:crypto";

/** What tells a German passage from any other: a help translation says of which one it is. Out: 16 hex digits. */
export function markOfPassage(german: string): string {
  return createHash("sha256").update(german).digest("hex").slice(0, 16);
}
