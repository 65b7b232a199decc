import type { OddRow } from "../office-file.ts";
import { type Place, problem, type Problem } from "../problem.ts";
import { isAboutCustody, isAboutDeath } from "./custody.ts";
import { notedIn } from "./notes.ts";
import type { Line, Table } from "./table.ts";

/** Lines of which nobody knows which cell is which. In: what is wrong with them. Out: also what they say of custody. */
export function unfit({ file, lines }: Table, wrong: readonly Problem[]): { odd: OddRow[]; said: Problem[] } {
  const rows = new Set(wrong.map(({ row }) => row));
  const nameless = { givenName: "", familyName: "", keys: [], birthDate: null };
  const { who, legible } = { who: "anybody" as const, legible: false };
  const own = lines.filter(({ row }) => rows.has(row));
  return {
    odd: own.map(({ row, cells }) => ({ file, row, who, legible, ...nameless, cells, classNames: null })),
    said: own.flatMap((line) => custodyAmong(line, { file, row: line.row })),
  };
}

/** What speaks of custody or death in a line of which nobody knows which cell is which. */
export function custodyAmong(line: Line, place: Place): Problem[] {
  const { cells } = line;
  return [
    ...(cells.some(isAboutCustody) ? [problem("custodyRemark", place)] : []),
    ...(cells.some(isAboutDeath) ? [problem("deathRemark", place)] : []),
    ...notedIn(line, place),
  ];
}

/** What of these a person must decide, whatever becomes of the row. */
export function onCustody(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ weight }) => weight === "custody");
}
