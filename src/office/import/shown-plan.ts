import { order } from "../../school/in-order.ts";
import { createHash } from "node:crypto";
import type { Rehearsed } from "../../../db/school/rehearsal.ts";
import { type ImportPlan, mayCarryOut, type PlannedRow } from "../../school/plan-import.ts";
import type { Problem, ProblemKey } from "../../school/problem.ts";

/** As many rows of a kind as anybody looks through. */
export const mostShown = 1000;

/** What the pages show of an import, so that a draft need not hold the lists of a whole town. */
export interface ShownPlan extends Pick<
  ImportPlan,
  "columns" | "files" | "unchangedChildren" | "untouchedClasses" | "mode" | "leaving" | "missingClasses"
> {
  /** Whether the files list classes, so that whoever is not in them may be gone. */
  listsClasses: boolean;
  /** The first of each fate that has a table, in order. */
  rows: PlannedRow[];
  /** The first of each kind, in order. */
  problems: Problem[];
  changes: Rehearsed[];
  /** How many there are of each, shown or not. */
  counts: {
    rows: Record<PlannedRow["fate"], number>;
    children: Record<PlannedRow["fate"], number>;
    problems: ReadonlyMap<ProblemKey, number>;
    changes: number;
    guardians: number;
    teachers: number;
    classes: number;
  };
  /** Nothing in the files must be repaired first. */
  mayCarryOut: boolean;
  /** Carrying it out may be done, and would change anything. */
  canApply: boolean;
  /** A digest of all that it does, changes of what stands and says; ids of what is new are not in it. */
  does: string;
}

/** What is shown of a plan. In: also what it would change of what stands. */
export function shownPlan(plan: ImportPlan, changes: readonly Rehearsed[]): ShownPlan {
  const { columns, files, unchangedChildren, untouchedClasses, mode, leaving, missingClasses, rows, problems } = plan;
  const children = rows.filter(({ who }) => who === "child");
  const people = (role: "guardian" | "teacher") => plan.newPeople.filter((one) => one.role === role).length;
  return {
    ...{ columns, files, unchangedChildren, untouchedClasses, mode, leaving, missingClasses },
    listsClasses: plan.listsClasses,
    rows: (["new", "changed", "gone"] as const).flatMap((fate) => first(ofFate(rows, fate))),
    problems: [...Map.groupBy(problems, ({ key }) => key).values()].flatMap(first),
    changes: first(changes),
    counts: {
      rows: byFate(rows),
      children: byFate(children),
      problems: new Map([...Map.groupBy(problems, ({ key }) => key)].map(([key, same]) => [key, same.length])),
      changes: changes.length,
      guardians: people("guardian"),
      teachers: people("teacher"),
      classes: plan.newClasses.length,
    },
    mayCarryOut: mayCarryOut(plan),
    canApply: canApply(plan),
    does: createHash("sha256").update(whatItDoes(plan)).update(whatChanges(changes)).digest("base64url"),
  };
}

/** Whoever is gone stands in no row of the files: they are shown as a list is read. */
function ofFate(rows: readonly PlannedRow[], fate: PlannedRow["fate"]): PlannedRow[] {
  const own = rows.filter((row) => row.fate === fate);
  if (fate !== "gone") return own;
  const sign = ({ className, name }: PlannedRow) => `${className ?? ""} ${name}`;
  return own.toSorted((a, b) => order.compare(sign(a), sign(b)));
}

const first = <One>(all: readonly One[]) => all.slice(0, mostShown);

function byFate(rows: readonly PlannedRow[]): Record<PlannedRow["fate"], number> {
  const counts = { new: 0, changed: 0, gone: 0, unclear: 0 };
  for (const { fate } of rows) counts[fate] += 1;
  return counts;
}

/** Whether carrying it out would change anything and may be done. */
export function canApply(plan: ImportPlan): boolean {
  return (
    mayCarryOut(plan) &&
    [
      plan.newClasses,
      plan.newChildren,
      plan.changedChildren,
      plan.goneChildren,
      plan.newPeople,
      plan.changedPeople,
      plan.newGuardianships,
      plan.endedGuardianships,
      plan.newClassTeachers,
      plan.endedClassTeachers,
      plan.openCustody,
    ].some(({ length }) => length > 0)
  );
}

function whatChanges(changes: readonly Rehearsed[]): string {
  const allowed = ({ standing, atSchool }: Rehearsed["before"]) => [
    standing.audio.standing,
    standing.video.standing,
    atSchool,
  ];
  return JSON.stringify(changes.map(({ childId, before, after }) => [childId, allowed(before), allowed(after)]));
}

function whatItDoes({
  rows,
  problems,
  untouchedClasses,
  unchangedChildren,
  mode,
  listsClasses,
  ...lists
}: ImportPlan): string {
  return JSON.stringify([
    rows,
    problems,
    untouchedClasses,
    unchangedChildren,
    mode,
    listsClasses,
    Object.values(lists).map(({ length }) => length),
  ]);
}
