import { createHash } from "node:crypto";
import type { Lists } from "../../school/look-at-lists.ts";

/** What was looked at, packed, so that it can be carried out without being looked at once more. */
export interface KeptPlan {
  packed: Uint8Array;
  /** A digest of all that it was made from but what stands in the files. */
  madeFrom: string;
}

/**
 * A digest of what files were looked at with: what is stored of the school, what is remembered and said, the day. Where
 * it is the same, the same files give the same plan.
 */
export function madeFrom({ files, roll, remembered, options }: Lists): string {
  const said = files.map(({ bytes: _, ...file }) => file);
  return createHash("sha256")
    .update(JSON.stringify([said, remembered, options]))
    .update(JSON.stringify(roll))
    .digest("base64url");
}
