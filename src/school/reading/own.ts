import { fold, folded } from "../folded.ts";
import type { ChildRow, OfficeFile, PersonRow } from "../office-file.ts";
import { counted, problem, type Place, type Problem } from "../problem.ts";
import { lostLetters, oddClass, oddKey, oddName, readDate } from "./cells.ts";
import { languageOf } from "./children.ts";
import { emptyFile, type Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/**
 * Reads JaNein's own file: a row a person, `rolle` is `kind`, `lehrkraft` or `erziehungsberechtigt`.
 * A guardian's row names the child by klasse, kind_vorname and kind_nachname. Out: rows and problems, never an error.
 */
export function readOwnFile(sheet: Sheet): OfficeFile {
  const own: Own = { sheet, file: emptyFile(sheet), children: new Map(), teachers: new Map(), grouped: [] };
  const guardians: Line[] = [];
  for (const line of sheet.table.lines) {
    const role = sheet.cell(line, "role").toLowerCase();
    const wrong =
      oddName(person(own, line), placeOf(own, line)) ??
      oddKey(person(own, line).key, placeOf(own, line)) ??
      (sheet.cell(line, "className") ? null : problem("classMissing", placeOf(own, line)));
    if (wrong) own.file.problems.push(wrong);
    else if (role === "kind") addChild(own, line);
    else if (role === "lehrkraft") addTeacher(own, line);
    else if (role === "erziehungsberechtigt") guardians.push(line);
    else own.file.problems.push(problem("unknownRole", placeOf(own, line), { role }));
  }
  for (const line of guardians) addGuardian(own, line);
  own.file.problems.push(...counted(own.grouped));
  return {
    ...own.file,
    guardiansAreWhole: guardians.length > 0,
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
}

function addChild(own: Own, line: Line): void {
  const {
    sheet: { cell },
    file,
  } = own;
  const place = placeOf(own, line);
  const names = person(own, line);
  const className = cell(line, "className");
  const both = cell(line, "bothMustAgree").toLowerCase();
  const birthDate = readDate(cell(line, "birthDate"), place);
  if (birthDate !== null && typeof birthDate === "object") return void file.problems.push(birthDate);
  if (oddClass(className))
    return void file.problems.push(problem("classOdd", place, { class: className.slice(0, 40) }));
  if (!["", "ja", "nein"].includes(both)) return void file.problems.push(problem("bothWrong", place, { cell: both }));
  const namesakes = namesakesOf(own, childName(names, className));
  const twin = namesakes.find((other) => other.birthDate === birthDate);
  if (twin) return void file.problems.push(problem("twiceInFile", place, { other: twin.row }));
  if (lostLetters(names))
    file.problems.push(problem("lostLetter", place, { name: `${names.givenName} ${names.familyName}` }));
  const child: ChildRow = {
    ...place,
    ...names,
    otherKeys: [],
    birthDate,
    className,
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
  const names = person(own, line);
  const classNames = own.sheet
    .cell(line, "className")
    .split(",")
    .map((name) => name.trim());
  const odd = classNames.find(oddClass);
  if (odd !== undefined)
    return void own.file.problems.push(problem("classOdd", placeOf(own, line), { class: odd.slice(0, 40) }));
  const known = own.teachers.get(names.key ?? folded(names));
  if (known) return void known.classNames.push(...classNames);
  const teacher = { ...placeOf(own, line), ...names, classNames };
  own.teachers.set(names.key ?? folded(names), teacher);
  own.file.teachers.push(teacher);
}

function addGuardian(own: Own, line: Line): void {
  const {
    sheet: { cell },
    file,
  } = own;
  const name = childName(
    { givenName: cell(line, "childGiven"), familyName: cell(line, "childFamily") },
    cell(line, "className"),
  );
  const [child, ...others] = own.children.get(name) ?? [];
  const place = placeOf(own, line);
  if (!child) file.problems.push(problem("childNotInFile", place));
  else if (others.length > 0)
    file.problems.push(problem("childNotUnique", place, { rows: [child, ...others].map(({ row }) => row).join(", ") }));
  else child.guardians.push({ ...place, ...person(own, line) });
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
const childName = (names: Omit<PersonRow, "key">, className: string) => `${folded(names)} ${fold(className)}`;
