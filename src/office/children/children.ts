import { fold } from "../../school/folded.ts";
import { teachersPart } from "../by-hand/teachers.ts";
import { byName } from "./class-counts.ts";
import { childrenPage, classPage } from "./children-page.ts";
import { lessonPage } from "./lesson-page.ts";
import { inState, states } from "./state.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";

/** As many as anybody looks through. */
const atMost = 100;

/** Looking for a child; a class; the list for the lesson. */
export function childrenRoutes(app: OfficeApp, parts: OfficeParts): void {
  const everyone = async () => [...(await parts.school.children(parts.house.now())).values()];
  app.get("/children", async (ctx) => {
    const asked = (ctx.req.query("q") ?? "").slice(0, 80);
    const state = states.find((one) => one === ctx.req.query("state")) ?? "all";
    const words = asked
      .split(/\s+/)
      .map(fold)
      .filter((word) => word !== "");
    const found = (await everyone()).filter(
      (child) =>
        inState[state](child) && words.every((word) => child.folded.includes(word) || fold(child.className) === word),
    );
    const [only] = found;
    if (only && found.length === 1 && words.length > 0) return ctx.redirect(`/office/children/${only.id}`, 303);
    return ctx.html(
      childrenPage(deskOf(parts, ctx), { asked, state, found: byName(found).slice(0, atMost), inAll: found.length }),
    );
  });
  app.get("/classes/:id", async (ctx, next) => {
    const children = byName((await everyone()).filter(({ classId }) => classId === ctx.req.param("id")));
    if (children.length === 0) return next();
    const desk = deskOf(parts, ctx);
    const teachers = await parts.house.changes.teachersOf(ctx.req.param("id"));
    return ctx.html(classPage(desk, children, teachersPart(desk, ctx.req.param("id"), teachers)));
  });
  app.get("/classes/:id/lesson", async (ctx, next) => {
    const children = byName((await everyone()).filter(({ classId }) => classId === ctx.req.param("id")));
    return children.length === 0
      ? next()
      : ctx.html(
          lessonPage(deskOf(parts, ctx), children, (child) => parts.house.nameOf(child, children), parts.house.now()),
        );
  });
}
