import { dictionary } from "../../answers/dictionary.ts";
import { fold } from "../folded.ts";
import type { ChildRow } from "../office-file.ts";
import { problem, type Place, type Problem } from "../problem.ts";

/** The status of a pupil, by number and word (interface description of SchILD-NRW). */
const statuses = dictionary<NonNullable<ChildRow["presence"]>>({
  0: "away",
  neuaufnahme: "away",
  neuaufnahmen: "away",
  1: "away",
  warteliste: "away",
  2: "present",
  aktiv: "present",
  aktive: "present",
  3: "away",
  beurlaubt: "away",
  6: "away",
  extern: "away",
  externe: "away",
  8: "left",
  abschluss: "left",
  9: "left",
  abgang: "left",
  abganger: "left",
  abgegangen: "left",
  10: "left",
  ehemalige: "left",
  ehemaliger: "left",
});

const statusWords = dictionary({
  0: "Neuaufnahme",
  1: "Warteliste",
  3: "Beurlaubt",
  6: "Extern",
  8: "Abschluss",
  9: "Abgang",
  10: "Ehemalige",
});

/** Whether a child is here, by its status. In: also where to put what is told once for many rows. */
export function presenceOf(cell: string, place: Place, grouped: Problem[]): ChildRow["presence"] {
  if (cell === "") return null;
  const presence = statuses[fold(cell)];
  if (presence === undefined) grouped.push(problem("unknownStatus", place, { status: cell.slice(0, 40) }));
  else if (presence !== "present") grouped.push(problem("notActive", place, { status: statusWords[cell] ?? cell }));
  return presence ?? "away";
}
