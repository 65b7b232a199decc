import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import { actionNames } from "./actions.ts";
import { deskOf } from "../page/desk.ts";
import { only } from "./guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeAction, OfficeApp, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";

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
    return ctx.html(logPage(deskOf(parts, ctx), actions, { at, pages }, await school.children(house.now())));
  });
}

/** Some of the log, newest first. The log itself holds ids; where a child is still here, its name stands beside it. */
export function logPage(
  desk: Desk,
  actions: readonly OfficeAction[],
  { at, pages }: { at: number; pages: number },
  children: ReadonlyMap<string, ChildNow>,
): Html {
  const { say, timeZone } = desk;
  const what = (name: string) =>
    actionNames.some((one) => one === name) ? say(`action.${name as (typeof actionNames)[number]}`) : name;
  const about = (name: string, id: string) => {
    const [child, place] = [children.get(id), places[name]];
    if (child) return html`<a href="/office/children/${id}">${child.givenName} ${child.familyName}</a>`;
    return place === undefined
      ? html`<code>${id}</code>`
      : html`<a href="/office/${place}/${id}"><code>${id}</code></a>`;
  };
  return page(
    desk,
    say("menu.actions"),
    html`
    <p>${say("action.about")}</p>
    ${
      actions.length === 0
        ? html`<p class="nothing">${say("page.none")}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${say("menu.actions")}"><table><thead><tr><th scope="col">${say("action.when")}</th><th scope="col">${say("action.who")}</th><th scope="col">${say("action.what")}</th><th scope="col">${say("action.onWhat")}</th></tr></thead>
      <tbody>${actions.map((one) => html`<tr><td>${momentIn(timeZone, one.at)}</td><td>${one.by}</td><td>${what(one.what)}</td><td>${one.about === "" ? "" : about(one.what, one.about)}</td></tr>`)}</tbody></table></div>`
    }
    ${pages === 1 ? "" : html`<p class="pages">${at > 1 ? html`<a href="/office/actions?page=${at - 1}">${say("page.later")}</a>` : ""} ${say("page.pageOf", { page: at, pages })} ${at < pages ? html`<a href="/office/actions?page=${at + 1}">${say("page.earlier")}</a>` : ""}</p>`}`,
  );
}
