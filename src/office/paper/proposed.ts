import { purposes } from "../../consent/event.ts";
import { isAnswer } from "../../paper/sheets.ts";
import type { Lists, Row } from "./entries.ts";

/** The grid as it is proposed, before anybody has looked: answers and who has signed, where that is clear. */
export function proposed(rows: readonly Row[]): Lists {
  const values: Record<string, string[]> = {};
  for (const row of rows) {
    const { key, scanned } = row;
    values[`who-${key}`] = signerOf(row);
    if (!scanned || scanned.notProposed) continue;
    for (const purpose of purposes) {
      const read = scanned.sheet.answers[purpose];
      if (isAnswer(read)) values[`${purpose}-${key}`] = [read];
    }
  }
  return values;
}

/** Whom a sheet was printed for; without one whoever alone may declare: nobody where it could be one or another. */
function signerOf({ people, scanned }: Row): string[] {
  if (scanned) return scanned.notProposed?.why === "mayNot" ? [] : [scanned.sheet.form.person];
  return people.length === 1 ? people.map(({ id }) => id) : [];
}
