import type { ImportPlan } from "../school/plan-import.ts";

/** What an import would do, or has done, in lines that the office can check against its list. */
export function importReport(plan: ImportPlan): string {
  const counts = [
    ["new classes", plan.newClasses.length], ["new children", plan.newChildren.length], ["changed children", plan.changedChildren.length],
    ["unchanged children", plan.unchangedChildren], ["children who left", plan.goneChildren.length], ["new guardians and teachers", plan.newPeople.length],
    ["guardians no longer with a child", plan.endedGuardianships.length], ["teachers no longer with a class", plan.endedClassTeachers.length],
  ] as const;
  const names = (children: ImportPlan["newChildren"]) => children.map((child) => `${child.givenName} ${child.familyName}`).join(", ");
  return [
    ...counts.filter(([, count]) => count > 0).map(([what, count]) => `${String(count).padStart(5)}  ${what}`),
    ...(plan.changedChildren.length > 0 ? [`Changed: ${names(plan.changedChildren)}`] : []),
    ...(plan.goneChildren.length > 0 ? [`Left: ${names(plan.goneChildren)} (their consents stay as proof)`] : []),
    ...(plan.droppedColumns.length > 0 ? [`Not needed, not stored: ${plan.droppedColumns.join(", ")}`] : []),
    ...plan.problems.toSorted((a, b) => a.row - b.row).map(({ row, text, stops }) => `Row ${row}: ${stops ? "STOP. " : ""}${text}`),
  ].join("\n");
}

/** Whether the plan may be carried out: nothing in the file must be repaired first. */
export function mayCarryOut(plan: ImportPlan): boolean {
  return !plan.problems.some((problem) => problem.stops);
}
