import { counted, problem, type Problem } from "../problem.ts";
import type { GivenSheet } from "./given-sheet.ts";
import { most, tooManyRows } from "./limits.ts";
import type { Known } from "./lines.ts";
import { type Table, tableOf } from "./table.ts";

/** What the office says instead of a sheet's name: every sheet with a list. */
export const everySheet = "*";

/**
 * The tables of a workbook that are to be read. In: its sheets; its file's name; how well a line is known as a heading;
 * what the office has said of the sheet. Out: one table, or several where it has said so; or the problem that stops it.
 */
export function tablesIn(
  sheets: readonly GivenSheet[],
  file: string,
  { known, sheet: said = "" }: { known: Known; sheet?: string },
): { tables: Table[]; left: Problem[] } | Problem {
  const filled = sheets.filter(({ lines }) => lines.length > 0);
  const huge = filled.map((sheet) => tooMuchOn(sheet, file)).find((one) => one !== null);
  if (huge) return huge;
  if (filled.length === 0) return problem("empty", { file, row: 1 });
  const lists = listsAmong(filled, known);
  const chosen = said === everySheet ? lists : lists.filter(({ name }) => name === said);
  if (chosen.length === 0 && lists.length > 1)
    return problem("severalSheets", { file, row: 1 }, { sheets: lists.map(({ name }) => `„${name}“`).join(", ") });
  const wanted = chosen.length > 0 ? chosen : lists.length > 0 ? lists : [likeliest(filled, known)];
  const tables: Table[] = [];
  for (const sheet of wanted) {
    const table = tableOn(sheet, wanted.length > 1 ? placeOn(sheet, file) : file, known);
    if ("key" in table) return table;
    tables.push(table);
  }
  return { tables, left: leftOut(filled, wanted, file) };
}

/** The names of the sheets that the office can choose from; empty where there is nothing to choose. */
export function sheetsToChoose(sheets: readonly GivenSheet[], known: Known): string[] {
  const names = listsAmong(
    sheets.filter(({ lines }) => lines.length > 0),
    known,
  ).map(({ name }) => name);
  return names.length > 1 ? names : [];
}

/** Sheets with a heading that has all that is needed; those that are not shown only where no other has one. */
function listsAmong(sheets: readonly GivenSheet[], known: Known): GivenSheet[] {
  const lists = sheets.filter((sheet) => headingOf(sheet, known) === "whole");
  const shown = lists.filter(({ hidden }) => !hidden);
  return shown.length > 0 ? shown : lists;
}

/** The sheet of which is said what it lacks. */
function likeliest(sheets: readonly GivenSheet[], known: Known): GivenSheet {
  const shown = sheets.filter(({ hidden }) => !hidden);
  const some = shown.length > 0 ? shown : sheets;
  const [first] = some;
  const found = some.find((sheet) => headingOf(sheet, known) === "part") ?? first;
  if (!found) throw new Error("a workbook without a sheet has no likeliest one");
  return found;
}

function headingOf(sheet: GivenSheet, known: Known): ReturnType<Known> {
  const table = tableOf(sheet.lines, "", known);
  return "key" in table ? null : known(table.columns);
}

const placeOn = ({ name }: GivenSheet, file: string) => (file === "" ? `Blatt ${name}` : `${file}, Blatt ${name}`);

function tableOn(sheet: GivenSheet, file: string, known: Known): Table | Problem {
  const table = tableOf(sheet.lines, file, known);
  if ("key" in table) return table;
  const of = (rows: readonly number[]) => rows.filter((row) => table.lines.some((line) => line.row === row));
  const [hidden, wrong] = [of(sheet.hiddenRows), of(sheet.wrongRows)];
  return {
    ...table,
    said: [
      ...table.said,
      ...counted(hidden.map((row) => problem("hiddenRows", { file, row }))),
      ...counted(wrong.map((row) => problem("cellErrors", { file, row }))),
    ],
  };
}

function leftOut(sheets: readonly GivenSheet[], read: readonly GivenSheet[], file: string): Problem[] {
  const others = sheets.filter((sheet) => !read.includes(sheet)).map(({ name }) => `„${name.slice(0, 40)}“`);
  if (others.length === 0) return [];
  const values = { sheet: read.map(({ name }) => `„${name.slice(0, 40)}“`).join(", "), others: others.join(", ") };
  return [problem("sheetsLeft", { file, row: 1 }, values)];
}

function tooMuchOn({ lines }: GivenSheet, file: string): Problem | null {
  if (lines.length > most.rows + 1) return tooManyRows({ file, row: 1 });
  const wide = lines.find(({ cells }) => cells.length > most.columns);
  if (wide) return problem("tooManyColumns", { file, row: wide.row }, { most: most.columns });
  const cells = lines.reduce((sum, line) => sum + line.cells.length, 0);
  return cells > most.cells
    ? problem("tooManyFields", { file, row: 1 }, { most: most.cells.toLocaleString("de-DE") })
    : null;
}
