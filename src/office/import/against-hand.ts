import { fullName } from "../../school/people.ts";
import type { House } from "../../house/house.ts";
import type { ImportPlan } from "../../school/plan-import.ts";
import type { AgainstHand } from "./drafts.ts";

/**
 * What an import would change that somebody has done by hand: the file is right, but nobody is to be surprised.
 * In: the plan. Out: children who would go, come back or be in another class, with what was done for them by hand.
 */
export async function againstHand(
  { changes, roster, now }: Pick<House, "changes" | "roster" | "now">,
  plan: ImportPlan,
): Promise<AgainstHand[]> {
  const concerned = [...plan.changedChildren, ...plan.goneChildren];
  const acts = await changes.doneByHand(
    concerned.map(({ id }) => id),
    now(),
  );
  const gone = new Set(plan.goneChildren.map(({ id }) => id));
  const found: AgainstHand[] = [];
  for (const child of concerned) {
    const act = acts.get(child.id);
    if (!act) continue;
    const stored = await roster.child(child.id);
    const [goes, moves] = [gone.has(child.id), stored?.classId !== child.classId];
    if (act.what === "leave" || goes || moves) found.push({ childId: child.id, name: fullName(child), act });
  }
  return found;
}
