import { parse } from "csv-parse/sync";

/** One line of a table by its lower-case column names, with its number in the file. */
export interface Line {
  row: number;
  cells: Record<string, string>;
}

/** A table with a heading, separated as its heading is. Errors: csv-parse's, with the line. */
export function readTable(text: string): { columns: string[]; lines: Line[] } {
  const heading = text.split(/\r?\n/, 1)[0] ?? "";
  const delimiter = [";", "\t", "|", ","].find((sign) => heading.includes(sign)) ?? ";";
  const records = parse(text, { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  const rows = (records as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({ row: info.lines, record }));
  const columns = (rows[0]?.record ?? []).map((name) => name.toLowerCase());
  const lines = rows.slice(1).map(({ row, record }) => ({ row, cells: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""])) }));
  return { columns, lines: lines.filter(({ cells }) => Object.values(cells).some((cell) => cell !== "")) };
}

/** A German (15.03.2018) or ISO date as ISO. Out: null for an empty cell, undefined for what is no date. */
export function isoDate(cell: string): string | null | undefined {
  if (cell === "") return null;
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : cell;
  const date = new Date(`${iso}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
