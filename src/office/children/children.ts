import { childrenPage } from "./children-page.ts";
import { childrenOf, classPageOf } from "./class-page.ts";
import { find, type Found } from "./finding.ts";
import { lessonPage } from "./lesson-page.ts";
import { states } from "./state.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";

/** As many as anybody looks through. */
const atMost = 100;

/** Looking for a child; a class; the list for the lesson. */
export function childrenRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.get("/children", async (ctx) => {
    const asked = (ctx.req.query("q") ?? "").slice(0, 80);
    const state = states.find((one) => one === ctx.req.query("state")) ?? "all";
    const found = await find(parts, asked, state);
    const all = [...found.children, ...found.former];
    const [only] = all;
    if (only && all.length === 1 && isAsked(found)) return ctx.redirect(`/office/children/${only.id}`, 303);
    const children = found.children.slice(0, atMost);
    const shown = { children, former: found.former.slice(0, atMost), inAll: all.length };
    const parents = await parts.house.roster.parents([...shown.children, ...shown.former].map(({ id }) => id));
    return ctx.html(childrenPage(deskOf(parts, ctx), { asked, state, wanted: found.wanted, parents, ...shown }));
  });
  app.get("/classes/:id", async (ctx, next) => {
    const page = await classPageOf(parts, ctx, ctx.req.param("id"));
    return page ? ctx.html(page) : next();
  });
  app.get("/classes/:id/lesson", async (ctx, next) => {
    const children = await childrenOf(parts, ctx.req.param("id"));
    return children.length === 0
      ? next()
      : ctx.html(
          lessonPage(deskOf(parts, ctx), children, (child) => parts.house.nameOf(child, children), parts.house.now()),
        );
  });
}

/** A list of all is looked at, also where there is one child in it. */
const isAsked = ({ wanted: { words, birthdays } }: Found) => words.length + birthdays.length > 0;
