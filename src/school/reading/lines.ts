/** One line of a table, with its number in the file. */
export interface Line {
  row: number;
  cells: string[];
  /** What is noted at its cells, as comments in a workbook. */
  notes?: readonly string[];
}

/** How well a line is known as a heading: every column that is needed is in it, or a part of them. */
export type Known = (cells: readonly string[]) => "whole" | "part" | null;

/** Among so many lines with anything in them a heading is looked for. */
export const linesLookedThrough = 40;

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
