import type { Changed } from "../../../db/school/roll-changes.ts";
import { readDetails } from "../../school/act-details.ts";
import { detailLines } from "../by-hand/detail.ts";
import type { OfficeAction } from "../page/parts.ts";
import type { OfficeKey, Say } from "../page/words.ts";
import { actionNames } from "./actions.ts";

/** What was done, in German; what no version of ours does, as it stands there. */
export function whatWasDone(say: Say, name: string): string {
  const known = actionNames.find((one) => one === name);
  return known ? say(`action.${known}`) : name;
}

/** The id of the child that something was done for: what it was done on, or what is said beside it. */
export function childIn({ about, details }: Pick<OfficeAction, "about" | "details">): string {
  return String(readDetails(details).child ?? about);
}

/** What there is to say beside, in German: "Datei: klassen.csv, neu: 12"; of a change of the roll what became of it. */
export function detailsIn(say: Say, { details }: Pick<OfficeAction, "details">, changed?: Changed): string {
  if (changed) return detailLines(say, changed).join("; ");
  return Object.entries(readDetails(details))
    .filter(([name]) => name !== "child" && name !== "act")
    .map(([name, value]) => `${wordOr(say, `detail.${name}`, name)}: ${valueIn(say, value)}`)
    .join(", ");
}

/** A value that is a word of ours, in German. */
function valueIn(say: Say, value: string | number): string {
  const word = (one: string) => (/^[a-zA-Z_]+$/.test(one) ? wordOr(say, `value.${one}`, one) : one);
  return typeof value === "number" ? String(value) : value.split(", ").map(word).join(", ");
}

/** Where there is no word for it, it stands as it is: an older or newer version has put it down. */
function wordOr(say: Say, key: string, otherwise: string): string {
  const said = say(key as OfficeKey);
  return said === key ? otherwise : said;
}
