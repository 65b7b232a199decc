import { fullName } from "../people.ts";
import { germanDate } from "../dates.ts";
import { fold, folded } from "../folded.ts";
import type { ChildRow, OddRow, OfficeFile, ParentRow } from "../office-file.ts";
import { placeWord, problem, type Problem } from "../problem.ts";
import { most } from "../reading/limits.ts";
import { oddRow } from "../reading/odd-row.ts";
import { firstNames } from "../spelling.ts";
import type { ImportOptions, StoredChild } from "./import-plan.ts";
import type { Work } from "./work.ts";

/**
 * The files with what only the whole of them, or the day, shows to be odd set aside: children who are not born yet, and
 * children with more guardians than anybody has, for columns have shifted, or many children carry one number.
 */
export function setAside(file: OfficeFile, { today }: ImportOptions): OfficeFile {
  const parents = Map.groupBy(file.parents, ({ childKey }) => childKey);
  const tooMany = new Set<ParentRow>();
  const [children, odd, problems]: [ChildRow[], OddRow[], Problem[]] = [[], [], []];
  for (const row of file.children) {
    const own = [row.key ?? [], row.otherKeys].flat().flatMap((key) => parents.get(key) ?? []);
    const wrong = bornLater(row, today) ?? crowded([...row.guardians, ...own], row, fullName(row));
    if (!wrong) children.push(row);
    else {
      const date = bornLater(row, today) ? null : row.birthDate;
      odd.push(oddRow(row, { ...row, odd: null, date }));
      problems.push(wrong);
      for (const one of own) tooMany.add(one);
    }
  }
  for (const [key, own] of parents) {
    const [first] = own;
    const wrong = first && !tooMany.has(first) ? crowded(own, first, key) : null;
    if (!wrong) continue;
    problems.push(wrong);
    for (const one of own) tooMany.add(one);
  }
  if (problems.length === 0) return file;
  return {
    ...file,
    children,
    parents: file.parents.filter((one) => !tooMany.has(one)),
    odd: [...file.odd, ...odd],
    problems: [...file.problems, ...problems],
  };
}

function bornLater(row: ChildRow, today: string | undefined): Problem | null {
  return row.birthDate !== null && today !== undefined && row.birthDate > today
    ? problem("bornInFuture", row, { date: germanDate(row.birthDate) })
    : null;
}

type Guardian = ChildRow["guardians"][number];

function crowded(guardians: readonly Guardian[], { file, row }: { file: string; row: number }, name: string) {
  if (guardians.length <= most.guardians) return null;
  const persons = new Set(guardians.map((one) => `${folded(one)} ${one.key ?? ""}`));
  return persons.size > most.guardians
    ? problem("tooManyGuardians", { file, row }, { name, most: most.guardians })
    : null;
}

/**
 * Whoever an odd row may mean is seen, so that nobody is taken for gone whose row cannot be read. A row whose name can
 * be read means whoever has its number, its name, or its birth date and half of its name; one whose name cannot may be
 * anybody of its birth date, or anybody at all.
 */
export function spareOdd(work: Work): void {
  const { file, roll, plan } = work;
  const odd = file.odd.filter(({ who }) => who !== "teacher");
  const present = roll.children.filter(({ gone }) => !gone);
  if (odd.length === 0 || present.length === 0) return;
  const bySign = foundBySign(present);
  // Rows of one name share their list: it is gone through once.
  const seen = new Set<string>();
  const see = (sign: string) => {
    const list = bySign.get(sign) ?? [];
    if (!seen.has(sign)) for (const { id } of list) work.seen.add(id);
    seen.add(sign);
    return list.length > 0;
  };
  const unknown = odd.filter((row) => {
    const found = signsIn(row).map(see).includes(true);
    if (found || row.legible) return false;
    if (row.birthDate === null) return true;
    see(`born ${row.birthDate}`);
    see("born ");
    return false;
  });
  const [first] = unknown;
  if (!first || present.every(({ id }) => work.seen.has(id))) return;
  for (const { id } of present) work.seen.add(id);
  if (file.listedClasses.length > 0) plan.problems.push(problem("leaversWait", first, { count: unknown.length }));
}

/**
 * The stored child of an odd row, where it can mean nobody else: by number, else by name. What such a row says of
 * custody is put before the office for this child. Out: the child's id, by the row's place.
 */
export function meantByOdd({ file, roll }: Pick<Work, "file" | "roll">): [string, string][] {
  const odd = file.odd.filter(({ who }) => who !== "teacher");
  if (odd.length === 0) return [];
  const bySign = foundBySign(roll.children.filter(({ gone }) => !gone));
  return odd.flatMap((row): [string, string][] => {
    const found = (kind: string) =>
      new Set(signsIn(row).flatMap((sign) => (sign.startsWith(kind) ? (bySign.get(sign) ?? []) : [])));
    const numbered = found("number ");
    const [only, ...others] = numbered.size > 0 ? numbered : found("name ");
    return only && others.length === 0 ? [[placeWord(row), only.id]] : [];
  });
}

function foundBySign(children: readonly StoredChild[]): Map<string, StoredChild[]> {
  const bySign = new Map<string, StoredChild[]>();
  for (const child of children)
    for (const sign of signsOf(child)) {
      const known = bySign.get(sign);
      if (known) known.push(child);
      else bySign.set(sign, [child]);
    }
  return bySign;
}

const first = (given: string) => firstNames(given)[0] ?? "";

function signsOf({ givenName, familyName, key, birthDate }: StoredChild): string[] {
  const [given, family] = [first(givenName), fold(familyName)];
  return [
    `name ${given} ${family}`,
    ...(key === null ? [] : [`number ${key}`]),
    `born ${birthDate ?? ""}`,
    ...(birthDate === null ? [] : [`given ${given} ${birthDate}`, `family ${family} ${birthDate}`]),
  ];
}

function signsIn({ givenName, familyName, keys, birthDate, cells }: OddRow): string[] {
  // Where columns have shifted, first name and family name still stand side by side.
  if (cells)
    return cells.slice(1).flatMap((cell, at) => {
      const before = cells[at] ?? "";
      return [`name ${first(before)} ${fold(cell)}`, `name ${first(cell)} ${fold(before)}`];
    });
  const [given, family] = [first(givenName), fold(familyName)];
  return [
    ...keys.map((key) => `number ${key}`),
    `name ${given} ${family}`,
    ...(birthDate === null ? [] : [`given ${given} ${birthDate}`, `family ${family} ${birthDate}`]),
  ];
}
