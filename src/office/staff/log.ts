import { setImmediate } from "node:timers/promises";
import type { ActionFilter } from "../../../db/office/actions.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { isoDayOf } from "../../school/dates.ts";
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
const inFileAtOnce = 500;

/** The log of actions: who has changed what, and when; who has looked at which child. */
export function logRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, school } = parts;
  app.get("/actions", only(parts, "seeActions"), async (ctx) => {
    const asked = askedIn((name) => ctx.req.query(name));
    const children = await school.children(house.now());
    const { filter, meant } = filterFor(asked, children, house.timeZone);
    const pages = Math.max(1, Math.ceil((await found(parts, filter, 0, 1)).inAll / onPage));
    const at = Math.min(Math.max(1, Math.trunc(Number(ctx.req.query("page")) || 1)), pages);
    const { actions, inAll } = await found(parts, filter, (at - 1) * onPage, onPage);
    const names = {
      ...{ children, people: await house.office.namesOfAll(), acted: await house.office.whoActed() },
      changes: await changesAmong(parts, actions),
    };
    return ctx.html(logPage(deskOf(parts, ctx), { actions, inAll, leaf: { at, pages }, asked, meant }, names));
  });
  app.post("/actions/log.csv", only(parts, "seeActions"), async (ctx) => {
    const values = await valuesOf(ctx);
    const asked = askedIn((name) => values[name]);
    const children = await school.children(house.now());
    const text = await asCsv(parts, filterFor(asked, children, house.timeZone).filter, children);
    await house.office.note({
      ...{ by: ctx.get("person").name, what: "exportLog", about: "" },
      at: house.now().toISOString(),
      details: Object.fromEntries(Object.entries(asked).filter(([name, value]) => value !== "" && name !== "child")),
    });
    const name = `janein-protokoll-${isoDayOf(house.now(), house.timeZone)}.csv`;
    return ctx.body(text, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
}

/** Which are meant. `nobody`: a child was asked for that is not one, so that nothing is shown. */
function filterFor(
  asked: Asked,
  children: ReadonlyMap<string, ChildNow>,
  timeZone: string,
): { filter: ActionFilter | "nobody"; meant: ChildNow[] | null } {
  const meant = childrenMeant(asked.child, children.values());
  // A child that is not at the school any more is still in the log, by its id.
  const id = meant === null ? null : meant.length === 1 ? (meant[0]?.id ?? null) : asked.child;
  const isName = meant !== null && (meant.length > 1 || /\s/.test(asked.child));
  return { filter: isName && meant.length !== 1 ? "nobody" : filterOf(asked, id, timeZone), meant };
}

async function found({ house }: OfficeParts, filter: ActionFilter | "nobody", from: number, atMost: number) {
  return filter === "nobody"
    ? { actions: [] as OfficeAction[], inAll: 0 }
    : await house.office.actions(from, atMost, filter);
}

/** What was changed of the roll by some of what was done. */
const changesAmong = ({ house }: OfficeParts, actions: readonly OfficeAction[]) =>
  house.changes.changesWith(
    actions.map(({ about }) => about),
    house.now(),
  );

/** In slices, so that the bot answers in between. What is added meanwhile stands before where it reads on. */
async function asCsv(
  parts: OfficeParts,
  filter: ActionFilter | "nobody",
  children: ReadonlyMap<string, ChildNow>,
): Promise<string> {
  const { house, say } = parts;
  const people = await house.office.namesOfAll();
  const until = new Date(house.now().getTime() + 1).toISOString();
  const still = filter === "nobody" ? filter : { ...filter, before: filter.before ?? until };
  const rows: string[][] = [];
  for (let some = await found(parts, still, 0, inFileAtOnce); some.actions.length > 0;) {
    const names = { people, children, changes: await changesAmong(parts, some.actions) };
    for (const one of some.actions) rows.push(rowOf(parts, one, names));
    await setImmediate();
    some = await found(parts, still, rows.length, inFileAtOnce);
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
