import { CsvError, parse } from "csv-parse/sync";
import { problem, type Problem } from "../problem.ts";
import { tooMuchIn, type Written } from "./limits.ts";

/** One line of a table, with its number in the file. */
export interface Line {
  row: number;
  cells: string[];
}

export interface Table {
  file: string;
  columns: string[];
  separator: string;
  lines: Line[];
}

const separators = [";", "\t", "|", ","];
const longestLine = 100_000;

/** A table with a heading. Out: its lines, or the problem that makes it unreadable, in its line. */
export function readTable(text: string, file: string): Table | Problem {
  const whole = text.replaceAll(/\r\n?/g, "\n");
  // Excel tells the separator in a line of its own.
  const told = /^sep=(.)\n/.exec(whole)?.[1];
  const body = told ? whole.slice(whole.indexOf("\n") + 1) : whole;
  const heading = firstLineOf(body);
  const separator = told ?? separatorOf(heading);
  // The program that writes `|` knows no quotes: one in a name is a letter like others.
  const quote = separator === "|" && !heading.includes('"') ? null : '"';
  const skipped = told ? 1 : 0;
  const tooMuch = tooMuchIn(body, { separator, quote }, { file, row: skipped + 1 });
  if (tooMuch) return tooMuch;
  const records = recordsOf(body, { separator, quote, file, skipped });
  if (!Array.isArray(records)) return records;
  const [first, ...rest] = records;
  if (!first) return problem("empty", { file, row: 1 });
  const lines = rest.filter(({ cells }) => cells.some((cell) => cell !== ""));
  return lines.length > 0 ? { file, columns: first.cells, separator, lines } : problem("onlyHeading", { file, row: 1 });
}

/** The first line with anything in it. */
function firstLineOf(text: string): string {
  const at = text.search(/\S/);
  const end = text.indexOf("\n", at);
  return at < 0 ? "" : text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? text.length : end);
}

/** The sign that separates most columns of the heading, outside of quotes. */
function separatorOf(heading: string): string {
  const bare = heading.replaceAll(/"[^"]*"/g, "");
  const count = (sign: string) => bare.split(sign).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ";";
}

interface How extends Written {
  file: string;
  skipped: number;
}

function recordsOf(text: string, { separator, quote, file, skipped }: How): Line[] | Problem {
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
        const breaks =
          quote === null
            ? 0
            : cells.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
        lines.push({ row: end - breaks, cells: cells.map(tidy) });
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

/** Spaces of every kind, and what is not seen: marks of direction, joiners, fillers, chosen forms. */
const unseen = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** Without spaces around it (also hard ones), line breaks and invisible marks; letters composed as they are typed. */
export function tidy(cell: string): string {
  if (/^[!-~]*$/.test(cell)) return cell;
  return cell
    .replaceAll(unseen, (gap) => (/\s/.test(gap) ? " " : ""))
    .trim()
    .normalize("NFC");
}

/** Lines that do not fit the heading: they tell that columns have shifted. */
export function shifted({ file, columns, lines }: Table): Problem[] {
  const wide = columns.length;
  const whole = lines.filter(({ cells }) => cells.length === wide).length;
  const found: Problem[] = [];
  for (const { row, cells } of lines) {
    const named = (cell: string, at: number) => cell !== "" && (columns[at] ?? "") === "";
    if (cells.some(named)) found.push(problem("tooManyCells", { file, row }, { cells: cells.length, columns: wide }));
    // A table program leaves out empty cells at the end, but then in many lines.
    else if (cells.length < wide && whole > lines.length * 0.8)
      found.push(problem("tooFewCells", { file, row }, { cells: cells.length, columns: wide }));
    else if (wide > 1 && cells.every((cell, at) => cell === columns[at]))
      found.push(problem("headingAgain", { file, row }));
  }
  return found;
}
