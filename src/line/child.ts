import { parseArgs } from "node:util";
import type { FindableChild } from "../../db/school/finding.ts";
import type { Custody } from "../consent/custody.ts";
import { dayIn } from "../consent/day.ts";
import type { ConsentEvent } from "../consent/event.ts";
import type { House } from "../house/house.ts";
import { isoDayOf } from "../school/dates.ts";
import { foundAmong, lookingFor } from "../school/looking-for.ts";
import { namesakeMarks } from "../school/shown-name.ts";
import type { Config } from "../wiring/config.ts";
import { atHome, stopped } from "./at-home.ts";

/**
 * Children with their ids, guardians and history, also those who have left. In: what the office would type to find
 * them (names of the child or a parent, class, birthday, number), or the id; nothing for all.
 */
export async function child(config: Config, args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const typed = positionals.join(" ");
  await atHome(config, async (house) => {
    const all = await house.roster.everybodyEver();
    const byId = all.filter(({ id }) => id === typed.toLowerCase());
    const wanted = lookingFor(typed, isoDayOf(house.now(), config.TIME_ZONE));
    const found = byId.length > 0 ? byId : foundAmong(wanted, all);
    if (found.length === 0) return stopped(typed === "" ? "There are no children yet." : noneCalled(typed));
    const [markOf, shown] = [namesakeMarks(found), { whole: found.length === 1, timeZone: config.TIME_ZONE }];
    for (const one of found) await putChild(house, one, { ...shown, mark: markOf(one) });
  });
}

const noneCalled = (name: string) => `No child is called "${name}", at the school or among those who have left.`;

const custodyWords: Record<Custody | "usual", string> = {
  usual: "",
  declares: "  (may declare: decided)",
  informed: "  (is informed, may not declare: decided)",
  neither: "  (may not declare: decided)",
  undecided: "  (whether they may declare is open: decide it on the child's page)",
  held_back: "  (whether they may declare is open: decide it on the child's page)",
};

async function putChild(
  house: House,
  one: FindableChild,
  { whole, mark, timeZone }: { whole: boolean; mark: string; timeZone: string },
): Promise<void> {
  const both = (await house.roster.child(one.id))?.bothMustAgree ? "  (every guardian must agree)" : "";
  const left = one.goneAt === null ? "" : `  (left on ${isoDayOf(new Date(one.goneAt), timeZone)})`;
  console.log(`${one.id}  ${one.className}  ${one.givenName} ${one.familyName}${mark}${both}${left}`);
  for (const person of await house.roster.peopleOf(one.id))
    console.log(
      `    ${person.role} ${person.id}  ${person.givenName} ${person.familyName}` +
        custodyWords[person.custody ?? "usual"],
    );
  if (!whole) return;
  for (const event of await house.ledger.eventsOf(one.id)) console.log(`    ${inOneLine(event)}`);
}

function inOneLine({
  at,
  id,
  purpose,
  kind,
  person,
  route,
  recordedBy,
  notice,
  voids,
  evidence,
}: ConsentEvent): string {
  const by = `by ${person ?? "the office"} (${route}, recorded by ${recordedBy})`;
  const day = dayIn(evidence);
  const about = voids ? `, ${kind === "upheld" ? "upholds" : "voids"} ${voids}` : "";
  return `${at}  ${id}  ${purpose} ${kind}  ${by}, notice ${notice}${day ? `, declared on ${day}` : ""}${about}`;
}
