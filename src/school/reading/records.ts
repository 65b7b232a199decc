import { CsvError, parse } from "csv-parse/sync";
import { problem, type Problem } from "../problem.ts";
import { tooMuchIn, type Written } from "./limits.ts";
import { type Known, type Line, linesLookedThrough, tidy } from "./lines.ts";

const separators = [";", "\t", "|", ","];
const longestLine = 100_000;

/**
 * The lines of a text with their cells. In: the text; its file's name; how well a line is known as a heading.
 * Out: what separates the cells, and every line that is not empty, numbered as in the file; or why it cannot be read.
 */
export function recordsIn(text: string, file: string, known: Known): { separator: string; lines: Line[] } | Problem {
  const whole = text.replaceAll(/\r\n?/g, "\n");
  // Excel tells the separator in a line of its own.
  const told = /^sep=(.)\n/i.exec(whole)?.[1];
  const body = whole.slice(told ? whole.indexOf("\n") + 1 : 0);
  const read = cellsOf(body, { file, known, skipped: told ? 1 : 0, ...(told ? { separator: told } : {}) });
  if ("key" in read) return read;
  const unwrapped = linesAsCells(read.lines);
  if (unwrapped === null) return read;
  const again = cellsOf(unwrapped.text, { file, known, skipped: 0 });
  if ("key" in again) return { ...again, row: unwrapped.rows[again.row - 1] ?? again.row };
  return { ...again, lines: again.lines.map(({ row, cells }) => ({ row: unwrapped.rows[row - 1] ?? row, cells })) };
}

interface How {
  file: string;
  known: Known;
  /** Lines of the file that stand before this text. */
  skipped: number;
  separator?: string;
}

function cellsOf(text: string, how: How): { separator: string; lines: Line[] } | Problem {
  // Excel is kept from changing a number by ="0712".
  const body = text.includes('="') ? text.replaceAll(/(?<=^|[;,\t|])="([^"\n]*)"(?=[;,\t|]|$)/gm, '"$1"') : text;
  const first = firstLinesOf(body);
  const { separator, heading } = how.separator
    ? { separator: how.separator, heading: first.join("\n") }
    : separatorOf(first, how.known);
  // The program that writes `|` knows no quotes: one in a name is a letter like others.
  const quote = separator === "|" && !heading.includes('"') ? null : '"';
  const place = { file: how.file, row: how.skipped + 1 };
  const tooMuch = tooMuchIn(body, { separator, quote }, place);
  if (tooMuch) return tooMuch;
  const lines = parsed(body, { ...how, separator, quote });
  return Array.isArray(lines) ? { separator, lines } : lines;
}

/** The first lines with anything in them, each as long as a heading can be. */
function firstLinesOf(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length && lines.length < linesLookedThrough;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (/\S/.test(line)) lines.push(line.slice(0, longestHeading));
    at += line.length + 1;
  }
  return lines;
}

const longestHeading = 20_000;

/**
 * The sign that separates columns: the one that makes a known heading of a line; else the one that makes the most
 * columns in the most lines.
 */
function separatorOf(lines: readonly string[], known: Known): { separator: string; heading: string } {
  for (const wanted of ["whole", "part"] as const)
    for (const heading of lines)
      for (const separator of separators)
        if (known(bareCells(heading, separator)) === wanted) return { separator, heading };
  const weight = (sign: string) => {
    const counts = Map.groupBy(lines, (line) => bareCells(line, sign).length);
    return Math.max(...[...counts].map(([columns, same]) => (columns > 1 ? columns * same.length : 0)), 0);
  };
  const weighed = separators.map((separator) => ({ separator, weight: weight(separator) }));
  const { separator } = weighed.reduce((best, one) => (one.weight > best.weight ? one : best));
  return { separator, heading: lines[0] ?? "" };
}

/** The cells of one line, good enough for a heading. */
function bareCells(line: string, separator: string): string[] {
  const quoted = line.replaceAll(/"[^"]*"/g, (text) => text.replaceAll(separator, "\u0000"));
  const whole = (cell: string) => cell.replaceAll("\u0000", separator).replace(/^\s*"(.*)"\s*$/, "$1");
  return quoted.split(separator).map((cell) => asShown(tidy(whole(cell).replaceAll('""', '"'))));
}

/**
 * Where every line is one cell that holds a line of another table, as Excel writes a table that it could not separate.
 * Out: the lines as a text, and where each stands in the file; null where it is not so.
 */
function linesAsCells(lines: readonly Line[]): { text: string; rows: number[] } | null {
  const alone = lines.filter(({ cells }) => cells.slice(1).every((cell) => cell === ""));
  const holding = alone.filter(({ cells }) => separators.some((sign) => (cells[0] ?? "").includes(sign)));
  if (alone.length < lines.length || holding.length * 2 < lines.length) return null;
  return { text: lines.map(({ cells }) => cells[0] ?? "").join("\n"), rows: lines.map(({ row }) => row) };
}

function parsed(text: string, { separator, quote, file, skipped }: How & Written): Line[] | Problem {
  const lines: Line[] = [];
  let end = skipped;
  try {
    parse(text, {
      delimiter: separator,
      quote,
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: longestLine,
      on_record: (cells: string[], info) => {
        end = info.lines + skipped;
        lines.push({ row: end - breaksIn(cells, quote), cells: cells.map((cell) => asShown(tidy(cell))) });
        return null;
      },
    });
    return lines;
  } catch (error) {
    const code = error instanceof CsvError ? String(error.code) : "";
    const key =
      code === "CSV_MAX_RECORD_SIZE" ? "hugeCell" : code === "CSV_QUOTE_NOT_CLOSED" ? "quoteNotClosed" : "strayQuote";
    return problem(key, { file, row: end + 1 });
  }
}

/** Without the = and the quotes that keep Excel from changing a number. */
const asShown = (cell: string) => (cell.startsWith('="') ? (/^="(.*)"$/.exec(cell)?.[1]?.trim() ?? cell) : cell);

/** How many lines a record has beyond its first. */
function breaksIn(cells: readonly string[], quote: string | null): number {
  if (quote === null) return 0;
  return cells.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
}
