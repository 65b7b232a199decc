import type { House } from "./house.ts";

/**
 * Reads something of the proof on the way to a NEIN, which counts also where what was recorded does not hold
 * (Art. 7(3) GDPR). In: what is taken for it then: never more than nothing being allowed.
 * Errors: whatever else is wrong.
 */
export async function unlessInDoubt<Out>(
  { isInDoubt }: Pick<House, "isInDoubt">,
  read: () => Promise<Out>,
  otherwise: () => Out,
): Promise<Out> {
  try {
    return await read();
  } catch (error) {
    if (!isInDoubt(error)) throw error;
    return otherwise();
  }
}
