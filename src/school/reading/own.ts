import { foldedClass } from "../class-name.ts";
import { folded } from "../folded.ts";
import type { ChildRow, OddRow, OfficeFile, PersonRow } from "../office-file.ts";
import { counted, problem, type Place, type Problem } from "../problem.ts";
import { readDate } from "./birth-date.ts";
import { isNothing, notAName, oddKey, oddName, wrongClass } from "./cells.ts";
import { readChildName } from "./child-cells.ts";
import { languageOf, oddRow } from "./children.ts";
import { readGuardians } from "./guardians.ts";
import { emptyFile, type Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/**
 * Reads JaNein's own file: a row a person, `rolle` is `kind`, `lehrkraft` or `erziehungsberechtigt`.
 * A guardian's row names the child by klasse, kind_vorname and kind_nachname. Out: rows and problems, never an error.
 */
export function readOwnFile(sheet: Sheet): OfficeFile {
  const own: Own = {
    sheet,
    file: emptyFile(sheet),
    children: new Map(),
    teachers: new Map(),
    grouped: [],
    guardiansOpen: false,
  };
  const guardians: Line[] = [];
  for (const line of sheet.table.lines) {
    const role = sheet.cell(line, "role").toLowerCase();
    if (role === "kind") addChild(own, line);
    else if (role === "lehrkraft") addTeacher(own, line);
    else if (role === "erziehungsberechtigt") guardians.push(line);
    else addAnybody(own, line, role);
  }
  for (const line of guardians) addGuardian(own, line);
  own.file.problems.push(...counted(own.grouped));
  return {
    ...own.file,
    guardiansAreWhole: guardians.length > 0 && !own.guardiansOpen,
    listedClasses: [...new Set(own.file.children.flatMap(({ className }) => className ?? []))],
  };
}

interface Own {
  sheet: Sheet;
  file: OfficeFile;
  /** By class and name: namesakes exist. */
  children: Map<string, ChildRow[]>;
  teachers: Map<string, OfficeFile["teachers"][number]>;
  grouped: Problem[];
  /** A guardian stands in a row of which nobody knows whose it is: nobody's guardianship ends by this file. */
  guardiansOpen: boolean;
}

/** Nothing is done for this row. */
function setAside({ file }: Own, wrong: Problem, row: OddRow): void {
  file.problems.push(wrong);
  file.odd.push(row);
}

/** The class of a row, or what is wrong with it. */
function classOf({ sheet }: Own, line: Line, place: Place): string | Problem {
  const className = sheet.cell(line, "className");
  return isNothing(className) ? problem("classMissing", place) : (wrongClass(className, place) ?? className);
}

function addChild(own: Own, line: Line): void {
  const {
    sheet: { cell },
    file,
  } = own;
  const place = placeOf(own, line);
  const { key, ...written } = person(own, line);
  const { givenName, familyName, odd, said } = readChildName(written, place);
  const className = classOf(own, line, place);
  const both = cell(line, "bothMustAgree").toLowerCase();
  const birth = readDate(cell(line, "birthDate"), place);
  const row = oddRow(place, { givenName, familyName, odd, key, date: birth.date });
  const wrong =
    odd ??
    oddKey(key, place) ??
    (birth.problem?.weight === "unclear" ? birth.problem : null) ??
    (typeof className === "object" ? className : null) ??
    (["", "ja", "nein"].includes(both) ? null : problem("bothWrong", place, { cell: both.slice(0, 40) }));
  if (wrong || typeof className === "object") return void (wrong && setAside(own, wrong, row));
  const namesakes = namesakesOf(own, childName({ givenName, familyName }, className));
  const twin = namesakes.find((other) => other.birthDate === birth.date);
  if (twin) return setAside(own, problem("twiceInFile", place, { other: twin.row }), row);
  file.problems.push(...said, ...(birth.problem ? [birth.problem] : []));
  const child: ChildRow = {
    ...place,
    ...{ givenName, familyName, key, className },
    otherKeys: [],
    birthDate: birth.date,
    presence: null,
    guardians: [],
    perhaps: null,
    language: languageOf(cell(line, "language"), place, own.grouped),
    bothMustAgree: both === "" ? null : both === "ja",
  };
  namesakes.push(child);
  file.children.push(child);
}

function addTeacher(own: Own, line: Line): void {
  const place = placeOf(own, line);
  const names = person(own, line);
  const classNames = own.sheet
    .cell(line, "className")
    .split(",")
    .map((name) => name.trim());
  const wrongOne = classNames.map((name) => wrongClass(name, place)).find((wrong) => wrong !== null);
  if (isNothing(names.givenName) && isNothing(names.familyName))
    return void own.file.problems.push(
      problem("standsForNobody", place, { name: `${names.givenName} ${names.familyName}`.trim() }),
    );
  const wrong =
    oddName(names, place) ??
    oddKey(names.key, place) ??
    (isNothing(classNames.join("")) ? problem("classMissing", place) : (wrongOne ?? null));
  if (wrong) {
    const row = oddRow(place, { ...names, odd: wrong, date: null });
    return setAside(own, wrong, { ...row, who: "teacher", classNames: wrongOne ? null : classNames });
  }
  const known = own.teachers.get(names.key ?? folded(names));
  if (known) return void known.classNames.push(...classNames);
  const teacher = { ...place, ...names, classNames };
  own.teachers.set(names.key ?? folded(names), teacher);
  own.file.teachers.push(teacher);
}

/** Whoever it is: it may be a child, somebody's guardian, a class's teacher. */
function addAnybody(own: Own, line: Line, role: string): void {
  const place = placeOf(own, line);
  const row = oddRow(place, { ...person(own, line), odd: null, date: null });
  own.guardiansOpen = true;
  setAside(own, problem("unknownRole", place, { role: role.slice(0, 40) }), {
    ...row,
    who: "anybody",
    classNames: null,
  });
}

function addGuardian(own: Own, line: Line): void {
  const { sheet, file } = own;
  const { cell } = sheet;
  const place = placeOf(own, line);
  const { key, ...names } = person(own, line);
  const childNames = { givenName: cell(line, "childGiven"), familyName: cell(line, "childFamily") };
  const { givenName, familyName } = readChildName(childNames, place);
  const [child, ...others] = own.children.get(childName({ givenName, familyName }, cell(line, "className"))) ?? [];
  const wrong = oddKey(key, place) ?? oddGuardian(names, place) ?? ofNoOne(child, others, place);
  if (wrong || !child) {
    if (wrong) file.problems.push(wrong);
    for (const one of [child ?? [], others].flat()) one.guardianUnread = true;
    own.guardiansOpen ||= !child;
    return;
  }
  const postal = sheet.postal?.shared(line) ?? null;
  const cells = { kind: "", remarks: "", people: [{ ...names, mail: "" }], address: "", postal };
  const { guardians, problems, unread } = readGuardians(cells, place, sheet.secret);
  // A number is one person's: of two in one field the first has it.
  child.guardians.push(...guardians.map((one, at) => ({ ...one, key: at === 0 ? key : null })));
  if (unread) child.guardianUnread = true;
  // Where nobody was taken in, the question is the child's.
  const asked = ({ weight }: Problem) => weight === "custody" && guardians.length === 0;
  file.problems.push(...problems.map((one) => (asked(one) ? { ...one, ...placeOfChild(child) } : one)));
}

function oddGuardian(names: Omit<PersonRow, "key">, place: Place): Problem | null {
  const odd = notAName(names);
  return odd === null ? null : problem("guardianOdd", place, { name: odd.slice(0, 60) });
}

function ofNoOne(child: ChildRow | undefined, others: readonly ChildRow[], place: Place): Problem | null {
  if (!child) return problem("childNotInFile", place);
  return others.length > 0
    ? problem("childNotUnique", place, { rows: [child, ...others].map(({ row }) => row).join(", ") })
    : null;
}

function person({ sheet: { cell } }: Own, line: Line): PersonRow {
  return { givenName: cell(line, "givenName"), familyName: cell(line, "familyName"), key: cell(line, "key") || null };
}

function namesakesOf({ children }: Own, name: string): ChildRow[] {
  const known = children.get(name) ?? [];
  children.set(name, known);
  return known;
}

const placeOf = ({ sheet }: Own, { row }: Line): Place => ({ file: sheet.table.file, row });
const placeOfChild = ({ file, row }: Place): Place => ({ file, row });
const childName = (names: Omit<PersonRow, "key">, className: string) => `${folded(names)} ${foldedClass(className)}`;
