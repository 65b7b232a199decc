import { foldedClass, sameClass } from "../class-name.ts";
import { fold } from "../folded.ts";
import type { ChildRow } from "../office-file.ts";
import type { Place } from "../problem.ts";
import { firstNames, sameFirstName } from "../spelling.ts";

/**
 * By number within a file, by name and birth date across files; without a date by class. Only what says so is the same.
 * In: rows of one family name.
 */
export function sameChild(one: ChildRow, other: ChildRow): boolean {
  const sameNumber = one.key !== null && one.key === other.key;
  const sameDate = one.birthDate !== null && one.birthDate === other.birthDate;
  // Where number or date agree, one program may know "Mila" and the other "Mila Sophie".
  if (fold(one.givenName) !== fold(other.givenName))
    return one.file !== other.file && (sameNumber || sameDate) && sameFirstName(one.givenName, other.givenName);
  const agree = one.className === null || other.className === null ? null : sameClass(one.className, other.className);
  if (one.file === other.file) {
    if (one.key !== null && other.key !== null) return one.key === other.key;
    return one.birthDate === other.birthDate && agree !== false;
  }
  if (one.birthDate !== null && other.birthDate !== null) return one.birthDate === other.birthDate;
  return agree === true || sameNumber;
}

/**
 * Children of the files so far, each found under every sign by which a row could mean it: a list of one family name
 * is read as fast as any other. A sign only leads to the child; whether it is the same, `sameChild` says.
 */
export class KnownChildren {
  private readonly files: readonly string[];
  private readonly bySign = new Map<string, Set<ChildRow>>();
  /** In the order in which they came, by name and file. */
  private readonly namesakes = new Map<string, ChildRow[]>();
  private readonly undated = new Map<string, { rows: ChildRow[]; from: number }>();
  private readonly order = new Map<ChildRow, number>();

  constructor(files: readonly string[]) {
    this.files = files;
  }

  add(child: ChildRow): void {
    this.order.set(child, this.order.size);
    this.lead(child);
    if (this.files.length < 2) return;
    const name = sign(nameOf(child), child.file);
    const namesakes = this.namesakes.get(name) ?? [];
    this.namesakes.set(name, namesakes);
    namesakes.push(child);
    if (child.birthDate !== null) return;
    const undated = this.undated.get(name) ?? { rows: [], from: 0 };
    this.undated.set(name, undated);
    undated.rows.push(child);
  }

  /** Changes what is known of a child. */
  learn(child: ChildRow, change: () => void): void {
    for (const one of this.signsOf(child)) this.bySign.get(one)?.delete(child);
    change();
    this.lead(child);
  }

  /** The child that a row means, where it is the only one. */
  theOne(row: ChildRow): ChildRow | null {
    let found: ChildRow | null = null;
    for (const one of this.signsIn(row))
      for (const child of this.bySign.get(one) ?? []) {
        if (child === found || !sameChild(child, row)) continue;
        if (found) return null;
        found = child;
      }
    return found;
  }

  /** The first of the same name in another file, where a date is missing. */
  perhaps(row: ChildRow): Place | null {
    const others = this.files.filter((file) => file !== row.file).map((file) => sign(nameOf(row), file));
    const first = others
      .flatMap((name) => (row.birthDate === null ? this.namesakes.get(name)?.[0] : this.firstUndated(name)) ?? [])
      .toSorted((a, b) => this.at(a) - this.at(b))[0];
    return first ? { file: first.file, row: first.row } : null;
  }

  /**
   * A row of the same file, name and birth date, that stands in another class;
   * where numbers, or the program itself, tell two children apart, nobody.
   */
  inAnotherClass(row: ChildRow): ChildRow | null {
    if (row.birthDate === null || row.className === null || row.toldByClass) return null;
    const day = row.key === null ? "day" : "day without number";
    for (const child of this.bySign.get(sign(day, nameOf(row), row.file, row.birthDate, any)) ?? [])
      if (child.className !== null && !sameClass(child.className, row.className)) return child;
    return null;
  }

  private firstUndated(name: string): ChildRow | undefined {
    const undated = this.undated.get(name);
    if (!undated) return undefined;
    // What another row has said of the date stays said.
    while (undated.rows[undated.from] && undated.rows[undated.from]?.birthDate !== null) undated.from += 1;
    return undated.rows[undated.from];
  }

  private at(child: ChildRow): number {
    return this.order.get(child) ?? Infinity;
  }

  private lead(child: ChildRow): void {
    for (const one of this.signsOf(child)) {
      const led = this.bySign.get(one);
      if (led) led.add(child);
      else this.bySign.set(one, new Set([child]));
    }
  }

  private signsOf(child: ChildRow): string[] {
    const { file, key, birthDate, className } = child;
    const name = sign(nameOf(child), file);
    const within = [className === null ? "" : foldedClass(className), any].flatMap((inClass) => [
      sign("day", name, birthDate, inClass),
      ...(key === null ? [sign("day without number", name, birthDate, inClass)] : []),
    ]);
    const numbered = key === null ? [] : [sign("number", name, key)];
    return this.files.length < 2 ? [...within, ...numbered] : [...within, ...numbered, ...acrossSignsOf(child, name)];
  }

  private signsIn(row: ChildRow): string[] {
    const { file, key, birthDate, className } = row;
    const name = sign(nameOf(row), file);
    const inClasses = className === null ? [any] : [foldedClass(className), ""];
    const day = key === null ? "day" : "day without number";
    return [
      ...(key === null ? [] : [sign("number", name, key)]),
      ...inClasses.map((inClass) => sign(day, name, birthDate, inClass)),
      ...this.files.filter((other) => other !== file).flatMap((other) => acrossSignsIn(row, other)),
    ];
  }
}

const any = "*";
/** No cell of a file holds this sign. */
const sign = (...parts: (string | null)[]) => parts.map((part) => part ?? "–\u0002").join("\u0001");
const nameOf = ({ familyName, givenName }: ChildRow) => sign(fold(familyName), fold(givenName));

/** By what a row of another file finds this child. In: its name and file. */
function acrossSignsOf(child: ChildRow, name: string): string[] {
  const { file, key, birthDate, className } = child;
  const undated = birthDate === null ? [any, ""] : [any];
  const given = firstNames(child.givenName);
  const longer = given.slice(1).map((_, end) => sign("longer", ...given.slice(0, end + 1)));
  return [
    ...(birthDate === null ? [] : [sign("born", name, birthDate)]),
    ...undated.flatMap((dated) => [
      ...(className === null ? [] : [sign("class", name, foldedClass(className), dated)]),
      ...(key === null ? [] : [sign("number across", name, key, dated)]),
    ]),
    ...[sign("whole", ...given), ...longer].flatMap((one) => [
      ...(key === null ? [] : [sign("number of family", fold(child.familyName), file, key, one)]),
      ...(birthDate === null ? [] : [sign("day of family", fold(child.familyName), file, birthDate, one)]),
    ]),
  ];
}

function acrossSignsIn(row: ChildRow, file: string): string[] {
  const { key, birthDate, className } = row;
  const name = sign(nameOf(row), file);
  const dated = birthDate === null ? any : "";
  const given = firstNames(row.givenName);
  const shorter = given.slice(1).map((_, end) => sign("whole", ...given.slice(0, end + 1)));
  return [
    ...(birthDate === null ? [] : [sign("born", name, birthDate)]),
    ...(className === null ? [] : [sign("class", name, foldedClass(className), dated)]),
    ...(key === null ? [] : [sign("number across", name, key, dated)]),
    ...[sign("longer", ...given), ...shorter].flatMap((one) => [
      ...(key === null ? [] : [sign("number of family", fold(row.familyName), file, key, one)]),
      ...(birthDate === null ? [] : [sign("day of family", fold(row.familyName), file, birthDate, one)]),
    ]),
  ];
}
