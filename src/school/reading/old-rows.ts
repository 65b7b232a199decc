import { folded } from "../folded.ts";
import type { ChildRow } from "../office-file.ts";

/**
 * Rows without those of children who have an active row as well: a program keeps the old class of a child, or the time
 * before it came back, beside the new one. The old number still leads to the child.
 */
export function withoutOld(rows: readonly ChildRow[]): ChildRow[] {
  const isOld = ({ presence }: ChildRow) => presence === "left" || presence === "away";
  const old = rows.filter(isOld);
  if (old.length === 0) return [...rows];
  const active = new Map<string, ChildRow>();
  const wanted = new Set(old.flatMap(signsOf));
  for (const row of rows)
    if (row.presence === "present")
      for (const sign of signsOf(row)) if (wanted.has(sign) && !active.has(sign)) active.set(sign, row);
  return rows.filter((row) => {
    const now = isOld(row) ? signsOf(row).flatMap((sign) => active.get(sign) ?? [])[0] : undefined;
    if (now && row.key !== null && row.key !== now.key && !now.otherKeys.includes(row.key)) now.otherKeys.push(row.key);
    return now === undefined;
  });
}

/** Name and number, name and birth date. No cell of a file holds the sign between them. */
function signsOf(row: ChildRow): string[] {
  const { file, key, birthDate } = row;
  const name = folded(row);
  return [
    ...(key === null ? [] : [`${file}\u0001number\u0001${key}\u0001${name}`]),
    ...(birthDate === null ? [] : [`${file}\u0001born\u0001${birthDate}\u0001${name}`]),
  ];
}
