import { sameClass } from "../class-name.ts";
import { folded } from "../folded.ts";
import type { ChildRow, GuardianRow, LettersTo, OfficeFile } from "../office-file.ts";
import { fullName } from "../people.ts";
import { problem, type Problem } from "../problem.ts";
import { isHash } from "./guardians.ts";
import { KnownChildren } from "./known-children.ts";
import { withoutOld } from "./old-rows.ts";
import { byName, mended, richer } from "./spoilt.ts";

/** Several files as one import: rows of the same child become one, and what one file does not know the other says. */
export function together(files: readonly OfficeFile[]): OfficeFile {
  const all = <List extends keyof OfficeFile>(list: List) =>
    files.flatMap((file) => file[list] as unknown[]) as OfficeFile[List];
  // The office program's number of a child goes before the learning platform's.
  const ranked = withoutOld(files.toSorted((a, b) => rank(a) - rank(b)).flatMap((file) => file.children));
  const { rows, told } = mended(ranked, all("problems"));
  const { children, problems } = joined(rows);
  const whole = files.map(wholeIn).filter((said) => said !== null);
  const ordered = [...told, ...problems, ...namesakes(children)].toSorted((a, b) => a.row - b.row);
  return {
    files: all("files"),
    children,
    parents: all("parents"),
    teachers: all("teachers"),
    classes: all("classes"),
    columns: all("columns"),
    odd: all("odd"),
    unnamed: all("unnamed"),
    speaking: files.flatMap(({ speaking = [] }) => speaking),
    listedClasses: all("listedClasses"),
    problems: ordered,
    guardiansAreWhole: whole.length > 0 && whole.every((is) => is),
  };
}

/** Whether a file names all guardians of its children; null where it says nothing of any. */
function wholeIn({ guardiansAreWhole, parents, unnamed, children }: OfficeFile): boolean | null {
  if (guardiansAreWhole !== null) return guardiansAreWhole;
  const speaks = ({ guardians, guardianUnread }: ChildRow) => guardians.length > 0 || guardianUnread;
  return parents.length > 0 || unnamed.length > 0 || children.some(speaks) ? false : null;
}

const rank = ({ files }: OfficeFile) => (files[0]?.format?.startsWith("iserv") ? 1 : 0);

/**
 * One row for each child.
 * In: rows of all files; a child may have several in one file, a row for each address of its guardians.
 */
function joined(rows: readonly ChildRow[]): { children: ChildRow[]; problems: Problem[] } {
  const known = new KnownChildren([...new Set(rows.map(({ file }) => file))]);
  const problems: Problem[] = [];
  const guardians = new Map<ChildRow, GuardianRow[]>();
  for (const row of rows) {
    const before = known.theOne(row);
    if (before) {
      problems.push(...differing(before, row), ...doubtful(before, row));
      known.learn(before, () => join(before, row));
      (before.alsoAt ??= []).push({ file: row.file, row: row.row });
      for (const one of row.guardians) guardians.get(before)?.push(one);
    } else {
      const twin = known.inAnotherClass(row);
      const child = { ...row, perhaps: known.perhaps(row) ?? (twin && { file: twin.file, row: twin.row }) };
      if (twin) twin.perhaps ??= { file: row.file, row: row.row };
      known.add(child);
      guardians.set(child, [...row.guardians]);
    }
  }
  return {
    children: [...guardians].map(([child, named]) => Object.assign(child, { guardians: distinct(named) })),
    problems,
  };
}

/** What another row of the same child adds. */
function join(known: ChildRow, row: ChildRow): void {
  Object.assign(known, richer(known, row));
  if (row.key !== null && row.key !== known.key) known.otherKeys.push(row.key);
  known.key ??= row.key;
  known.birthDate ??= row.birthDate;
  known.className ??= row.className;
  known.language ??= row.language;
  known.bothMustAgree ??= row.bothMustAgree;
  known.presence ??= row.presence;
  if (known.home && row.home) known.home = withEveryAddress(known.home, [known.home, row.home]);
  if (row.guardianUnread) known.guardianUnread = true;
}

function differing(known: ChildRow, row: ChildRow): Problem[] {
  const differs = known.className !== null && row.className !== null && !sameClass(known.className, row.className);
  return differs
    ? [
        problem("classDiffers", row, {
          name: fullName(row),
          here: row.className ?? "",
          there: known.className ?? "",
        }),
      ]
    : [];
}

/** Without a birth date or a number, one child in two rows and two namesakes in one class look the same. */
function doubtful(known: ChildRow, row: ChildRow): Problem[] {
  return known.file === row.file && row.birthDate === null && row.key === null
    ? [problem("sameNameNoDate", row, { name: fullName(row), other: known.row })]
    : [];
}

/**
 * Each guardian of a child once. Two of one name are two persons only where the office gives them numbers of their own.
 */
function distinct(guardians: readonly GuardianRow[]): GuardianRow[] {
  return byName(guardians).flatMap((same) => {
    const numbered = new Map(same.filter(({ key }) => key !== null && !isHash(key)).map((one) => [one.key, one]));
    if (numbered.size > 0)
      return [...numbered.values()].map((one) =>
        withEveryAddress(one, numbered.size > 1 ? same.filter(({ key }) => key === one.key) : same),
      );
    return [same.find(({ key }) => key !== null) ?? same[0]]
      .filter((one) => one !== undefined)
      .map((one) => withEveryAddress(one, same));
  });
}

/** Where the rows of one person name several addresses, nobody knows which is right: all of them stay. */
function withEveryAddress<One extends LettersTo>(one: One, rows: readonly LettersTo[]): One {
  const [postal, postalShared] = [
    rows.flatMap((row) => row.postal ?? []),
    rows.flatMap((row) => row.postalShared ?? []),
  ];
  return {
    ...one,
    ...(postal.length === 0 ? {} : { postal }),
    ...(postalShared.length === 0 ? {} : { postalShared }),
    ...(rows.some((row) => row.postalUnusable) ? { postalUnusable: true } : {}),
    ...(rows.some((row) => row.postalBlocked) ? { postalBlocked: true } : {}),
  };
}

/** Merging strangers would show one family's child to another; not merging only means a second letter. */
function namesakes(children: readonly ChildRow[]): Problem[] {
  const first = new Map<string, GuardianRow>();
  return children
    .flatMap(({ guardians }) => guardians)
    .filter(({ key }) => key === null)
    .flatMap((guardian) => {
      const other = first.get(folded(guardian));
      first.set(folded(guardian), other ?? guardian);
      return other
        ? [
            problem("sameGuardianName", guardian, {
              name: fullName(guardian),
              other: other.row,
            }),
          ]
        : [];
    });
}
