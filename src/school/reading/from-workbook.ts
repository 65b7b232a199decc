import { counted, problem, type Problem } from "../problem.ts";
import type { GivenSheet } from "./given-sheet.ts";
import { most, tooManyColumns, tooManyFields, tooManyRows } from "./limits.ts";
import type { Known } from "./lines.ts";
import { type Table, tableOf } from "./table.ts";

/** What the office says instead of a sheet's name: every sheet with a list. */
export const everySheet = "*";

/** What is to be read of a workbook, or why it is not; `sheets`: the lists that the office can choose from. */
export type Found = { sheets: string[] } & (
  { tables: Table[]; left: Problem[]; unread: GivenSheet[] } | { wrong: Problem }
);

/**
 * The tables of a workbook that are to be read. In: its sheets; its file's name; how well a line is known as a heading;
 * what the office has said of the sheet. Out: one table, or several where it has said so; or the problem that stops it.
 */
export function tablesIn(
  given: readonly GivenSheet[],
  file: string,
  { known, sheet: said = "" }: { known: Known; sheet?: string },
): Found {
  const filled = given.filter(({ lines }) => lines.length > 0);
  const huge = filled.map((sheet) => tooMuchOn(sheet, file)).find((one) => one !== null);
  if (huge) return { wrong: huge, sheets: [] };
  const looked = filled.map((sheet): Looked => lookedAt(sheet, file, known));
  const lists = listsAmong(looked);
  const sheets = lists.length > 1 ? lists.map(({ sheet }) => sheet.name) : [];
  const chosen = said === everySheet ? lists : lists.filter(({ sheet }) => sheet.name === said);
  if (chosen.length === 0 && sheets.length > 0) return { wrong: whichSheet(sheets, file), sheets };
  const wanted = chosen.length > 0 ? chosen : lists.length > 0 ? lists : likeliest(looked);
  if (wanted.length === 0) return { wrong: problem("empty", { file, row: 1 }), sheets };
  const tables: Table[] = [];
  for (const { sheet, table } of wanted) {
    if ("key" in table) return { wrong: table, sheets };
    tables.push(tableOn(sheet, table, wanted.length > 1 ? placeOn(sheet, file) : file));
  }
  const unread = filled.filter((sheet) => !wanted.some((one) => one.sheet === sheet));
  return { tables, left: leftOut(unread, wanted, file), unread, sheets };
}

/** A sheet with its table, and how well its heading is known. */
interface Looked {
  sheet: GivenSheet;
  table: Table | Problem;
  heading: ReturnType<Known>;
}

function lookedAt(sheet: GivenSheet, file: string, known: Known): Looked {
  const table = tableOf(sheet.lines, file, known);
  return { sheet, table, heading: "key" in table ? null : known(table.columns) };
}

const whichSheet = (sheets: readonly string[], file: string) =>
  problem("severalSheets", { file, row: 1 }, { sheets: sheets.map((name) => `„${name}“`).join(", ") });

/** Those that are shown; those that are not only where no other is. */
function shownFirst(sheets: readonly Looked[]): readonly Looked[] {
  const shown = sheets.filter(({ sheet }) => !sheet.hidden);
  return shown.length > 0 ? shown : sheets;
}

/** Sheets with a heading that has all that is needed. */
const listsAmong = (sheets: readonly Looked[]) => shownFirst(sheets.filter(({ heading }) => heading === "whole"));

/** The sheet of which is said what it lacks. */
function likeliest(sheets: readonly Looked[]): Looked[] {
  const some = shownFirst(sheets);
  return [some.find(({ heading }) => heading === "part") ?? some[0] ?? []].flat();
}

const placeOn = ({ name }: GivenSheet, file: string) => (file === "" ? `Blatt ${name}` : `${file}, Blatt ${name}`);

/** A sheet's table with what is to be said of its rows, each as wide as its heading. */
function tableOn({ hiddenRows, wrongRows }: GivenSheet, table: Table, file: string): Table {
  const { columns, lines, heading } = table;
  const rows = new Set(lines.map(({ row }) => row));
  const hidden = hiddenRows.filter((row) => rows.has(row));
  const wrong = wrongRows.filter((row) => row > heading);
  const missing = (cells: readonly string[]) => Array.from({ length: columns.length - cells.length }, () => "");
  return {
    ...table,
    file,
    lines: lines.map((line) =>
      line.cells.length < columns.length ? { ...line, cells: [...line.cells, ...missing(line.cells)] } : line,
    ),
    said: [
      ...table.said.map((one) => ({ ...one, file })),
      ...counted(hidden.map((row) => problem("hiddenRows", { file, row }))),
      ...counted(wrong.map((row) => problem("cellErrors", { file, row }))),
    ],
  };
}

function leftOut(unread: readonly GivenSheet[], looked: readonly Looked[], file: string): Problem[] {
  const others = unread.map(({ name }) => `„${name.slice(0, 40)}“`);
  if (others.length === 0) return [];
  const values = {
    sheet: looked.map(({ sheet: { name } }) => `„${name.slice(0, 40)}“`).join(", "),
    others: others.join(", "),
  };
  return [problem("sheetsLeft", { file, row: 1 }, values)];
}

function tooMuchOn({ lines }: GivenSheet, file: string): Problem | null {
  const wide = lines.find(({ cells }) => cells.length > most.columns);
  if (wide) return tooManyColumns({ file, row: wide.row });
  if (lines.length > most.rows + 1) return tooManyRows({ file, row: 1 });
  const cells = lines.reduce((sum, line) => sum + line.cells.length, 0);
  return cells > most.cells ? tooManyFields({ file, row: 1 }) : null;
}
