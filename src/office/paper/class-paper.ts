import { asForm } from "../page/body.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { byName } from "../children/class-counts.ts";
import { periodRuns } from "../../house/in-doubt.ts";
import { todayOf } from "../../house/taken-down.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { answeredKeys, type Lists, one, type Paper, readPaper, type Row } from "./entries.ts";
import { type Grid, gridPage } from "./grid-page.ts";
import { type HeadFault, putDown, readied, rehearsed, seal } from "./putting-down.ts";
import { resultPage, summaryPage } from "./summary-page.ts";
import { errorsOf } from "../children/answer.ts";

/** The sheets of a class, typed in on one page: looked at first, then put down, whoever may declare. */
export function classPaperRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.use("/classes/:id/paper", only(parts, "recordAnswers"));
  app.get("/classes/:id/paper", async (ctx, next) => {
    const grid = await gridOf(parts, ctx, {});
    return grid ? ctx.html(gridPage(deskOf(parts, ctx), grid, { values: {}, errors: {} })) : next();
  });
  app.post("/classes/:id/paper", async (ctx, next) => {
    const values = await listsOf(ctx);
    const grid = await gridOf(parts, ctx, values);
    return grid ? answered(parts, ctx, grid, values) : next();
  });
}

async function answered(parts: OfficeParts, ctx: OfficeContext, grid: Grid, values: Lists): Promise<Response> {
  const desk = deskOf(parts, ctx);
  if (one(values, "again") !== "") return ctx.html(gridPage(desk, grid, { values, errors: {} }));
  const wrong = (errors: Paper["errors"]) => ctx.html(gridPage(desk, grid, { values, errors }), 422);
  const paper = readPaper(values, grid.rows, grid.today);
  if (Object.keys(paper.errors).length > 0) return wrong(paper.errors);
  const ready = await readied(parts, ctx, paper);
  if ("fault" in ready) return wrong(headErrors(ready.fault));
  const outcomes = await rehearsed(parts, ready);
  const [seen, now] = [one(values, "seen"), seal(outcomes)];
  const path = `/office/classes/${grid.classId}`;
  const from = { path: `${path}/paper`, title: parts.say("paper.title", { name: grid.className }), back: path };
  if (seen !== now) {
    const summary = { from, head: paper.head, values, outcomes, seal: now, changed: seen !== "" };
    return ctx.html(summaryPage(desk, summary), seen === "" ? 200 : 409);
  }
  return ctx.html(resultPage(desk, from, paper.head, await putDown(parts, ctx, ready)));
}

/** What is wrong with the day or the version, beside its field. */
const headErrors = (fault: HeadFault): Paper["errors"] => errorsOf[fault];

/** A sent form, where a field may stand in it more than once. */
export async function listsOf(ctx: OfficeContext): Promise<Lists> {
  const body = await asForm(ctx.req.parseBody({ all: true }));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().flatMap((each) => (typeof each === "string" ? [each.trim()] : [])),
    ]),
  );
}

/** The grid of the class that the address names; null where it has no children. In: the form as it was sent. */
async function gridOf(parts: OfficeParts, ctx: OfficeContext, values: Lists): Promise<Grid | null> {
  const { house, school } = parts;
  const everyone = await school.children(house.now());
  const children = byName([...everyone.values()].filter(({ classId }) => classId === ctx.req.param("id")));
  const [first] = children;
  if (!first) return null;
  return {
    classId: first.classId,
    className: first.className,
    rows: await rowsOf(parts, everyone, children, values),
    now: (id) => everyone.get(id),
    versions: await house.notices.all(),
    today: todayOf(house),
    periodRuns: await periodRuns(house),
    act: one(values, "act") || house.newId(),
  };
}

/** A line for each child of the class, and for whoever was in it when the page was made and is not any more. */
async function rowsOf(
  { house }: OfficeParts,
  everyone: ReadonlyMap<string, ChildNow>,
  children: readonly ChildNow[],
  values: Lists,
): Promise<Row[]> {
  const moved = answeredKeys(values).filter((key) => !children.some(({ id }) => id === key));
  const markOf = namesakeMarks(children);
  const rows: Row[] = [];
  const ids = [...children.map((child) => child.id), ...moved];
  const byChild = Map.groupBy(await house.roster.whoMayDeclare(ids), ({ childId }) => childId);
  for (const id of ids) {
    const [child, people = []] = [await house.roster.child(id), byChild.get(id)];
    if (child) rows.push({ key: id, child, mark: markOf(child), people, isGone: !everyone.has(id) });
  }
  return rows;
}
