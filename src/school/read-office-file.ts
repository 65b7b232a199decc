import { type FormatName, nothing, type OddRow, type OfficeFile } from "./office-file.ts";
import { problem, type Problem } from "./problem.ts";
import { readChildren } from "./reading/children.ts";
import { decode } from "./reading/decode.ts";
import type { Field } from "./reading/formats.ts";
import { most, tooLarge, tooManyFiles, tooManyRows } from "./reading/limits.ts";
import { readOwnFile } from "./reading/own.ts";
import { readClasses, readParents, readTeachers } from "./reading/people.ts";
import { recognise } from "./reading/recognise.ts";
import { type Sheet, sheetOf } from "./reading/sheet.ts";
import { readTable, shifted, type Table } from "./reading/table.ts";
import { together } from "./reading/together.ts";

/** A file as the office gives it. `columns`: what the office has said of columns whose headings nobody knows. */
export interface GivenFile {
  name: string;
  bytes: Uint8Array;
  columns?: Readonly<Record<string, Field>>;
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
 * In: also the secret that the hashes of addresses are keyed with; without one, addresses tell nobody from a namesake.
 * Never throws.
 */
export function readOfficeFiles(files: readonly GivenFile[], secret = ""): OfficeFile {
  if (files.length > most.files) return unreadable(tooManyFiles());
  const bytes = files.reduce((sum, one) => sum + one.bytes.length, 0);
  if (bytes > most.bytes) return unreadable(tooLarge(files.length === 1 ? (files[0]?.name ?? "") : ""));
  const read: OfficeFile[] = [];
  let rows = 0;
  for (const one of files) {
    const file = readOne(one, secret);
    rows += file.files.reduce((sum, { rows: own }) => sum + own, 0);
    if (rows > most.rows) return unreadable(tooManyRows({ file: one.name, row: 1 }));
    read.push(file);
  }
  return together(read);
}

function readOne({ name: file, bytes, columns }: GivenFile, secret: string): OfficeFile {
  const decoded = bytes.length === 0 ? { unreadable: "empty" as const, row: 1 } : decode(bytes);
  if ("unreadable" in decoded) return unreadable(problem(decoded.unreadable, { file, row: decoded.row }));
  const table = readTable(decoded.text, file);
  if ("key" in table) return unreadable(table);
  return readRows(table, columns, secret);
}

function readRows(table: Table, assigned: GivenFile["columns"], secret: string): OfficeFile {
  const heading = { file: table.file, row: 1 };
  const recognised = recognise(table.columns, assigned);
  if (!recognised && table.columns.some((name) => /@|^\d{1,2}\.\d{1,2}\.\d{2,4}$|^\d{4}-\d\d-\d\d$/.test(name)))
    return unreadable(problem("noHeading", heading));
  if (!recognised)
    return {
      ...unreadable(
        problem("unknownColumns", heading, { columns: table.columns.slice(0, 12).join(", ").slice(0, 300) }),
      ),
      columns: table.columns.map((name) => ({ file: table.file, name, use: "dropped" })),
    };
  const { format, missing, twice } = recognised;
  if (missing.length > 0)
    return unreadable(
      problem("missingColumns", heading, {
        format: format.name,
        columns: missing.map((field) => format.headings[field]?.[0] ?? field).join(", "),
      }),
    );
  if (twice.length > 0) return unreadable(problem("duplicateColumn", heading, { columns: twice.join(", ") }));
  const wrong = shifted(table);
  const rows = new Set(wrong.map(({ row }) => row));
  const sheet = sheetOf({ ...table, lines: table.lines.filter(({ row }) => !rows.has(row)) }, recognised, secret);
  const file = (readers[format.name] ?? readChildren)(sheet);
  return { ...file, problems: [...wrong, ...file.problems], odd: [...file.odd, ...unfit(table, wrong)] };
}

const readers: Partial<Record<FormatName, (sheet: Sheet) => OfficeFile>> = {
  own: readOwnFile,
  "iserv-parents": readParents,
  "svws-teachers": readTeachers,
  "svws-classes": readClasses,
};

/** Lines of which nobody knows which cell is which. */
function unfit({ file, lines }: Table, wrong: readonly Problem[]): OddRow[] {
  const rows = new Set(wrong.filter(({ key }) => key !== "headingAgain").map(({ row }) => row));
  const nameless = { givenName: "", familyName: "", key: null, birthDate: null };
  const { who, legible } = { who: "anybody" as const, legible: false };
  return lines
    .filter(({ row }) => rows.has(row))
    .map(({ row, cells }) => ({ file, row, who, legible, ...nameless, cells, classNames: null }));
}

function unreadable(...problems: Problem[]): OfficeFile {
  return { ...nothing(), problems, files: problems.slice(0, 1).map(({ file }) => ({ file, format: null, rows: 0 })) };
}
