import type { CustodyRow, Looked } from "./look-at-lists.ts";
import { packedBytes, unpackedBytes } from "./packed.ts";

/** As it is packed: a question of custody is one of the plan's problems, and is again when it is unpacked. */
interface Packed {
  plan: Looked["plan"];
  custody: (Omit<CustodyRow, "problem"> & { at: number })[];
}

/** Packs what was looked at. */
export function packedPlan({ plan, custody }: Looked): Promise<Uint8Array> {
  const places = new Map(plan.problems.map((one, at) => [one, at]));
  const rows = custody.map(({ problem, ...row }) => ({ ...row, at: places.get(problem) ?? -1 }));
  const text = JSON.stringify({ plan, custody: rows } satisfies Packed);
  return packedBytes(new TextEncoder().encode(text));
}

/** What was looked at, as it was. */
export async function planIn(packed: Uint8Array): Promise<Looked> {
  const { plan, custody } = JSON.parse(new TextDecoder().decode(await unpackedBytes(packed))) as Packed;
  const rows = custody.flatMap(({ at, ...row }) => {
    const problem = plan.problems[at];
    return problem ? [{ ...row, problem }] : [];
  });
  return { plan, custody: rows, packed };
}
