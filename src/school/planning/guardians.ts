import { fullName } from "../people.ts";
import { isDecided } from "../../consent/custody.ts";
import type { ChildRow, GuardianRow } from "../office-file.ts";
import { folded } from "../folded.ts";
import { lostLetters } from "../reading/cells.ts";
import { counted, placeOf, problem, type Problem } from "../problem.ts";
import type { PlannedRow } from "./import-plan.ts";
import { childrenByKey } from "./custody.ts";
import { personId } from "./person.ts";
import { note, type Work } from "./work.ts";

interface Planned {
  row: ChildRow;
  childId: string;
  stored: boolean;
}

/** Guardians that the files name, by child, each with the row that has named it first. */
type Named = Map<string, Map<string, GuardianRow>>;

/**
 * Plans whose child is whose.
 * In: the children of the files; those that were stored go first, for their guardians are known by name.
 */
export function planGuardians(planned: readonly Planned[], work: Work): void {
  const named: Named = new Map();
  for (const { row, childId } of planned.toSorted((a, b) => Number(b.stored) - Number(a.stored)))
    for (const guardian of row.guardians) join(guardian, childId, work, named);
  joinParents(planned, work, named);
  for (const { row, childId, stored } of planned) if (stored) part(row, childId, named.get(childId) ?? new Map(), work);
}

function join(guardian: GuardianRow, childId: string, work: Work, named: Named): void {
  const related = work.guardiansOf.get(childId) ?? [];
  // Who is no guardian any more, and of whom something was decided, is no stranger when a list brings them again.
  const all = [...related, ...(work.decidedOf.get(childId) ?? []).filter((id) => !related.includes(id))];
  const before = named.get(childId) ?? new Map<string, GuardianRow>();
  const known = all.filter((id) => !isBeside(guardian, before.get(id)));
  const guardianId = personId(
    guardian,
    "guardian",
    () => known,
    work,
    (change) => note(work, childId, change, () => ofChild(childId, guardian, work)),
  );
  if (!before.has(guardianId)) before.set(guardianId, guardian);
  named.set(childId, before);
  if (related.includes(guardianId)) return;
  work.guardiansOf.set(childId, [...related, guardianId]);
  work.plan.newGuardianships.push({ guardianId, childId });
  note(work, childId, { what: "guardianJoined", from: null, to: fullName(guardian) }, () =>
    ofChild(childId, guardian, work),
  );
}

/** Whether one file names both, and only a lost letter would make one person of two. */
const isBeside = (row: GuardianRow, named: GuardianRow | undefined) =>
  named?.file === row.file && folded(named) !== folded(row) && (lostLetters(named) || lostLetters(row));

/** Parents who name the child by its number: in the files, or stored. */
function joinParents(planned: readonly Planned[], work: Work, named: Named): void {
  const byKey = childrenByKey(planned, work);
  const lost: Problem[] = [];
  for (const parent of work.file.parents) {
    const childId = byKey.get(parent.childKey);
    if (childId) join(parent, childId, work, named);
    else lost.push(problem("parentWithoutChild", parent, { name: fullName(parent), key: parent.childKey }));
  }
  work.plan.problems.push(...counted(lost));
}

/**
 * Guardians who are stored and no longer named.
 * Another program may know fewer: only our own table ends what is stored, a person looks at the rest. What was decided
 * on custody no list ends. Where somebody stands in the row who could not be read, it may be this one.
 */
function part(
  row: ChildRow,
  childId: string,
  named: Pick<ReadonlyMap<string, unknown>, "has" | "size">,
  work: Work,
): void {
  if (row.guardianUnread) return;
  for (const guardianId of (work.guardiansOf.get(childId) ?? []).filter((id) => !named.has(id))) {
    const guardian = work.people.get(guardianId);
    if (work.file.guardiansAreWhole && guardian && isDecided(work.custodyOf(childId, guardianId)))
      work.plan.problems.push(problem("guardianDecided", row, { guardian: fullName(guardian), child: fullName(row) }));
    else if (work.file.guardiansAreWhole) {
      work.plan.endedGuardianships.push({ guardianId, childId });
      note(work, childId, { what: "guardianLeft", from: guardian ? fullName(guardian) : "", to: null }, () =>
        ofChild(childId, row, work),
      );
    } else if (named.size > 0 && guardian)
      work.plan.problems.push(
        problem("guardianNotInFile", row, { guardian: fullName(guardian), child: fullName(row) }),
      );
  }
}

function ofChild(
  childId: string,
  place: { file: string; row: number },
  work: Work,
): Omit<PlannedRow, "changes" | "candidates"> {
  const child = work.children.get(childId);
  return {
    who: "child",
    fate: "changed",
    ...placeOf(place),
    name: child ? fullName(child) : "",
    className: work.classNames.get(child?.classId ?? "") ?? null,
    birthDate: child?.birthDate ?? null,
  };
}
