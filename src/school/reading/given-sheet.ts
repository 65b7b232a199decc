import type { ProblemKey } from "../problem.ts";
import type { Line } from "./lines.ts";

/** One sheet of a workbook, as it is read: cells as words, dates as 15.03.2018, formulas as their values. */
export interface GivenSheet {
  name: string;
  /** Whether the sheet itself is not shown. */
  hidden: boolean;
  /** Every row with anything in it, also those that are not shown. */
  lines: Line[];
  /** Rows that are not shown, as a filter leaves them. */
  hiddenRows: number[];
  /** Rows with a cell in which the table program shows an error, as its word; rows of nothing else are no lines. */
  wrongRows: number[];
}

/** A workbook with its sheets in order, or why there are none. */
export type Workbook = { sheets: GivenSheet[] } | { unreadable: ProblemKey; values?: Record<string, string | number> };

const signs = ["PK\u0003\u0004", "PK\u0005\u0006", "\u00d0\u00cf\u0011\u00e0"];

/** Whether a file says of itself that it is a workbook (or another archive). */
export function saysWorkbook(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  return signs.includes(start);
}
