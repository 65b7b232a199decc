import type { ImportPlan, PlannedRow } from "../../school/plan-import.ts";
import type { Problem } from "../../school/problem.ts";
import { changeText, fill, type ImportWords, placeText, problemText } from "./words.ts";

/** How many of a kind are told one by one. */
const shown = 20;

/** What an import would do, or has done, in lines that the office can check against its list. */
export function importReport(plan: ImportPlan, words: ImportWords): string {
  const counts = [
    ["new classes", plan.newClasses.length],
    ["new children", plan.newChildren.length],
    ["changed children", fated(plan, "changed").length],
    ["unclear children", fated(plan, "unclear").length],
    ["unchanged children", plan.unchangedChildren],
    ["children who left", plan.goneChildren.length],
    ["new guardians and teachers", plan.newPeople.length],
    ["guardians no longer with a child", plan.endedGuardianships.length],
    ["teachers no longer with a class", plan.endedClassTeachers.length],
  ] as const;
  const dropped = plan.columns.filter(({ use }) => use !== "kept").map(({ name }) => name);
  return [
    ...plan.files.flatMap(({ file, format, rows }) =>
      format === null ? [] : [`${file === "" ? "" : `${file}: `}${words.format[format]} (${rows})`],
    ),
    ...counts.filter(([, count]) => count > 0).map(([what, count]) => `${String(count).padStart(5)}  ${what}`),
    ...some(
      fated(plan, "changed"),
      (row) => `Changed: ${row.name} (${row.changes.map((change) => changeText(change, words)).join("; ")})`,
      words,
    ),
    ...some(fated(plan, "gone"), (row) => `Left: ${row.name} (consents stay as proof)`, words),
    ...(dropped.length > 0 ? [`Not needed, not stored: ${[...new Set(dropped)].join(", ")}`] : []),
    ...(plan.untouchedClasses.length > 0
      ? [`Not in the file, left as they are: ${plan.untouchedClasses.join(", ")}`]
      : []),
    ...[...Map.groupBy(plan.problems, ({ key }) => key).values()].flatMap((same) =>
      some(same, (one) => sentence(one, words), words),
    ),
  ].join("\n");
}

function fated(plan: ImportPlan, fate: PlannedRow["fate"]): PlannedRow[] {
  return plan.rows.filter((row) => row.who === "child" && row.fate === fate);
}

function sentence(problem: Problem, words: ImportWords): string {
  return `${placeText(problem, words)}: ${problem.weight === "stop" ? "STOP. " : ""}${problemText(problem, words)}`;
}

function some<One>(all: readonly One[], line: (one: One) => string, words: ImportWords): string[] {
  return [
    ...all.slice(0, shown).map(line),
    ...(all.length > shown ? [fill(words.more, { count: all.length - shown })] : []),
  ];
}
