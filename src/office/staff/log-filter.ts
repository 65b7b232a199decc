import type { ActionFilter } from "../../../db/office/actions.ts";
import type { FindableChild } from "../../../db/school/finding.ts";
import { isDay } from "../../school/dates.ts";
import { dayAfter, dayBegins } from "../../school/day-begins.ts";
import { foundAmong, lookingFor } from "../../school/looking-for.ts";
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
 * The children that are meant, by id or by what the search finds them by.
 * In: what was typed; everybody, also those who have left; today (ISO). Out: one is found; several are for a person to
 * choose from; or none.
 */
export function childrenMeant(child: string, everyone: readonly FindableChild[], today: string): FindableChild[] {
  const byId = everyone.filter(({ id }) => id === child);
  return byId.length > 0 ? byId : foundAmong(lookingFor(child, today), everyone);
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
