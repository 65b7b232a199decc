import { html } from "hono/html";
import type { MiddlewareHandler } from "hono";
import { may } from "../../school/office-roles.ts";
import { readFacts } from "../../school/facts.ts";
import { deskOf } from "../page/desk.ts";
import { errorSummary, fresh, type Sent, valuesOf } from "../page/form.ts";
import { isBeforeBegin } from "../page/before-begin.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeEnv, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { factErrors, factLabels, factsFields, factsTyped } from "./facts-fields.ts";
import type { Facts } from "../../school/facts.ts";

/** Leads every page to the set-up as long as nobody knows whose notice it is. */
export function onlyOnceBegun({ house }: OfficeParts): MiddlewareHandler<OfficeEnv> {
  return async (ctx, next) => {
    if (house.school.hasBegun() || isBeforeBegin(ctx.req.path)) return next();
    return ctx.redirect("/office/setup", 303);
  };
}

/** The first set-up: the facts of the school, of which a first draft of its notice is made. */
export function setupRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { school, now } = parts.house;
  app.get("/setup", async (ctx) => {
    if (school.hasBegun()) return ctx.redirect("/office/notice", 303);
    const facts = (school.draft()?.draft ?? school.beginning()).facts;
    return ctx.html(setupPage(deskOf(parts, ctx), facts, fresh));
  });
  app.post("/setup", only(parts, "publishNotice"), async (ctx) => {
    if (school.hasBegun()) return ctx.redirect("/office/notice", 303);
    const values = await valuesOf(ctx);
    const read = readFacts(factsTyped(values));
    const kept = school.draft();
    const of = kept?.draft ?? school.beginning();
    if ("faults" in read)
      return ctx.html(setupPage(deskOf(parts, ctx), of.facts, { values, errors: factErrors(read.faults) }), 422);
    const { facts } = read;
    school.keepDraft({ template: of.template, facts }, kept?.mark ?? null, ctx.get("person").name, now());
    return ctx.redirect("/office/notice/draft", 303);
  });
}

function setupPage(desk: Desk, facts: Facts, sent: Sent): Html {
  const { say, person } = desk;
  const form = "setup";
  if (!may(person.role, "publishNotice")) return page(desk, say("setup.title"), html`<p>${say("setup.onlyHead")}</p>`);
  return page(
    desk,
    say("setup.title"),
    html`<p>${say("setup.about")}</p>
    ${errorSummary(say, sent, form, factLabels)}
    <form method="post" action="/office/setup" class="boxed" data-wait>
      ${factsFields(say, form, facts, sent)}
      <button class="main">${say("setup.next")}</button>
    </form>`,
  );
}
