import type { Changed } from "../../../db/school/roll-changes.ts";
import { namesakeMarksById } from "../../school/shown-name.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { type About, changePage } from "./change-page.ts";

/** A change of the roll by itself: what it was, and taking it back. */
export function changeRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.get("/changes/:id", async (ctx, next) => {
    const changed = await house.changes.changeWith(ctx.req.param("id"), house.now());
    if (!changed) return next();
    const would = changed.isKept ? await house.changes.wouldTakeBack(changed.id, house.now()) : null;
    return ctx.html(changePage(deskOf(parts, ctx), changed, await aboutOf(parts, changed), would));
  });
  app.post("/changes/:id/undo", only(parts, "correctPeople"), async (ctx, next) => {
    const changed = await house.changes.changeWith(ctx.req.param("id"), house.now());
    if (!changed) return next();
    const back = await acting(parts, ctx, "undo", changed.id, () => house.changes.takeBack(changed.id, house.now()));
    return ctx.redirect(withDone(`/office/changes/${changed.id}`, back === null ? "nothing" : "undone"), 303);
  });
}

/** The child or the class that it was about, as far as it is there. */
async function aboutOf({ house, school }: OfficeParts, { about }: Changed): Promise<About> {
  if (about === "") return null;
  const child = await house.roster.child(about);
  if (child) {
    const children = await school.children(house.now());
    return { child, mark: namesakeMarksById(children.values())(child.id) };
  }
  const schoolClass = (await house.roster.roll()).classes.find(({ id }) => id === about);
  return schoolClass ? { schoolClass } : null;
}
