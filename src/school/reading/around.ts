import { counted, problem, type Problem } from "../problem.ts";
import type { Line } from "./lines.ts";

/** With what a line begins that is no row of a list: titles, sums, what a program prints above and below. */
const words = [
  ...["summen?", "anzahl", "gesamt\\w*", "insgesamt", "total", "davon", "jungen", "mädchen", "kinder", "schüler\\S*"],
  ...["stand", "seite", "blatt", "datum", "gedruckt", "ausgedruckt", "druckdatum", "erstellt", "quelle", "legende"],
  ...["hinweise?", "anmerkung(?:en)?", "klassenliste", "klasse", "schuljahr", "schule", "lehrkraft", "klassenlehr\\w*"],
  "klassenleitung",
];
const begins = new RegExp(`^(?:${words.join("|")})(?=$|[^\\p{L}])`, "iu");
const counts = /^(\d+([.,]\d+)?|m|w|d|männlich|weiblich|divers)$/i;

/** The lines of a list, and those that stand between and below them and are no rows. */
export interface Parted {
  rows: Line[];
  around: Line[];
}

/** In: the heading; the lines above it; those below, none of them empty. */
export function partedFrom(above: readonly Line[], lines: readonly Line[]): Parted {
  const titles = new Set(above.map(textOf));
  const last = lines.findLastIndex(({ cells }) => filled(cells).length > 1 && !isAround(cells));
  const parted: Parted = { rows: [], around: [...above] };
  lines.forEach((line, at) => {
    const alone = filled(line.cells).length === 1 && (at > last || titles.has(textOf(line)));
    (alone || isAround(line.cells) ? parted.around : parted.rows).push(line);
  });
  return parted;
}

/** Whether a line is a title or a sum by what stands in it. */
function isAround(cells: readonly string[]): boolean {
  const [first = "", ...others] = filled(cells);
  if (others.length === 0) return begins.test(first) || /^\D*:\s*\S*$/.test(first);
  return first.endsWith(":") || (begins.test(first) && others.every((cell) => counts.test(cell) || begins.test(cell)));
}

/** What is said of lines that were not read: which, and a count below that is not the number of rows. */
export function saidOf({ rows, around }: Parted, file: string): Problem[] {
  const [first] = around;
  if (!first) return [];
  const texts = [...new Set(around.map(textOf))];
  const shown = texts.slice(0, 3).map((text) => `„${text.slice(0, 60)}“`);
  const lines = [...shown, ...(texts.length > shown.length ? ["…"] : [])].join(", ");
  return [problem("notRows", { file, row: first.row }, { lines }), ...countsIn(around, rows.length, file)];
}

function countsIn(around: readonly Line[], rows: number, file: string): Problem[] {
  const told = around.flatMap((line) => {
    const count = /^(?:summe|anzahl|gesamt\w*|insgesamt)(?:\s+(?:der\s+)?(?:kinder|schüler\S*))?\s*[:=]?\s*(\d+)/i.exec(
      textOf(line),
    )?.[1];
    return count === undefined ? [] : [{ row: line.row, count: Number(count) }];
  });
  const [only] = told;
  if (!only || told.length > 1 || only.count === rows) return [];
  return [problem("countDiffers", { file, row: only.row }, { count: only.count, rows })];
}

/** The lines without those that are the heading once more, as a printed list has it on each page. */
export function withoutHeading(columns: readonly string[], lines: readonly Line[], file: string) {
  const isHeading = ({ cells }: Line) => columns.every((name, at) => (cells[at] ?? "") === name);
  const again = lines.filter(isHeading);
  return {
    lines: again.length === 0 ? lines : lines.filter((line) => !isHeading(line)),
    said: counted(again.map(({ row }) => problem("headingAgain", { file, row }))),
  };
}

const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== "");
const textOf = ({ cells }: Line) => filled(cells).join(" ");
