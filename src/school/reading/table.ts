import { problem, type Problem } from "../problem.ts";
import { isFailed } from "./failed.ts";
import { partedFrom, saidOf, withoutHeading } from "./around.ts";
import { type Known, type Line, linesLookedThrough } from "./lines.ts";
import { notedIn } from "./notes.ts";
import { recordsIn } from "./records.ts";

export { tidy } from "./lines.ts";
export type { Line } from "./lines.ts";

export interface Table {
  file: string;
  /** The number of the line with the heading. */
  heading: number;
  columns: string[];
  lines: Line[];
  /** Lines that are no rows: titles, sums, notes. */
  around: Line[];
  /** What is noted at cells of the heading. */
  headingNotes?: readonly string[];
  /** What is to be said of lines that are no rows. */
  said: Problem[];
}

/** A text as a table. Out: its heading and lines, or the problem that makes it unreadable, in its line. */
export function readTable(text: string, file: string, known: Known): Table | Problem {
  const read = recordsIn(text, file, known);
  return "key" in read ? read : tableOf(read.lines, file, known);
}

/**
 * A table of lines. In: all that have anything in them, also those above the heading and below the list; how well a
 * line is known as a heading. Out: the heading and the rows, or the problem that makes it unreadable.
 */
export function tableOf(all: readonly Line[], file: string, known: Known): Table | Problem {
  const { filled = [], wordless = [] } = Object.groupBy(all, hasWords);
  const at = headingIn(filled, known);
  const heading = filled[at];
  if (!heading) return problem("empty", { file, row: 1 });
  const columns = withoutEmptyEnd(heading.cells);
  const below = withoutHeading(columns, filled.slice(at + 1), file);
  const parted = partedFrom(filled.slice(0, at), below.lines);
  return parted.rows.length > 0
    ? {
        file,
        heading: heading.row,
        columns,
        lines: parted.rows,
        around: parted.around,
        ...(heading.notes ? { headingNotes: heading.notes } : {}),
        said: [...below.said, ...saidOf(parted, file), ...notedAround(parted.around.concat(heading, wordless), file)],
      }
    : problem("onlyHeading", { file, row: heading.row });
}

const hasWords = ({ cells }: Line) => (cells.some((cell) => cell !== "") ? "filled" : "wordless");

/** What is noted at lines that are no rows: nobody knows of whom. */
const notedAround = (lines: readonly Line[], file: string): Problem[] =>
  lines.flatMap((line) => notedIn(line, { file, row: line.row }));

/**
 * Which line is the heading: one that is known; else the first under titles that is about as wide as the table.
 */
function headingIn(lines: readonly Line[], known: Known): number {
  const first = lines.slice(0, linesLookedThrough);
  for (const wanted of ["whole", "part"] as const) {
    const at = first.findIndex(({ cells }) => known(withoutEmptyEnd(cells)) === wanted);
    if (at >= 0) return at;
  }
  const widths = first.map(({ cells }) => cells.filter((cell) => cell !== "").length);
  const usual = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  return Math.max(
    widths.findIndex((width) => width > 1 && width >= usual * 0.6),
    0,
  );
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
}

/** As many of a table's lines that do not fit its heading concern themselves alone. */
const few = 0.2;

/**
 * Lines that do not fit the heading: they tell that columns have shifted. Where there are many, the file has shifted
 * as a whole, and nothing of it is read.
 */
export function shifted({ file, columns, lines }: Table): Problem[] {
  const wide = columns.length;
  const whole = lines.filter(({ cells }) => cells.length === wide).length;
  const found: Problem[] = [];
  for (const { row, cells } of lines) {
    // A formula beside the list tells nothing of it.
    const named = (cell: string, at: number) => cell !== "" && (columns[at] ?? "") === "" && !isFailed(cell);
    if (cells.some(named)) found.push(problem("tooManyCells", { file, row }, { cells: cells.length, columns: wide }));
    // A table program leaves out empty cells at the end, but then in many lines.
    else if (cells.length < wide && whole > lines.length * 0.8)
      found.push(problem("tooFewCells", { file, row }, { cells: cells.length, columns: wide }));
  }
  return found.length > Math.max(lines.length * few, 1) ? found.map((one) => ({ ...one, weight: "stop" })) : found;
}
