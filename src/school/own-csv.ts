import { folded } from "./folded.ts";
import type { ChildRow, OfficeFile, PersonRow, TeacherRow } from "./office-file.ts";
import { isoDate, type Line } from "./table.ts";

export const ownColumns = ["klasse", "rolle", "vorname", "nachname"];
const optionalColumns = ["geburtsdatum", "kind_vorname", "kind_nachname", "beide_zustimmen", "kennung"];

/**
 * Reads JaNein's own file: a row a person, `rolle` is `kind`, `lehrkraft` or `erziehungsberechtigt`.
 * A guardian's row names the child by klasse, kind_vorname and kind_nachname. Out: rows and problems, never an error.
 */
export function readOwnFile(lines: readonly Line[], columns: readonly string[]): OfficeFile {
  const file: OfficeFile = { format: "janein", children: [], teachers: [], droppedColumns: columns.filter((name) => ![...ownColumns, ...optionalColumns].includes(name)), problems: [] };
  const guardians: Line[] = [];
  for (const line of lines) {
    const { rolle = "", vorname = "", nachname = "", klasse = "" } = line.cells;
    const role = rolle.toLowerCase();
    if (!vorname || !nachname) stop(file, line.row, "The name is not complete (vorname, nachname).");
    else if (!klasse) stop(file, line.row, "The class (klasse) is missing.");
    else if (role === "kind") addChild(file, line);
    else if (role === "lehrkraft") addTeacher(file, line);
    else if (role === "erziehungsberechtigt") guardians.push(line);
    else stop(file, line.row, `Unknown rolle "${rolle}"; it is kind, lehrkraft or erziehungsberechtigt.`);
  }
  for (const line of guardians) addGuardian(file, line);
  tellNamesakes(file, guardians);
  return file;
}

function addChild(file: OfficeFile, { row, cells }: Line): void {
  const { vorname = "", nachname = "", klasse = "", geburtsdatum = "", beide_zustimmen: both = "" } = cells;
  const birthDate = isoDate(geburtsdatum);
  if (birthDate === undefined) return stop(file, row, `geburtsdatum "${geburtsdatum}" is no date (15.03.2018 or 2018-03-15).`);
  if (!["", "ja", "nein"].includes(both.toLowerCase())) return stop(file, row, `beide_zustimmen is ja or nein, not "${both}".`);
  const twin = file.children.find((other) => same(other, vorname, nachname, klasse) && other.birthDate === birthDate);
  if (twin) return stop(file, row, `The same child stands in row ${twin.row}.`);
  file.children.push({ row, ...person(cells), birthDate, className: klasse, bothMustAgree: both.toLowerCase() === "ja", guardians: [] });
}

function addTeacher(file: OfficeFile, { row, cells }: Line): void {
  const teacher: TeacherRow = { row, ...person(cells), classNames: (cells.klasse ?? "").split(",").map((name) => name.trim()) };
  const known = file.teachers.find((other) => (teacher.key ? other.key === teacher.key : folded(other) === folded(teacher)));
  if (known) known.classNames.push(...teacher.classNames);
  else file.teachers.push(teacher);
}

function addGuardian(file: OfficeFile, { row, cells }: Line): void {
  const { klasse = "", kind_vorname: given = "", kind_nachname: family = "" } = cells;
  const children = file.children.filter((child) => same(child, given, family, klasse));
  if (children.length === 0) return stop(file, row, "The child of this guardian (klasse, kind_vorname, kind_nachname) is not in the file.");
  if (children.length > 1) return stop(file, row, `Two children in this class have this name (rows ${children.map((child) => child.row).join(", ")}): import one of them by a file of its own.`);
  children[0]?.guardians.push(person(cells));
}

/** Merging strangers would show one family's child to another; not merging only means a second code. */
function tellNamesakes(file: OfficeFile, guardians: readonly Line[]): void {
  const first = new Map<string, number>();
  for (const { row, cells } of guardians) {
    if (cells.kennung) continue;
    const name = folded(person(cells));
    const other = first.get(name);
    if (other === undefined) first.set(name, row);
    else file.problems.push({ row, stops: false, text: `The same guardian's name stands in row ${other}. They are kept as two persons with a code each; if they are one, give both rows the same kennung.` });
  }
}

function person({ vorname = "", nachname = "", kennung = "" }: Line["cells"]): PersonRow {
  return { givenName: vorname, familyName: nachname, key: kennung || null };
}

function same(child: ChildRow, given: string, family: string, className: string): boolean {
  return folded(child) === folded({ givenName: given, familyName: family }) && child.className === className;
}

function stop(file: OfficeFile, row: number, text: string): void {
  file.problems.push({ row, text, stops: true });
}
