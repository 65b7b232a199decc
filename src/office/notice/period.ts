import { html } from "hono/html";
import type { Period } from "../../../db/proof/periods.ts";
import { may } from "../../school/office-roles.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { dayIn } from "../page/said.ts";

/** The time of restricted schooling, for which consent is given. Before it ends, a page says what that does. */
export function periodRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { periods, now } = parts.house;
  app.get("/period", only(parts, "seePeriod"), async (ctx) =>
    ctx.html(periodPage(deskOf(parts, ctx), { last: (await periods.newest()) ?? null, runs: await periods.running() })),
  );
  app.post("/period/start", only(parts, "changePeriod"), async (ctx) => {
    const begun = await acting(parts, ctx, "periodStart", "", () => periods.start(ctx.get("person").name, now()));
    return ctx.redirect(withDone("/office/period", begun ? "periodStarted" : "nothing"), 303);
  });
  app.get("/period/end", only(parts, "changePeriod"), async (ctx) => {
    if (!(await periods.running())) return ctx.redirect("/office/period", 303);
    return ctx.html(endPage(deskOf(parts, ctx), await periods.wouldEnd()));
  });
  app.post("/period/end", only(parts, "changePeriod"), async (ctx) => {
    const ended = await acting(parts, ctx, "periodEnd", "", () =>
      periods.end(ctx.get("person").name, parts.house.notice.number, now()),
    );
    return ctx.redirect(
      ended ? withDone("/office/period", "periodEnded", ended.lapsed) : withDone("/office/period", "nothing"),
      303,
    );
  });
}

/** Whether a period runs, and the way to its beginning or end. */
export function periodPage(desk: Desk, { last, runs }: { last: Period | null; runs: boolean }): Html {
  const { say, timeZone } = desk;
  const day = (iso: string | null) => dayIn(timeZone, iso);
  const state = !last
    ? say("period.notBegun")
    : runs
      ? say("period.runs", { day: day(last.startedAt), by: last.startedBy })
      : say("period.over", { day: day(last.endedAt), by: last.endedBy ?? "" });
  return page(
    desk,
    say("period.title"),
    html`
    <p>${say("period.about")}</p>
    <p><strong>${state}</strong></p>
    ${changing(desk, runs)}`,
  );
}

function changing({ say, person }: Desk, runs: boolean): Html {
  if (!may(person.role, "changePeriod")) return html`<p class="hint">${say("period.headOnly")}</p>`;
  if (runs) return html`<p><a href="/office/period/end">${say("period.endTitle")} …</a></p>`;
  return html`<h2>${say("period.startTitle")}</h2>
    <p>${say("period.startHint")}</p>
    <form method="post" action="/office/period/start" data-wait>
      <button class="main">${say("period.start")}</button>
    </form>`;
}

/** What ending it does, in numbers, before it is done. */
export function endPage(desk: Desk, { lapsed, told }: { lapsed: number; told: number }): Html {
  const { say } = desk;
  return page(
    desk,
    say("period.endQuestion"),
    html`
    <ul>
      <li><strong>${say("period.willLapse", { count: lapsed })}</strong></li>
      <li>${say("period.willBeTold", { count: told })}</li>
    </ul>
    <p>${say("period.endHint")}</p>
    <form method="post" action="/office/period/end" class="inline" data-wait>
      <button class="main">${say("period.end")}</button>
      <a href="/office/period">${say("page.back")}</a>
    </form>`,
  );
}
