import { fullName } from "../people.ts";
import { foldedClass } from "../class-name.ts";
import { problem } from "../problem.ts";
import type { ClassLeaving, StoredChild } from "./import-plan.ts";
import type { Work } from "./work.ts";

/** A stored class with the children who are at the school, and those of them who are in none of the files. */
interface Seen {
  className: string;
  children: StoredChild[];
  missing: StoredChild[];
}

/** More than a third is seldom gone at once; one or two who leave are everyday, also in a small class. */
const isMany = (missing: number, known: number) => missing >= 3 && missing * 3 > known;

/**
 * Stored children of the classes that the files list whole, who are not in them: gone. An unclear one stays.
 * Where the files only add, nobody is; of a class that no file lists, those are of which somebody has said so.
 */
export function planGone(work: Work): void {
  const { file, plan, options } = work;
  const listed = new Set(file.listedClasses.map(foldedClass));
  const left = new Set((options.leftClasses ?? []).map(foldedClass));
  const all = classesAsSeen(work);
  const [inFile, others] = [
    all.filter(({ className }) => listed.has(foldedClass(className))),
    all.filter(({ className, missing }) => !listed.has(foldedClass(className)) && missing.length > 0),
  ];
  plan.mode = modeOf(inFile, options.mode);
  const isWhole = plan.mode === "whole" && listed.size > 0;
  for (const one of inFile) if (isWhole) leaveClass(one, work);
  if (isSchool(inFile, others) && isWhole) plan.missingClasses = others.map(leavingOf);
  for (const one of others)
    if (isWhole && left.has(foldedClass(one.className))) leave(one, work);
    else if (listed.size > 0) plan.untouchedClasses.push(one.className);
}

/**
 * Whether a file that lists classes looks as if it were a part of them: more than a third would be gone.
 * Out: what was said, where somebody has said it.
 */
function modeOf(inFile: readonly Seen[], said: Work["options"]["mode"]): "whole" | "adds" {
  if (said !== "guess") return said ?? "whole";
  const sum = (of: (one: Seen) => number) => inFile.reduce((all, one) => all + of(one), 0);
  const [missing, known] = [sum((one) => one.missing.length), sum((one) => one.children.length)];
  return isMany(missing, known) ? "adds" : "whole";
}

/** Whether the files are a list of the school, so that a class that is not in them is worth a question. */
const isSchool = (inFile: readonly Seen[], others: readonly Seen[]) =>
  inFile.length > 0 && inFile.length >= others.length;

function classesAsSeen({ roll, seen, classNames }: Work): Seen[] {
  const present = roll.children.filter(({ gone }) => !gone);
  return [...Map.groupBy(present, ({ classId }) => classId)].map(([id, children]) => ({
    className: classNames.get(id) ?? "",
    children,
    missing: children.filter((child) => !seen.has(child.id)),
  }));
}

const leavingOf = ({ className, children, missing }: Seen): ClassLeaving => ({
  className,
  count: missing.length,
  of: children.length,
});

function leaveClass(one: Seen, work: Work): void {
  leave(one, work);
  const { className, children, missing } = one;
  if (isMany(missing.length, children.length)) work.plan.leaving.push(leavingOf(one));
  // A whole class seldom leaves at once: more often the export was of a part.
  if (missing.length >= 5 && missing.length * 2 > children.length)
    work.plan.problems.push(
      problem("manyLeave", { file: "", row: 1 }, { class: className, count: missing.length, of: children.length }),
    );
}

function leave({ className, missing }: Seen, { plan, rows }: Work): void {
  for (const { gone: _, ...child } of missing) {
    plan.goneChildren.push(child);
    rows.set(child.id, {
      who: "child",
      fate: "gone",
      file: "",
      row: null,
      name: fullName(child),
      className,
      birthDate: child.birthDate,
      changes: [],
      candidates: [],
    });
  }
}
