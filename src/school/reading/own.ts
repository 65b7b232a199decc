import { foldedClass } from "../class-name.ts";
import { folded } from "../folded.ts";
import type { ChildRow, OddRow, OfficeFile, PersonRow } from "../office-file.ts";
import { fullName } from "../people.ts";
import { counted, type Place, placeOf, problem, type Problem } from "../problem.ts";
import { readDate } from "./birth-date.ts";
import { isNothing, oddKey, oddName, wrongClass } from "./cells.ts";
import { readChildName, readKey } from "./child-cells.ts";
import { homeOf, languageOf } from "./children.ts";
import { readGuardians } from "./guardians.ts";
import { notedIn } from "./notes.ts";
import { oddRow } from "./odd-row.ts";
import { custodyAmong, onCustody } from "./unfit.ts";
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
    guardiansAreWhole: guardians.length > 0 || own.guardiansOpen ? !own.guardiansOpen : null,
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
function setAside({ file }: Own, wrong: Problem, row: OddRow, custody: readonly Problem[] = []): void {
  file.problems.push(wrong, ...custody);
  file.odd.push(row);
}

/** The class of a row, or what is wrong with it. */
function classOf({ sheet }: Own, line: Line, place: Place): string | Problem {
  const className = sheet.cell(line, "className");
  return isNothing(className) ? problem("classMissing", place) : (wrongClass(className, place) ?? className);
}

function addChild(own: Own, line: Line): void {
  const { file } = own;
  const { cell } = own.sheet;
  const place = at(own, line);
  const { key, numbered, ...written } = person(own, line);
  const { givenName, familyName, odd, said: ofName } = readChildName(written, place);
  const said = [...ofName, ...notedIn(line, place)];
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
  if (wrong || typeof className === "object") return void (wrong && setAside(own, wrong, row, onCustody(said)));
  const namesakes = namesakesOf(own, childName({ givenName, familyName }, className));
  const twin = namesakes.find((other) => other.birthDate === birth.date);
  const ofTwin = onCustody(said).map((one) => ({ ...one, ...placeOf(twin ?? place) }));
  if (twin) return setAside(own, problem("twiceInFile", place, { other: twin.row }), row, ofTwin);
  own.grouped.push(...numbered);
  file.problems.push(...said, ...(birth.problem ? [birth.problem] : []));
  const child: ChildRow = {
    ...place,
    ...{ givenName, familyName, key, className },
    otherKeys: [],
    birthDate: birth.date,
    presence: null,
    guardians: [],
    ...(own.sheet.postal ? { home: homeOf(own.sheet.postal, line) } : {}),
    perhaps: null,
    language: languageOf(cell(line, "language"), place, own.grouped),
    bothMustAgree: both === "" ? null : both === "ja",
  };
  namesakes.push(child);
  file.children.push(child);
}

function addTeacher(own: Own, line: Line): void {
  const place = at(own, line);
  const { numbered, ...names } = person(own, line);
  const classNames = own.sheet
    .cell(line, "className")
    .split(",")
    .map((name) => name.trim());
  const wrongOne = classNames.map((name) => wrongClass(name, place)).find((wrong) => wrong !== null);
  if (isNothing(names.givenName) && isNothing(names.familyName))
    return void own.file.problems.push(problem("standsForNobody", place, { name: fullName(names) }));
  const wrong =
    oddName(names, place) ??
    oddKey(names.key, place) ??
    (isNothing(classNames.join("")) ? problem("classMissing", place) : (wrongOne ?? null));
  if (wrong) {
    const row = oddRow(place, { ...names, odd: wrong, date: null });
    return setAside(own, wrong, { ...row, who: "teacher", classNames: wrongOne ? null : classNames });
  }
  own.grouped.push(...numbered);
  const sign = names.key?.toLowerCase() ?? folded(names);
  const known = own.teachers.get(sign);
  if (known) return void known.classNames.push(...classNames);
  const teacher = { ...place, ...names, classNames };
  own.teachers.set(sign, teacher);
  own.file.teachers.push(teacher);
}

/** Whoever it is: it may be a child, somebody's guardian, a class's teacher. */
function addAnybody(own: Own, line: Line, role: string): void {
  const place = at(own, line);
  const row = oddRow(place, { ...person(own, line), odd: null, date: null });
  own.guardiansOpen = true;
  const wrong = problem("unknownRole", place, { role: role.slice(0, 40) });
  setAside(own, wrong, { ...row, who: "anybody", classNames: null }, custodyAmong(line, place));
}

function addGuardian(own: Own, line: Line): void {
  const { sheet, file } = own;
  const { cell } = sheet;
  const place = at(own, line);
  const { key, numbered, ...names } = person(own, line);
  const childNames = { givenName: cell(line, "childGiven"), familyName: cell(line, "childFamily") };
  const { givenName, familyName } = readChildName(childNames, place);
  const [child, ...others] = own.children.get(childName({ givenName, familyName }, cell(line, "className"))) ?? [];
  const wrong = oddKey(key, place) ?? ofNoOne(child, others, place);
  const postal = sheet.postal?.shared(line) ?? null;
  const people = [{ ...names, mail: "", postal: sheet.postal?.ofWhoStands(line) ?? null }];
  const cells = { kind: "", remarks: "", noted: notedIn(line, place), people, address: "", postal };
  const { guardians, problems, unread } = readGuardians(cells, place, sheet.secret);
  // Where nobody is taken in, the question is the child's.
  const asked = ({ weight }: Problem) => weight === "custody" && (wrong !== null || guardians.length === 0);
  const whose = child && others.length === 0 ? placeOf(child) : place;
  file.problems.push(...problems.map((one) => (asked(one) ? { ...one, ...whose } : one)));
  if (wrong || !child) {
    if (wrong) file.problems.push(wrong);
    for (const one of [child ?? [], others].flat()) one.guardianUnread = true;
    own.guardiansOpen ||= !child;
    return;
  }
  own.grouped.push(...numbered);
  // A number is one person's: of two in one field the first has it.
  child.guardians.push(...guardians.map((one, at) => ({ ...one, key: at === 0 ? key : null })));
  if (unread) child.guardianUnread = true;
}

function ofNoOne(child: ChildRow | undefined, others: readonly ChildRow[], place: Place): Problem | null {
  if (!child) return problem("childNotInFile", place);
  return others.length > 0
    ? problem("childNotUnique", place, { rows: [child, ...others].map(({ row }) => row).join(", ") })
    : null;
}

/** Who stands in a row; `numbered`: what is to be said of its number. */
function person(own: Own, line: Line): PersonRow & { numbered: Problem[] } {
  const { cell } = own.sheet;
  const { key, said: numbered } = readKey(cell(line, "key"), at(own, line));
  return { givenName: cell(line, "givenName"), familyName: cell(line, "familyName"), key, numbered };
}

function namesakesOf({ children }: Own, name: string): ChildRow[] {
  const known = children.get(name) ?? [];
  children.set(name, known);
  return known;
}

const at = ({ sheet }: Own, { row }: Line): Place => ({ file: sheet.table.file, row });
const childName = (names: Omit<PersonRow, "key">, className: string) => `${folded(names)} ${foldedClass(className)}`;
