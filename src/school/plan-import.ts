import type { ChildRow, OfficeFile } from "./office-file.ts";
import { planChildren } from "./planning/children.ts";
import { planCustody } from "./planning/custody.ts";
import { planGone } from "./planning/gone.ts";
import { planGuardians } from "./planning/guardians.ts";
import { emptyPlan, type ImportOptions, type ImportPlan, type SchoolRoll } from "./planning/import-plan.ts";
import { matchChildren } from "./planning/match.ts";
import { peopleToStore } from "./planning/person.ts";
import { withoutRestricted } from "./planning/restricted.ts";
import { setAside, spareOdd } from "./planning/odd-rows.ts";
import { planTeachers } from "./planning/teachers.ts";
import { type Problem, weightsInOrder } from "./problem.ts";
import { workOn } from "./planning/work.ts";

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
    leftOpen: leftOpenOf(planned, work.plan.problems),
    unchangedChildren: planned.filter(({ childId, stored }) => stored && !touched.has(childId)).length,
  };
  return withoutRestricted(plan, roll);
}

/** What of the rows of these children could not be taken over, and somebody has to do. */
function leftOpenOf(
  planned: readonly { row: ChildRow; childId: string }[],
  problems: readonly Problem[],
): ImportPlan["leftOpen"] {
  const notTakenOver = new Set<Problem["key"]>(["guardianIncomplete", "guardianOdd", "guardianCouple"]);
  const places = new Set(problems.filter(({ key }) => notTakenOver.has(key)).map(({ file, row }) => `${file}:${row}`));
  return planned
    .filter(({ row }) => places.has(`${row.file}:${row.row}`))
    .map(({ childId }) => ({ childId, what: "guardianIncomplete" }));
}

/** Whether the plan may be carried out: nothing in the files must be repaired first. */
export function mayCarryOut(plan: Pick<ImportPlan, "problems">): boolean {
  return !plan.problems.some(({ weight }) => weight === "stop");
}
