import type { CellObject, WorkSheet } from "@e965/xlsx";
import type { GivenSheet } from "../school/reading/given-sheet.ts";
import { isFailed } from "../school/reading/failed.ts";
import { most } from "../school/reading/limits.ts";
import { type Line, tidy } from "../school/reading/lines.ts";
import { formats } from "./library.ts";
import { notesAt } from "./notes.ts";

type Rows = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** The rows of a sheet as words. In: the sheet as the library has read it; whether its days count from 1904. */
export function sheetLines(sheet: WorkSheet, from1904: boolean): Omit<GivenSheet, "name" | "hidden"> {
  const rows = (sheet["!data"] ?? []) as Rows;
  const shown = sheet["!rows"] ?? [];
  const given: Omit<GivenSheet, "name" | "hidden"> = { lines: [], hiddenRows: [], wrongRows: [] };
  const below = spanned(sheet["!merges"] ?? [], rows);
  rows.forEach((cells, at) => {
    const fromAbove = below.get(at) ?? [];
    // What is noted at a cell that stands for several rows is noted for each of them.
    const noted = notesAt([...(cells ?? []), ...fromAbove.map(([, cell]) => cell)]);
    const line: Line = { row: at + 1, cells: wordsOf(cells ?? [], from1904), ...noted };
    for (const [column, cell] of fromAbove) line.cells[column] ||= word(cell, from1904);
    const words = Array.from(line.cells, (one) => one ?? "");
    if (words.some(isFailed)) given.wrongRows.push(line.row);
    // A comment is heard also where the row says nothing else.
    if (words.every((one) => one === "" || isFailed(one)) && !line.notes) return;
    given.lines.push({ ...line, cells: words });
    if (shown[at]?.hidden) given.hiddenRows.push(line.row);
  });
  return given;
}

/** The words of a row. A cell beyond what a table may have tells that it has too much. */
function wordsOf(cells: readonly (CellObject | undefined)[], from1904: boolean): string[] {
  const words: string[] = [];
  cells.forEach((cell, at) => {
    if (cell) words[Math.min(at, most.columns + 1)] = word(cell, from1904);
  });
  return words;
}

/** A cell that stands for several rows of one column, by the rows below its first. */
function spanned(merges: NonNullable<WorkSheet["!merges"]>, rows: Rows): Map<number, [number, CellObject][]> {
  const below = new Map<number, [number, CellObject][]>();
  for (const { s, e } of merges) {
    const cell = rows[s.r]?.[s.c];
    if (s.c !== e.c || !cell) continue;
    for (let row = s.r + 1; row <= Math.min(e.r, rows.length - 1); row += 1)
      below.set(row, [...(below.get(row) ?? []), [s.c, cell]]);
  }
  return below;
}

/** What a cell says, as a person reads it: a date as day, month and year; a number with the noughts that are shown. */
function word({ t, v, w, z }: CellObject, from1904: boolean): string {
  if (t === "e") return errorWord(w);
  if (t === "z" || v === undefined || v === null) return "";
  if (v instanceof Date) return germanDay(v.getTime());
  if (typeof v === "boolean") return v ? "WAHR" : "FALSCH";
  if (typeof v === "string") return tidy(v);
  const format = typeof z === "string" ? z : "";
  if (v >= 1 && formats.is_date(format)) return germanDay(dayZero + wholeDays(v + (from1904 ? daysTo1904 : 0)) * day);
  return /^0{2,}$/.test(format) && Number.isInteger(v) ? String(v).padStart(format.length, "0") : tidy(String(v ?? w));
}

/** What the table program shows; of a word that is not known as an error, the one that is. */
const errorWord = (shown = "") => (isFailed(shown) ? shown : "#NV");

const day = 86_400_000;
/** The day before the first of a workbook's calendar, as it counts since March 1900. */
const dayZero = Date.UTC(1899, 11, 30);
const daysTo1904 = 1462;

/** A day that a clock has moved by an hour or two is the day that was meant. */
const wholeDays = (days: number) => Math.floor(days + 0.1);

function germanDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10).split("-").toReversed().join(".");
}
