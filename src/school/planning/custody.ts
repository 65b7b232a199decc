import { isDecided } from "../../consent/custody.ts";
import type { ChildRow } from "../office-file.ts";
import { counted, placeWord, problem, type Problem } from "../problem.ts";
import { pair } from "./stored-custody.ts";
import { meantByOdd } from "./odd-rows.ts";
import type { Work } from "./work.ts";

/**
 * Puts before the office whom a row that speaks of custody is about: every guardian of its child of whom there is no
 * fact. A decision is stronger than any list: children of whom all is decided are not warned of again, but counted, for
 * what the remark says is not stored, and it may be a new one.
 * In: the children of the files, after their guardians are planned.
 */
export function planCustody(planned: readonly { row: ChildRow; childId: string }[], work: Work): void {
  const { plan, roll, guardiansOf, custodyOf } = work;
  const spoken = plan.problems.filter(({ weight }) => weight === "custody");
  if (spoken.length === 0) return;
  const childAt = childrenAt(planned, work);
  const before = new Set(roll.guardianships.map(({ childId, guardianId }) => pair(childId, guardianId)));
  const ended = new Set(plan.endedGuardianships.map(({ childId, guardianId }) => pair(childId, guardianId)));
  const guardians = (childId: string) =>
    (guardiansOf.get(childId) ?? []).filter((guardianId) => !ended.has(pair(childId, guardianId)));
  const isSettled = (childId: string) => {
    const all = guardians(childId);
    return all.length > 0 && all.every((guardianId) => isDecided(custodyOf(childId, guardianId)));
  };
  for (const one of spoken) {
    const childId = childAt.get(placeWord(one));
    if (childId !== undefined) plan.custodyFlags.push({ file: one.file, row: one.row, childId });
  }
  for (const childId of new Set(plan.custodyFlags.map((one) => one.childId)))
    for (const guardianId of guardians(childId)) {
      if (custodyOf(childId, guardianId) !== null) continue;
      const custody = before.has(pair(childId, guardianId)) ? "undecided" : "held_back";
      plan.openCustody.push({ childId, guardianId, custody });
    }
  const settled = new Set(spoken.filter((one) => isSettled(childAt.get(placeWord(one)) ?? "")));
  plan.problems = plan.problems.filter((one) => !settled.has(one)).concat(decidedBefore([...settled]));
}

/**
 * The child of each row: of its own, of those of its guardians, of those that name it by its number; also of one of
 * which nothing is done, where it can mean nobody else.
 */
function childrenAt(planned: readonly { row: ChildRow; childId: string }[], work: Work): Map<string, string> {
  const byKey = childrenByKey(planned, work);
  const ofParents = [...work.file.parents, ...work.file.unnamed].flatMap((row): [string, string][] => {
    const childId = byKey.get(row.childKey);
    return childId === undefined ? [] : [[placeWord(row), childId]];
  });
  return new Map([
    ...meantByOdd(work),
    ...ofParents,
    ...planned.flatMap(({ row, childId }) => row.guardians.map((one): [string, string] => [placeWord(one), childId])),
    ...planned.flatMap(({ row, childId }) =>
      (row.alsoAt ?? []).map((one): [string, string] => [placeWord(one), childId]),
    ),
    ...planned.map(({ row, childId }): [string, string] => [placeWord(row), childId]),
  ]);
}

/** Children by their numbers: in the files, or stored. */
export function childrenByKey(
  planned: readonly { row: ChildRow; childId: string }[],
  { roll }: Pick<Work, "roll">,
): Map<string, string> {
  const byKey = new Map(
    roll.children.filter(({ key, gone }) => key !== null && !gone).map(({ key, id }) => [key ?? "", id]),
  );
  for (const { row, childId } of planned)
    for (const key of [row.key ?? [], row.otherKeys].flat()) byKey.set(key, childId);
  return byKey;
}

/** One for each file, with how many there are. */
const decidedBefore = (problems: readonly Problem[]): Problem[] =>
  counted(problems.map((one) => problem("custodyDecided", one)));
