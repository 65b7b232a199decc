import { problem } from "../problem.ts";
import { fullName } from "../people.ts";
import type { ImportPlan, LeftOpen, PlannedRow, SchoolRoll } from "./import-plan.ts";

/**
 * The plan without what it would change or end of those whose data are only kept (Art. 18(2) GDPR: `mayUse` of
 * "importOver"): a person looks at each. In: the plan; what is stored; the rows of the preview, by the id of who it
 * is: a name may be another child's too. Out: the plan; what is left to do, by child.
 */
export function withoutRestricted(
  plan: ImportPlan,
  roll: SchoolRoll,
  rowOf: ReadonlyMap<string, PlannedRow>,
): ImportPlan {
  const people = new Set(roll.restricted?.people ?? []);
  const children = new Set(roll.restricted?.children ?? []);
  if (people.size + children.size === 0) return plan;
  const touched = [
    ...plan.changedPeople.filter(({ id }) => people.has(id)).map(({ id }) => id),
    ...[...plan.endedGuardianships, ...plan.newGuardianships].map(({ guardianId }) => guardianId),
    ...plan.endedClassTeachers.map(({ teacherId }) => teacherId),
  ].filter((id) => people.has(id));
  const kept = {
    ...plan,
    changedPeople: plan.changedPeople.filter(({ id }) => !people.has(id)),
    endedGuardianships: plan.endedGuardianships.filter(({ guardianId }) => !people.has(guardianId)),
    endedClassTeachers: plan.endedClassTeachers.filter(({ teacherId }) => !people.has(teacherId)),
    changedChildren: plan.changedChildren.filter(({ id }) => !children.has(id)),
    goneChildren: plan.goneChildren.filter(({ id }) => !children.has(id)),
  };
  const own = new Set(touched);
  const ofPeople = roll.guardianships.filter(({ guardianId }) => own.has(guardianId)).map(({ childId }) => childId);
  const ofPupils = [...plan.changedChildren, ...plan.goneChildren].map(({ id }) => id).filter((id) => children.has(id));
  const names = new Map([...roll.people, ...roll.children].map((one) => [one.id, fullName(one)]));
  const problems = [...own, ...new Set(ofPupils)].map((id) =>
    problem("restrictedKept", { file: "", row: 1 }, { name: names.get(id) ?? "" }),
  );
  const ofKept = new Set(ofPupils.map((id) => rowOf.get(id)));
  return {
    ...kept,
    rows: plan.rows.flatMap((row) => (ofKept.has(row) ? ofGuardians(row) : [row])),
    problems: [...plan.problems, ...problems],
    leftOpen: [...plan.leftOpen, ...[...new Set([...ofPeople, ...ofPupils])].map(leftFor)],
  };
}

const leftFor = (childId: string): LeftOpen => ({ childId, what: "restricted" });

/** The row with what is done all the same: guardians come and go whose own data are not restricted. */
function ofGuardians(row: PlannedRow): PlannedRow[] {
  const changes = row.changes.filter(({ what }) => what.startsWith("guardian"));
  return changes.length === 0 ? [] : [{ ...row, changes }];
}
