import type { ChildRow } from "../office-file.ts";
import { type Child, fullName } from "../people.ts";
import { counted, placeWord, problem, type Problem } from "../problem.ts";
import type { Change, StoredChild } from "./import-plan.ts";
import { oddClass } from "../reading/cells.ts";
import { betterSpelling, sameFirstName } from "../spelling.ts";
import { isAsked, preview, twice, unclear } from "./unclear.ts";
import { classId, note, type Work } from "./work.ts";

/**
 * Plans every child of the files.
 * Out: the rows that are somebody, with the child's id and whether it was stored before.
 */
export function planChildren(work: Work): PlannedChild[] {
  const twins = new Map(work.file.children.filter(({ perhaps }) => perhaps).map((row) => [placeWord(row), row]));
  const planned = work.file.children.flatMap((row) => {
    const match = work.matches.get(row) ?? "new";
    if (match !== "new" && "unclear" in match) return unclear(row, match, work);
    const twin = row.perhaps?.file === row.file ? twins.get(placeWord(row.perhaps)) : undefined;
    if (match === "new" && isAsked(row, twin, work)) return twice(row, twin, work);
    const before = match === "new" ? null : match.stored;
    if (before) work.seen.add(before.id);
    if (row.presence === "left" && before && !before.gone) leave(row, before, work);
    if (row.presence === "left" || row.presence === "away") return [];
    const className = row.className ?? work.options.className ?? work.classNames.get(before?.classId ?? "");
    return [{ row, before, className }];
  });
  const { className } = work.options;
  if (className !== undefined && oddClass(className))
    work.plan.problems.push(problem("saidClassOdd", { file: "", row: 1 }, { class: className.slice(0, 40) }));
  work.plan.problems.push(...withoutClass(planned, work));
  return planned.flatMap(({ row, before, className: name }) =>
    name === undefined ? [] : [{ row, childId: planChild(row, before, name, work), stored: before !== null }],
  );
}

interface PlannedChild {
  row: ChildRow;
  childId: string;
  stored: boolean;
}

type Placed = { row: ChildRow; before: StoredChild | null; className: string | undefined };

/**
 * Children of whom nobody knows the class. A file of which that is true of every child stops the import: the class is
 * to be said; of a single child it is said, and the others are taken in.
 */
function withoutClass(planned: readonly Placed[], { file }: Work): Problem[] {
  const knows = new Set(file.children.filter(({ className }) => className !== null).map((row) => row.file));
  const placed = new Set(planned.filter(({ className }) => className !== undefined).map(({ row }) => row.file));
  return counted(
    planned.flatMap(({ row, className }) => {
      if (className !== undefined) return [];
      if (knows.has(row.file)) return [problem("childWithoutClass", row, { name: fullName(row) })];
      return [problem(placed.has(row.file) ? "classNeededForSome" : "classNeeded", row)];
    }),
  );
}

function leave(row: ChildRow, { gone: _, ...child }: StoredChild, work: Work): void {
  work.plan.goneChildren.push(child);
  work.rows.set(child.id, {
    ...preview(row, "gone"),
    name: fullName(child),
    className: work.classNames.get(child.classId) ?? null,
    changes: [],
    candidates: [],
  });
}

function planChild(row: ChildRow, before: StoredChild | null, className: string, work: Work): string {
  const child: Child = {
    id: before?.id ?? work.newId(),
    ...names(row, before),
    classId: classId(className, work),
    birthDate: row.birthDate ?? before?.birthDate ?? null,
    key: keyOf(row, before, work),
    language: row.language ?? before?.language ?? null,
    bothMustAgree: row.bothMustAgree ?? before?.bothMustAgree ?? false,
  };
  if (!before) {
    work.plan.newChildren.push(child);
    work.rows.set(child.id, { ...preview(row, "new"), className, changes: [], candidates: [] });
    return child.id;
  }
  const changes = changesOf(before, child, work);
  for (const change of changes)
    note(work, child.id, change, () => ({
      ...preview(row, "changed"),
      name: fullName(child),
      className: work.classNames.get(child.classId) ?? className,
    }));
  if (changes.length > 0) work.plan.changedChildren.push(child);
  return child.id;
}

function names(row: ChildRow, before: StoredChild | null): Pick<Child, "givenName" | "familyName"> {
  if (!before) return { givenName: row.givenName, familyName: row.familyName };
  const familyName = betterSpelling(before.familyName, row.familyName);
  // One program knows "Mila", the other "Mila Sophie": the one that was there stays.
  const givenName = betterSpelling(before.givenName, row.givenName);
  return {
    familyName,
    givenName:
      before.givenName.length !== row.givenName.length && sameFirstName(before.givenName, row.givenName)
        ? before.givenName
        : givenName,
  };
}

/** The number of the office's program goes before the learning platform's, for an export is keyed by it. */
function keyOf(row: ChildRow, before: StoredChild | null, { file }: Work): string | null {
  const platform = file.files.find((one) => one.file === row.file)?.format?.startsWith("iserv") ?? false;
  return platform ? (before?.key ?? row.key) : (row.key ?? before?.key ?? null);
}

function changesOf(before: StoredChild, after: Child, { classNames }: Work): Change[] {
  const yes = (both: boolean) => (both ? "ja" : "nein");
  const all: Change[] = [
    { what: "returned", from: before.gone ? "" : null, to: null },
    { what: "name", from: fullName(before), to: fullName(after) },
    { what: "class", from: classNames.get(before.classId) ?? "", to: classNames.get(after.classId) ?? "" },
    { what: "birthDate", from: before.birthDate, to: after.birthDate },
    { what: "language", from: before.language, to: after.language },
    { what: "key", from: before.key, to: after.key },
    { what: "bothMustAgree", from: yes(before.bothMustAgree), to: yes(after.bothMustAgree) },
  ];
  return all.filter(({ from, to }) => from !== to);
}
