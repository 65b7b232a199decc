import type { ChildRow, OfficeFile } from "./office-file.ts";
import { planChildren } from "./planning/children.ts";
import { childrenByKey, planCustody } from "./planning/custody.ts";
import { planGone } from "./planning/gone.ts";
import { planGuardians } from "./planning/guardians.ts";
import { emptyPlan, type ImportOptions, type ImportPlan, type SchoolRoll } from "./planning/import-plan.ts";
import { matchChildren } from "./planning/match.ts";
import { peopleToStore } from "./planning/person.ts";
import { withoutRestricted } from "./planning/restricted.ts";
import { setAside, spareOdd } from "./planning/odd-rows.ts";
import { planTeachers } from "./planning/teachers.ts";
import { weightsInOrder } from "./problem.ts";
import { type Work, workOn } from "./planning/work.ts";

export type { Change, ImportOptions, ImportPlan, PlannedRow, SchoolRoll } from "./planning/import-plan.ts";

/**
 * Compares the office's files with what is stored. In: the files; what is stored; what the office has said; ids.
 * Out: what an import would do.
 * A row that is odd concerns itself: nothing is done for it, and whoever it may mean stays as stored.
 * Children of a class that a file lists whole and who are not in it are gone; other files say nothing of who left.
 * Consents and links to accounts are nowhere in it.
 */
export function planImport(
  given: OfficeFile,
  roll: SchoolRoll,
  options: ImportOptions,
  newId: () => string,
): ImportPlan {
  const file = setAside(given, options);
  const work = workOn(file, roll, {
    plan: emptyPlan(file),
    options,
    newId,
    matches: matchChildren(file.children, roll, options.chosen),
  });
  const planned = planChildren(work);
  planGuardians(planned, work);
  planCustody(planned, work);
  planTeachers(work);
  spareOdd(work);
  planGone(work);
  const order = new Map(file.files.map((one, at) => [one.file, at]));
  const rows = [...work.rows.values()].toSorted(
    (a, b) =>
      (order.get(a.file) ?? Infinity) - (order.get(b.file) ?? Infinity) || (a.row ?? Infinity) - (b.row ?? Infinity),
  );
  const problems = work.plan.problems.toSorted(
    (a, b) =>
      weightsInOrder.indexOf(a.weight) - weightsInOrder.indexOf(b.weight) ||
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) ||
      a.row - b.row,
  );
  const touched = new Set(work.rows.keys());
  const plan = {
    ...work.plan,
    ...peopleToStore(roll, work.people),
    rows,
    problems,
    leftOpen: leftOpenOf(planned, work),
    unchangedChildren: planned.filter(({ childId, stored }) => stored && !touched.has(childId)).length,
  };
  return withoutRestricted(plan, roll, work.rows);
}

/** The children of whom somebody stands in a file who could not be read, and whom somebody has to add. */
function leftOpenOf(planned: readonly { row: ChildRow; childId: string }[], work: Work): ImportPlan["leftOpen"] {
  const byKey = childrenByKey(planned, work);
  const unnamed = work.file.unnamed.filter(({ unread }) => unread).map(({ childKey }) => byKey.get(childKey));
  const own = planned.filter(({ row }) => row.guardianUnread).map(({ childId }) => childId);
  const open = new Set([...own, ...unnamed].filter((childId) => childId !== undefined));
  return [...open].map((childId) => ({ childId, what: "guardianIncomplete" }));
}

/** Whether the plan may be carried out: nothing in the files must be repaired first. */
export function mayCarryOut(plan: Pick<ImportPlan, "problems">): boolean {
  return !plan.problems.some(({ weight }) => weight === "stop");
}
