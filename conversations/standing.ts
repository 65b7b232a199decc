import { type Purpose, purposes } from "../src/consent/event.ts";
import type { ChildStanding, Standing as OfPurpose } from "../src/consent/standing.ts";
import type { Talk } from "./steps.ts";
import type { OwnChild, World } from "./world.ts";

/** To what of a child a person may take consent back, and whether a yes may be waiting or in conflict beside it. */
export interface Standing {
  stands: Purpose[];
  open: boolean;
}

/** What stands for each of these children, in their order. In: within an external of the talk. */
export async function standingsOf(world: World, own: readonly OwnChild[]): Promise<Standing[]> {
  const standings = await world.standings(own.map(({ child }) => child.id));
  return await Promise.all(own.map(async (one) => standingOf(standings.get(one.child.id), await world.yesOf(one))));
}

/** What is allowed or agreed to by this person, and whether a yes may be waiting or in conflict beside it. */
function standingOf(standing: ChildStanding | undefined, yes: Purpose[]): Standing {
  const is = (purpose: Purpose, ...wanted: OfPurpose[]) => wanted.includes(standing?.[purpose].standing ?? "not_asked");
  return {
    stands: purposes.filter((purpose) => is(purpose, "yes") || yes.includes(purpose)),
    open: purposes.some((purpose) => is(purpose, "conflict", "not_asked")),
  };
}

/** Whether there is anything to take back for one of these children; where nothing is, a no is the first answer. */
export async function anyStands(talk: Talk, world: World, own: readonly OwnChild[]): Promise<boolean> {
  const { any } = await talk.external(async () => {
    const each = await standingsOf(world, own);
    return { any: each.some(({ stands }) => stands.length > 0) };
  });
  return any;
}
