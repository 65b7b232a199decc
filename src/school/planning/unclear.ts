import { fullName } from "../people.ts";
import { germanDate } from "../dates.ts";
import type { ChildRow } from "../office-file.ts";
import { placeOf, placeWord, problem, type Problem } from "../problem.ts";
import type { PlannedRow, StoredChild } from "./import-plan.ts";
import { type Candidates, chosenFor } from "./match.ts";
import type { Work } from "./work.ts";

/**
 * Whether it must be said first if this child stands in another row as well. Of two rows of one file the first is taken
 * in where neither child is stored yet; otherwise the one that is stored.
 */
export function isAsked(row: ChildRow, twin: ChildRow | undefined, work: Work): boolean {
  if (!row.perhaps || chosenFor(row, work.options.chosen) !== undefined) return false;
  return !twin || twin.row < row.row || work.matches.get(twin) !== "new";
}

/** As many candidates as anybody chooses from. */
const shownCandidates = 12;

/** A row that may be one of several children: nothing is done, and all whom it may be are seen. */
export function unclear(
  row: ChildRow,
  { unclear: key, candidates }: { unclear: Problem["key"]; candidates: Candidates },
  work: Work,
): [] {
  for (const list of candidates) seeAll(list, work);
  const { first, more } = firstOf(candidates, shownCandidates);
  const shown = first.map((one) => ({
    id: one.id,
    name: fullName(one),
    className: work.classNames.get(one.classId) ?? "",
    birthDate: one.birthDate,
  }));
  work.rows.set(placeWord(row), { ...preview(row, "unclear"), changes: [], candidates: shown });
  const names = shown
    .map((one) =>
      [one.name, one.className, one.birthDate === null ? "" : germanDate(one.birthDate)]
        .filter((part) => part !== "")
        .join(", "),
    )
    .concat(more ? ["…"] : [])
    .join("; ");
  work.plan.problems.push(problem(key, row, { name: fullName(row), stored: names, key: row.key ?? "" }));
  return [];
}

/** Rows of one name share their list: it is gone through once. */
function seeAll(list: Candidates[number], { seen, seenLists }: Work): void {
  if (seenLists.has(list)) return;
  seenLists.add(list);
  for (const { child } of list) seen.add(child.id);
}

/** The first of all lists in the order of the roll, each once. */
function firstOf(lists: Candidates, count: number): { first: StoredChild[]; more: boolean } {
  const heads = lists.flatMap((list) => list.slice(0, count + 1)).toSorted((a, b) => a.at - b.at);
  const each = [...new Set(heads)];
  return { first: each.slice(0, count).map(({ child }) => child), more: each.length > count };
}

/** A row of a child that may stand in another row. In: that row, where it is of the same file. */
export function twice(row: ChildRow, twin: ChildRow | undefined, work: Work): [] {
  const { file, row: other } = row.perhaps ?? row;
  work.rows.set(placeWord(row), { ...preview(row, "unclear"), changes: [], candidates: [] });
  const there = twin?.className ?? "";
  work.plan.problems.push(
    file === row.file
      ? problem("twoClasses", row, { name: fullName(row), other, here: row.className ?? "", there })
      : problem("perhapsTwice", row, { name: fullName(row), file, other }),
  );
  return [];
}

/** A row of the preview, without what changes. */
export function preview(row: ChildRow, fate: PlannedRow["fate"]): Omit<PlannedRow, "changes" | "candidates"> {
  return {
    who: "child",
    fate,
    ...placeOf(row),
    name: fullName(row),
    className: row.className,
    birthDate: row.birthDate,
  };
}
