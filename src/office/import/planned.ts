import { setImmediate } from "node:timers/promises";
import { isoDayOf } from "../../school/dates.ts";
import type { House } from "../../house/house.ts";
import type { TellProgress } from "../../school/import-progress.ts";
import type { Lists, Looked } from "../../school/look-at-lists.ts";
import { packedPlan, planIn } from "../../school/packed-plan.ts";
import type { ImportPlan } from "../../school/plan-import.ts";
import { againstHand } from "./against-hand.ts";
import { asSaid, type Draft, draftOf } from "./drafts.ts";
import { madeFrom } from "./kept-plan.ts";
import { canApply } from "./shown-plan.ts";

/** Which files are planned, with what is said of them. */
export type Wanted = Pick<Draft, "id" | "files" | "said">;

/**
 * Plans an import: the plan whole, to be carried out or thrown away, and the draft, which is kept. The files are looked
 * at only where what they are looked at with has changed. Between its steps everybody else is answered.
 * In: perhaps the draft of the same files that was before.
 */
export async function planned(
  house: House,
  wanted: Wanted,
  before: Draft | null,
  tell: TellProgress,
): Promise<{ plan: ImportPlan; draft: Draft }> {
  // Of a school that is changed half by another list no plan is made.
  await house.changes.quiet();
  const lists = await listsOf(house, wanted);
  await setImmediate();
  const from = madeFrom(lists);
  await setImmediate();
  const known = before?.whole?.madeFrom === from ? before.whole : null;
  const looked: Looked = known ? await planIn(known.packed) : await house.lookAtLists(lists, tell);
  const { plan } = looked;
  const can = canApply(plan);
  await setImmediate();
  const whole = known ?? (can ? { packed: looked.packed ?? (await packedPlan(looked)), madeFrom: from } : null);
  const changes = can ? await house.roster.wouldChange(plan, house.now()) : [];
  await setImmediate();
  const against = await againstHand(house, plan);
  await setImmediate();
  return { plan, draft: draftOf(wanted, looked, { changes, whole, asked: before?.asked ?? [], againstHand: against }) };
}

async function listsOf(house: House, { files, said }: Wanted): Promise<Lists> {
  const { className, chosen, leftClasses, mode } = said;
  return {
    files: await asSaid(files, said),
    roll: await house.roster.roll(),
    remembered: await house.rememberedColumns.all(),
    options: {
      today: isoDayOf(house.now(), house.timeZone),
      chosen,
      mode: mode || "guess",
      leftClasses,
      ...(className === "" ? {} : { className }),
    },
  };
}
