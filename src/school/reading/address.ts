import { fold } from "../folded.ts";
import { isFailed } from "./failed.ts";
import type { Field } from "./formats.ts";
import type { Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/** The address of a row, for telling namesakes apart; empty where a part is missing. */
export function addressOf({ cell }: Pick<Sheet, "cell">, line: Line): string {
  const known = (field: Field) => (isFailed(cell(line, field)) ? "" : cell(line, field));
  const [street, town] = [`${known("street")} ${known("house")}`.trim(), known("postcode") || known("town")];
  return street && town ? fold(`${street} ${town}`) : "";
}
