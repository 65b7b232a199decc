import type { FormerChild } from "../../../db/school/finding.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { byClassAndName } from "../../school/in-order.ts";
import { foundAmong, lookingFor, type Wanted } from "../../school/looking-for.ts";
import { todayOf } from "../../house/taken-down.ts";
import type { OfficeParts } from "../page/parts.ts";
import { byName } from "./class-counts.ts";
import { inState, type State } from "./state.ts";

/** What was found: children at the school, or such as have left it. */
export interface Found {
  wanted: Wanted;
  children: ChildNow[];
  former: FormerChild[];
}

/**
 * Looks for children by what was typed. In: also what they are narrowed to. Out: those of the school by class and
 * name; where nobody of them is meant, or former ones are asked for, those who have left, the last first.
 */
export async function find({ house, school }: OfficeParts, typed: string, state: State): Promise<Found> {
  const wanted = lookingFor(typed, todayOf(house));
  const isAsked = wanted.words.length + wanted.birthdays.length > 0;
  const children = state === "former" ? [] : await atSchool({ house, school }, wanted, state);
  const looksBack = state === "former" || (state === "all" && children.length === 0 && isAsked);
  const former = looksBack ? foundAmong(wanted, await house.roster.former()) : [];
  return { wanted, children, former: former.sort((a, b) => b.goneAt.localeCompare(a.goneAt) || byClassAndName(a, b)) };
}

async function atSchool(
  { house, school }: Pick<OfficeParts, "house" | "school">,
  wanted: Wanted,
  state: Exclude<State, "former">,
): Promise<ChildNow[]> {
  const all = [...(await school.children(house.now())).values()];
  return byName(foundAmong(wanted, all.filter(inState[state])));
}
