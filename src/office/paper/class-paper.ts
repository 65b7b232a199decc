import { html } from "hono/html";
import { asForm } from "../page/body.ts";
import { deskOf } from "../page/desk.ts";
import { type Html, page } from "../page/layout.ts";
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
import { type HeldScans, Scans } from "./held-scans.ts";
import { proposed } from "./proposed.ts";
import { elsewhere, scanRowsOf } from "./scan-rows.ts";
import { scansRoutes } from "./scans.ts";

/** The sheets of a class, typed in on one page: looked at first, then put down, whoever may declare. */
export function classPaperRoutes(app: OfficeApp, parts: OfficeParts): void {
  const work: Work = { parts, scans: new Scans() };
  app.use("/classes/:id/paper/*", only(parts, "recordAnswers"));
  app.get("/classes/:id/paper", async (ctx, next) => {
    const named = ctx.req.query("scans") ?? "";
    const grid = await gridOf(work, ctx, named === "" ? {} : { scans: [named], act: [named] });
    if (grid === "over") return ctx.redirect(ctx.req.path, 303);
    return grid ? ctx.html(gridPage(deskOf(parts, ctx), grid, { values: proposed(grid.rows), errors: {} })) : next();
  });
  app.post("/classes/:id/paper", async (ctx, next) => {
    const values = await listsOf(ctx);
    const grid = await gridOf(work, ctx, values);
    if (grid === "over") return ctx.html(await overPage(work, ctx), 410);
    return grid ? answered(work, ctx, grid, values) : next();
  });
  scansRoutes(app, parts, work.scans, async (ctx, wrong) => {
    const grid = await gridOf(work, ctx, {});
    if (grid === null || grid === "over") return null;
    return ctx.html(gridPage(deskOf(parts, ctx), grid, { values: proposed(grid.rows), errors: { files: wrong } }), 422);
  });
}

interface Work {
  parts: OfficeParts;
  scans: Scans;
}

/** For whoever confirms scans that are held no longer: nothing was put down, and the files can be chosen again. */
async function overPage({ parts }: Work, ctx: OfficeContext): Promise<Html> {
  const { say } = parts;
  const body = html`<p class="warn" role="alert">${say("scans.over")}</p>
    <p><a href="/office/classes/${ctx.req.param("id")}/paper">${say("scans.anew")}</a></p>`;
  return page(deskOf(parts, ctx), say("scans.title"), body);
}

async function answered(work: Work, ctx: OfficeContext, grid: Grid, values: Lists): Promise<Response> {
  const { parts, scans } = work;
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
  const done = await putDown(parts, ctx, ready);
  const keys = done.flatMap((one) => ("put" in one ? [one.entry.row.key] : []));
  if (grid.scans) scans.forgetPictures(ctx.get("person").id, grid.scans.held, keys, parts.house.now());
  return ctx.html(resultPage(desk, from, paper.head, done));
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

/**
 * The grid of the class that the address names; null where it has no children, "over" where the scans that are named
 * are not held any more. In: the form as it was sent.
 */
async function gridOf({ parts, scans }: Work, ctx: OfficeContext, values: Lists): Promise<Grid | "over" | null> {
  const { house, school } = parts;
  const everyone = await school.children(house.now());
  const children = byName([...everyone.values()].filter(({ classId }) => classId === ctx.req.param("id")));
  const [first] = children;
  if (!first) return null;
  const named = one(values, "scans");
  const held = scans.of(ctx.get("person").id, named, house.now());
  if (named !== "" && held === null) return "over";
  const rows = await rowsOf(parts, everyone, children, { values, held });
  return {
    classId: first.classId,
    className: first.className,
    rows,
    now: (id) => everyone.get(id),
    versions: await house.notices.all(),
    today: todayOf(house),
    periodRuns: await periodRuns(house),
    keepsScans: house.keepsScans,
    act: one(values, "act") || house.newId(),
    scans: held && { held, elsewhere: await elsewhere(parts, held, first.classId, everyone) },
  };
}

/**
 * A line for each child of the class, and for whoever was in it when the page was made and is not any more; where
 * sheets were scanned, a line for each of them in the place of the child's.
 */
async function rowsOf(
  parts: OfficeParts,
  everyone: ReadonlyMap<string, ChildNow>,
  children: readonly ChildNow[],
  { values, held }: { values: Lists; held: HeldScans | null },
): Promise<Row[]> {
  const { house } = parts;
  const childOf = (key: string) => held?.sheets.get(key)?.form.child ?? key;
  const moved = answeredKeys(values)
    .map(childOf)
    .filter((key) => !children.some(({ id }) => id === key));
  const markOf = namesakeMarks(children);
  const rows = new Map<string, Row>();
  const ids = [...children.map((child) => child.id), ...moved];
  const byChild = Map.groupBy(await house.roster.whoMayDeclare(ids), ({ childId }) => childId);
  for (const id of ids) {
    const [child, people = []] = [await house.roster.child(id), byChild.get(id)];
    if (child) rows.set(id, { key: id, child, mark: markOf(child), people, isGone: !everyone.has(id) });
  }
  const scanned = held ? await scanRowsOf(parts, held, rows) : new Map<string, Row[]>();
  return [...rows].flatMap(([id, row]) => scanned.get(id) ?? [row]);
}
