import type { ActionFilter } from "../../../db/office/actions.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { isDay } from "../../school/dates.ts";
import { dayAfter, dayBegins } from "../../school/day-begins.ts";
import { fold } from "../../school/folded.ts";
import { actionNames } from "./actions.ts";

/** What the log is asked for, as it stands in the form and in the address. */
export interface Asked {
  by: string;
  what: string;
  child: string;
  from: string;
  to: string;
}

const names = ["by", "what", "child", "from", "to"] as const;
/** Besides each thing that can be done: only what was done, or also who looked at whom. */
export const wholes = ["changes", "all"] as const;

/** Reads it. In: the value of each name, as far as it is given. What is no day or no kind counts as not asked. */
export function askedIn(value: (name: (typeof names)[number]) => string | undefined): Asked {
  const given = (name: (typeof names)[number]) => (value(name) ?? "").slice(0, 100).trim();
  const day = (name: "from" | "to") => (isDay(given(name)) ? given(name) : "");
  const what = [...wholes, ...actionNames].find((one) => one === given("what")) ?? "changes";
  return { by: given("by"), what, child: given("child"), from: day("from"), to: day("to") };
}

/** The same for an address, without what was not asked. */
export function queryOf(asked: Asked): string {
  const all = names.filter((name) => asked[name] !== "" && !(name === "what" && asked.what === "changes"));
  return new URLSearchParams(all.map((name) => [name, asked[name]])).toString();
}

/**
 * The children that are meant, by id or by name. Out: one is found; several are for a person to choose from; none;
 * null: nobody was asked for.
 */
export function childrenMeant(child: string, everyone: Iterable<ChildNow>): ChildNow[] | null {
  const words = child
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const found = [];
  for (const one of everyone) {
    if (one.id === child) return [one];
    if (words.every((word) => one.folded.includes(word))) found.push(one);
  }
  return found;
}

/** Which of the log are meant. In: the child's id, where one is meant; the school's time zone. */
export function filterOf({ by, what, from, to }: Asked, child: string | null, timeZone: string): ActionFilter {
  return {
    ...(by === "" ? {} : { by }),
    ...(child === null ? {} : { child }),
    ...(what === "changes" ? {} : { what }),
    ...(from === "" ? {} : { from: dayBegins(from, timeZone) }),
    ...(to === "" ? {} : { before: dayBegins(dayAfter(to), timeZone) }),
  };
}
