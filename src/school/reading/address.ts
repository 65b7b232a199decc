import { fold } from "../folded.ts";
import type { Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/** The address of a row, for telling namesakes apart; empty where a part is missing. */
export function addressOf({ cell }: Pick<Sheet, "cell">, line: Line): string {
  const [street, town] = [
    `${cell(line, "street")} ${cell(line, "house")}`.trim(),
    cell(line, "postcode") || cell(line, "town"),
  ];
  return street && town ? fold(`${street} ${town}`) : "";
}
