import { setImmediate } from "node:timers/promises";
import type { ActionFilter } from "../../../db/office/actions.ts";
import type { FindableChild } from "../../../db/school/finding.ts";
import { todayOf } from "../../house/taken-down.ts";
import { csv } from "../page/csv.ts";
import { deskOf } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeAction, OfficeApp, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { only } from "./guard.ts";
import { type Asked, askedIn, childrenMeant, filterOf } from "./log-filter.ts";
import { logPage, type Names } from "./log-page.ts";
import { childIn, detailsIn, whatWasDone } from "./log-words.ts";

const onPage = 50;
const namedAtOnce = 500;

/** The log of actions: who has changed what, and when; who has looked at which child. */
export function logRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.get("/actions", only(parts, "seeActions"), async (ctx) => {
    const asked = askedIn((name) => ctx.req.query(name));
    const { filter, meant } = await filterFor(parts, asked);
    const pages = Math.max(1, Math.ceil((await found(parts, filter, 0, 1)).inAll / onPage));
    const at = Math.min(Math.max(1, Math.trunc(Number(ctx.req.query("page")) || 1)), pages);
    const { actions, inAll } = await found(parts, filter, (at - 1) * onPage, onPage);
    const names = { ...(await namesAmong(parts, actions)), acted: await house.office.whoActed() };
    return ctx.html(logPage(deskOf(parts, ctx), { actions, inAll, leaf: { at, pages }, asked, meant }, names));
  });
  app.post("/actions/log.csv", only(parts, "seeActions"), async (ctx) => {
    const values = await valuesOf(ctx);
    const asked = askedIn((name) => values[name]);
    const text = await asCsv(parts, (await filterFor(parts, asked)).filter);
    await house.office.note({
      ...{ by: ctx.get("person").name, what: "exportLog", about: "" },
      at: house.now().toISOString(),
      details: Object.fromEntries(Object.entries(asked).filter(([name, value]) => value !== "" && name !== "child")),
    });
    return ctx.body(text, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="janein-protokoll-${todayOf(house)}.csv"`,
    });
  });
}

/** Which are meant. `nobody`: a child was asked for that is not one, so that nothing is shown. */
async function filterFor(
  { house }: OfficeParts,
  asked: Asked,
): Promise<{ filter: ActionFilter | "nobody"; meant: FindableChild[] | null }> {
  const { child } = asked;
  if (child === "") return { filter: filterOf(asked, null, house.timeZone), meant: null };
  const meant = childrenMeant(child, await house.roster.everybodyEver(), todayOf(house));
  if (meant.length > 1 || (meant.length === 0 && /\s/.test(child))) return { filter: "nobody", meant };
  // A child that is forgotten is still in the log, by its id.
  return { filter: filterOf(asked, meant[0]?.id ?? child, house.timeZone), meant };
}

async function found({ house }: OfficeParts, filter: ActionFilter | "nobody", from: number, atMost: number) {
  return filter === "nobody"
    ? { actions: [] as OfficeAction[], inAll: 0 }
    : await house.office.actions(from, atMost, filter);
}

/** What was changed of the roll by some of what was done, and what those are called that it was done on. */
async function namesAmong(
  { house }: OfficeParts,
  actions: readonly OfficeAction[],
): Promise<Pick<Names, "children" | "people" | "changes">> {
  const changes = await house.changes.changesWith(
    actions.map(({ about }) => about),
    house.now(),
  );
  const ids = actions.map((one) => changes.get(one.about)?.about ?? childIn(one));
  return { changes, children: await house.roster.namesOfChildren(ids), people: await house.office.namesOfAll() };
}

/** Read at once, and put into words in slices, so that the bot answers in between. */
async function asCsv(parts: OfficeParts, filter: ActionFilter | "nobody"): Promise<string> {
  const { house, say } = parts;
  const all = filter === "nobody" ? [] : await house.office.everyAction(filter);
  const rows: string[][] = [];
  for (let from = 0; from < all.length; from += namedAtOnce) {
    const some = all.slice(from, from + namedAtOnce);
    const names = await namesAmong(parts, some);
    for (const one of some) rows.push(rowOf(parts, one, names));
    await setImmediate();
  }
  const columns = (["when", "who", "what", "onWhat", "details", "id"] as const).map((name) => say(`action.${name}`));
  return csv(columns, rows);
}

function rowOf(
  { house, say }: OfficeParts,
  action: OfficeAction,
  { people, children, changes }: Omit<Names, "acted">,
): string[] {
  const { at, by, what, about } = action;
  const changed = changes.get(about);
  const child = children.get(changed?.about ?? childIn(action));
  const on = child ? `${child.givenName} ${child.familyName}` : (people.get(about) ?? "");
  return [momentIn(house.timeZone, at), by, whatWasDone(say, what), on, detailsIn(say, action, changed), about];
}
