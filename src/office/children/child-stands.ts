import { setImmediate } from "node:timers/promises";
import type { House } from "../../house/house.ts";
import type { ChildStands } from "./standing-list.ts";

const atOnce = 250;

/**
 * What stands for every child of a class (its id) or of the school; in slices, so that the bot answers in between.
 * In: also who hears how much is done (0 to 1).
 */
export async function everyChildStands(
  { roster, ledger, now }: Pick<House, "roster" | "ledger" | "now">,
  classId?: string,
  walked: (share: number) => void = () => undefined,
): Promise<ChildStands[]> {
  const everyone = await roster.everyChild();
  const children = classId === undefined ? everyone : everyone.filter((child) => child.classId === classId);
  const all: ChildStands[] = [];
  // Also where there is nobody: in doubt nothing of it is read.
  for (let from = 0; from === 0 || from < children.length; from += atOnce) {
    const some = children.slice(from, from + atOnce);
    const standings = await ledger.standings(
      some.map(({ id }) => id),
      now(),
    );
    for (const child of some) {
      const standing = standings.get(child.id);
      if (standing) all.push({ child, standing });
    }
    walked(Math.min(1, (from + atOnce) / Math.max(1, children.length)));
    await setImmediate();
  }
  return all;
}
