import type { House } from "./house.ts";

/**
 * Where somebody else has changed the database, nothing is recorded, and JaNein starts all the same: its pages say why,
 * and each message is answered so. In: what is recorded at the start, and what goes for it where it may not be.
 * Errors: whatever else is wrong.
 */
export async function unlessRefused<Out>(
  { isRefused, log }: Pick<House, "isRefused" | "log">,
  recorded: Promise<Out>,
  otherwise: (why: Error) => Out | Promise<Out>,
): Promise<Out> {
  try {
    return await recorded;
  } catch (error) {
    if (!(error instanceof Error && isRefused(error))) throw error;
    log.error({ todo: error.message }, "what is recorded at a start was not: the rest goes on");
    return await otherwise(error);
  }
}

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

/** Whether a period runs. That none runs is only said where it is certain. */
export const periodRuns = (house: Pick<House, "isInDoubt" | "periods">): Promise<boolean> =>
  unlessInDoubt(
    house,
    () => house.periods.running(),
    () => true,
  );
