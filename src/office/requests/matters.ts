import { html } from "hono/html";
import type { WaitingMatter } from "../../../db/messenger/matters.ts";
import { may } from "../../school/office-roles.ts";
import { acting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { only } from "../staff/guard.ts";

/** Closing a withdrawal of which it was not clear whom it is about, once the office has dealt with it. */
export function mattersRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { matters, now } = parts.house;
  app.post("/matters/:id/close", only(parts, "recordAnswers"), async (ctx) => {
    const id = ctx.req.param("id");
    const closed = await acting(parts, ctx, "matter", id, () => matters.close(id, now()));
    return ctx.redirect(withDone("/office/questions", closed ? "matterClosed" : "unchanged"), 303);
  });
}

/** What waits, with the words as they were said and the way to the children whom they may mean. */
export function mattersList({ say, timeZone, person }: Desk, waiting: readonly WaitingMatter[]): Html {
  if (waiting.length === 0) return html``;
  const child = ({ id, name, className }: WaitingMatter["children"][number]) =>
    html`<li><a href="/office/children/${id}">${name}</a> (${className})</li>`;
  const close = (id: string) => html`<form method="post" action="/office/matters/${id}/close" class="inline">
      <button class="plain">${say("matters.close")}</button>
    </form>`;
  const one = ({ id, name, saidAt, words, language, children }: WaitingMatter) => html`<li>
      <h3>${name}, ${momentIn(timeZone, saidAt)}</h3>
      <blockquote lang="${language === "de-simple" ? "de" : language}" dir="auto">${words}</blockquote>
      <p>${say("matters.whom")}</p>
      <ul>${children.map(child)}</ul>
      ${may(person.role, "recordAnswers") ? close(id) : ""}
    </li>`;
  return html`<h2>${say("matters.title", { count: waiting.length })}</h2>
    <p class="hint">${say("matters.hint")}</p>
    <ol class="history">${waiting.map(one)}</ol>`;
}
