import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import type { Changed } from "../../../db/school/roll-changes.ts";
import { detailPart } from "../by-hand/detail.ts";
import { actionNames } from "./actions.ts";
import { deskOf } from "../page/desk.ts";
import { only } from "./guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeAction, OfficeApp, OfficeParts } from "../page/parts.ts";
import { type Leaf, leafing } from "../page/leafing.ts";
import { momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

const onPage = 50;

/** Where there is a page about it. */
const places: Record<string, string> = { requestStep: "requests", publish: "notice" };

/** The log of actions: who has changed what, and when. */
export function logRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, school } = parts;
  app.get("/actions", only(parts, "seeActions"), async (ctx) => {
    const pages = Math.max(1, Math.ceil((await house.office.actions(0, 1)).inAll / onPage));
    const at = Math.min(Math.max(1, Math.trunc(Number(ctx.req.query("page")) || 1)), pages);
    const { actions } = await house.office.actions((at - 1) * onPage, onPage);
    const changes = await house.changes.changesWith(
      actions.map(({ about }) => about),
      house.now(),
    );
    const known = { children: await school.children(house.now()), changes };
    return ctx.html(logPage(deskOf(parts, ctx), actions, { at, pages }, known));
  });
}

/** What stands beside the ids of the log: the children who are here, and changes of the roll. */
interface Known {
  children: ReadonlyMap<string, ChildNow>;
  changes: ReadonlyMap<string, Changed>;
}

/** Some of the log, newest first. The log itself holds ids; where a child is still here, its name stands beside it. */
export function logPage(desk: Desk, actions: readonly OfficeAction[], leaf: Leaf, known: Known): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.actions"),
    html`
    <p>${say("action.about")}</p>
    ${actions.length === 0 ? html`<p class="nothing">${say("page.none")}</p>` : logTable(desk, actions, known)}
    ${leafing(say, "/office/actions", leaf, say("page.later"), say("page.earlier"))}`,
  );
}

function logTable({ say, timeZone }: Desk, actions: readonly OfficeAction[], known: Known): Html {
  const row = ({ at, by, what, about }: OfficeAction) => html`<tr>
    <td>${momentIn(timeZone, at)}</td>
    <td>${by}</td>
    <td>${whatWasDone(say, what)}</td>
    <td>${about === "" ? "" : onWhat(say, what, about, known)}</td>
  </tr>`;
  return scrolling(
    say("menu.actions"),
    html`<table>
      ${headings([say("action.when"), say("action.who"), say("action.what"), say("action.onWhat")])}
      <tbody>${actions.map(row)}</tbody>
    </table>`,
  );
}

function whatWasDone(say: Say, name: string): string {
  const known = actionNames.find((one) => one === name);
  return known ? say(`action.${known}`) : name;
}

/** What it was done on: the child by its name, or the id, as a link where there is a page; and what was changed. */
function onWhat(say: Say, what: string, id: string, { children, changes }: Known): Html {
  const [changed, place] = [changes.get(id), places[what]];
  const child = children.get(changed?.about ?? id);
  const named = child ? `${child.givenName} ${child.familyName}` : say("hand.toChange");
  if (changed) return html`<a href="/office/changes/${id}">${named}</a>${detailPart(say, changed)}`;
  if (child) return html`<a href="/office/children/${id}">${named}</a>`;
  return place === undefined ? html`<code>${id}</code>` : html`<a href="/office/${place}/${id}"><code>${id}</code></a>`;
}
