import { type Column, type FormatName, nothing, type OfficeFile } from "./office-file.ts";
import { problem, type Problem } from "./problem.ts";
import type { RememberedColumns } from "./remembered-columns.ts";
import { readChildren } from "./reading/children.ts";
import { decode } from "./reading/decode.ts";
import type { Field } from "./reading/formats.ts";
import { most, tooLarge, tooManyFiles, tooManyRows } from "./reading/limits.ts";
import { tablesIn } from "./reading/from-workbook.ts";
import type { Workbook } from "./reading/given-sheet.ts";
import { readOwnFile } from "./reading/own.ts";
import { readClasses, readParents, readTeachers } from "./reading/people.ts";
import { type Assigned, assignedBy, knownBy, recognise } from "./reading/recognise.ts";
import { type Reading, type Sheet, sheetOf } from "./reading/sheet.ts";
import { readTable, shifted, type Table } from "./reading/table.ts";
import { toldApart } from "./told-apart.ts";
import { unfit } from "./reading/unfit.ts";
import { speakingIn, speakingOn } from "./reading/speaking.ts";
import { together } from "./reading/together.ts";

/** A file as the office gives it. */
export interface GivenFile {
  name: string;
  bytes: Uint8Array;
  /** What the office has said of columns whose headings nobody knows. */
  columns?: Readonly<Record<string, Field>>;
  /** The sheet of a workbook that the office has chosen, or `everySheet`. */
  sheet?: string;
  /** What stands in the bytes of a workbook; without it, the bytes of one are not read. */
  workbook?: Workbook;
}

/**
 * Reads one file of an office, of whatever known format. In: its bytes. Out: rows in the school's words.
 * Never throws: what cannot be read is a problem that stops the import and says what to do.
 */
export function readOfficeFile(bytes: Uint8Array, secret = ""): OfficeFile {
  return readOfficeFiles([{ name: "", bytes }], secret);
}

/**
 * Reads several files as one import: pupils and guardians, classes and teachers, one program's and another's.
 * In: also the secret that the hashes of addresses are keyed with; without one, addresses tell nobody from a namesake;
 * and what the office has said before of the columns of such files; whether addresses are read too, for letters.
 * Never throws.
 */
export function readOfficeFiles(
  files: readonly GivenFile[],
  secret = "",
  remembered: readonly RememberedColumns[] = [],
  { postal = false }: Pick<Reading, "postal"> = {},
): OfficeFile {
  if (files.length > most.files) return unreadable(tooManyFiles());
  const bytes = files.reduce((sum, one) => sum + one.bytes.length, 0);
  if (bytes > most.bytes) return unreadable(tooLarge(files.length === 1 ? (files[0]?.name ?? "") : ""));
  const read: OfficeFile[] = [];
  let rows = 0;
  for (const one of toldApart(files)) {
    const how = { secret, postal, assigned: assignedBy(one.columns, remembered) };
    const own = (one.workbook ? readSheets(one, one.workbook, how) : [readText(one, how)]).map((file) => ({
      ...file,
      files: file.files.map((read) => ({ ...read, of: one.name })),
    }));
    rows += own.flatMap((file) => file.files).reduce((sum, file) => sum + file.rows, 0);
    if (rows > most.rows) return unreadable(tooManyRows({ file: one.name, row: 1 }));
    read.push(...own);
  }
  return together(read);
}

/** With what a file is read: the secret for addresses; what the office has said of columns. */
interface How extends Reading {
  assigned: Assigned;
}

/** The sheets of a workbook that are to be read, each as a file of its own. */
function readSheets({ name: file, sheet }: GivenFile, workbook: Workbook, how: How): OfficeFile[] {
  if ("unreadable" in workbook) return [unreadable(problem(workbook.unreadable, { file, row: 1 }, workbook.values))];
  const known = knownBy(how.assigned);
  const found = tablesIn(workbook.sheets, file, { known, ...(sheet === undefined ? {} : { sheet }) });
  const read = "wrong" in found ? [unreadable(found.wrong)] : found.tables.map((table) => readRows(table, how));
  const speaking = "unread" in found && how.postal === true ? speakingOn(found.unread, file) : [];
  const asked = found.sheets.length === 0 ? {} : { book: { file, sheets: found.sheets } };
  return read.map((one, at) => ({
    ...one,
    files: one.files.map((own) => ({ ...own, ...(at === 0 ? asked : {}) })),
    problems: [...("left" in found && at === 0 ? found.left : []), ...one.problems],
    speaking: [...(at === 0 ? speaking : []), ...(one.speaking ?? [])],
  }));
}

function readText({ name: file, bytes }: GivenFile, how: How): OfficeFile {
  const decoded = decode(bytes);
  if ("unreadable" in decoded)
    return unreadable(problem(decoded.unreadable, { file, row: decoded.row }, decoded.values));
  const table = readTable(decoded.text, file, knownBy(how.assigned));
  if ("key" in table) return unreadable(table);
  return readRows(table, how);
}

function readRows(table: Table, { assigned: by, ...reading }: How): OfficeFile {
  const all = by(table.columns);
  const assigned = Object.fromEntries(Object.entries(all).filter(([heading]) => table.columns.includes(heading)));
  const heading = { file: table.file, row: table.heading };
  const recognised = recognise(table.columns, assigned);
  if (!recognised && table.columns.some((name) => /@|^\d{1,2}\.\d{1,2}\.\d{2,4}$|^\d{4}-\d\d-\d\d$/.test(name)))
    return unreadable(problem("noHeading", heading));
  if (!recognised)
    return {
      ...unreadable(
        problem("unknownColumns", heading, { columns: table.columns.slice(0, 12).join(", ").slice(0, 300) }),
      ),
      columns: unusedColumns(table),
    };
  const { format, missing, twice } = recognised;
  if (missing.length > 0) {
    const columns = missing.map((field) => format.headings[field]?.[0] ?? field).join(", ");
    return askedAgain(
      unreadable(problem("missingColumns", heading, { format: format.name, columns })),
      table,
      assigned,
    );
  }
  if (twice.length > 0)
    return askedAgain(unreadable(problem("duplicateColumn", heading, { columns: twice.join(", ") })), table, assigned);
  const wrong = shifted(table);
  if (wrong.some(({ weight }) => weight === "stop")) return unreadable(...wrong);
  const left = unfit(table, wrong);
  const rows = new Set(left.odd.map(({ row }) => row));
  const sheet = sheetOf({ ...table, lines: table.lines.filter(({ row }) => !rows.has(row)) }, recognised, reading);
  const file = (readers[format.name] ?? readChildren)(sheet);
  return {
    ...file,
    speaking: speakingIn(sheet, table, [...wrong, ...left.said, ...file.problems]),
    guardiansAreWhole: wrong.length === 0 && file.guardiansAreWhole,
    files: file.files.map((one) => (isSaid(assigned) ? { ...one, assigned } : one)),
    problems: [...wrong, ...left.said, ...table.said, ...file.problems],
    odd: [...file.odd, ...left.odd],
  };
}

const unusedColumns = ({ columns, file }: Table): Column[] =>
  columns.filter((name) => name !== "").map((name) => ({ file, name, use: "dropped" }));

/** A file that cannot be read as its columns were said: what was said of them can be said otherwise. */
function askedAgain(file: OfficeFile, table: Table, assigned: Readonly<Record<string, Field>>): OfficeFile {
  if (!isSaid(assigned)) return file;
  return { ...file, columns: unusedColumns(table), files: file.files.map((one) => ({ ...one, assigned })) };
}

const isSaid = (assigned: object) => Object.keys(assigned).length > 0;

const readers: Partial<Record<FormatName, (sheet: Sheet) => OfficeFile>> = {
  own: readOwnFile,
  "iserv-parents": readParents,
  "svws-teachers": readTeachers,
  "svws-classes": readClasses,
};

function unreadable(...problems: Problem[]): OfficeFile {
  return {
    ...nothing(),
    problems,
    files: problems.slice(0, 1).map(({ file }) => ({ file, of: file, format: null, rows: 0 })),
  };
}
