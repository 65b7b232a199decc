import { createHash } from "node:crypto";
import type { CustodyRow, Lists, Looked } from "../../school/look-at-lists.ts";
import { packedBytes, unpackedBytes } from "./packed.ts";

/** What was looked at, packed, so that it can be carried out without being looked at once more. */
export interface KeptPlan {
  packed: Uint8Array;
  /** A digest of all that it was made from but what stands in the files. */
  madeFrom: string;
}

/** As it is packed: a question of custody is one of the plan's problems, and is again when it is unpacked. */
interface Packed {
  plan: Looked["plan"];
  custody: (Omit<CustodyRow, "problem"> & { at: number })[];
}

/** Packs what was looked at. In: also what it was made from, as `madeFrom` says it. */
export async function keptPlan({ plan, custody }: Looked, madeFrom: string): Promise<KeptPlan> {
  const places = new Map(plan.problems.map((one, at) => [one, at]));
  const rows = custody.map(({ problem, ...row }) => ({ ...row, at: places.get(problem) ?? -1 }));
  const text = JSON.stringify({ plan, custody: rows } satisfies Packed);
  return { packed: await packedBytes(new TextEncoder().encode(text)), madeFrom };
}

/** What was looked at, as it was. */
export async function planIn({ packed }: KeptPlan): Promise<Looked> {
  const { plan, custody } = JSON.parse(new TextDecoder().decode(await unpackedBytes(packed))) as Packed;
  const rows = custody.flatMap(({ at, ...row }) => {
    const problem = plan.problems[at];
    return problem ? [{ ...row, problem }] : [];
  });
  return { plan, custody: rows };
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
