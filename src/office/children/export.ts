import { setImmediate } from "node:timers/promises";
import type { ChildNow } from "../../../db/school/view.ts";
import { isoDayOf } from "../../school/dates.ts";
import { deskOf } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { byName, classCounts } from "./class-counts.ts";
import { exportPage, type ListName } from "./export-page.ts";
import { missingOf } from "./missing.ts";
import { missingSheets, standingSheets } from "./print-lists.ts";
import { type ChildStands, missingList, standingList, svwsList } from "./standing-list.ts";

const atOnce = 250;

/** Lists of a class or of the whole school, as files and to be printed. */
export function exportRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, say } = parts;
  app.use("/export/*", only(parts, "exportLists"));
  app.get("/export", async (ctx) => {
    const classes = classCounts((await parts.school.children(house.now())).values());
    return ctx.html(exportPage(deskOf(parts, ctx), classes, ctx.req.query("class") ?? ""));
  });
  app.get("/export/stand", async (ctx) => {
    const children = await seenIn(parts, ctx.req.query("class"));
    const desk = deskOf(parts, ctx);
    return ctx.html(desk.inDoubt ? exportPage(desk, [], "") : standingSheets(desk, children, house.now()));
  });
  app.get("/export/missing", async (ctx) => {
    const missing = await missingOf(parts, await seenIn(parts, ctx.req.query("class")));
    const desk = deskOf(parts, ctx);
    return ctx.html(desk.inDoubt ? exportPage(desk, [], "") : missingSheets(desk, missing, house.now()));
  });
  fileRoute(app, parts, "stand", async (classId) =>
    standingList({ say, timeZone: house.timeZone }, await everyChild(parts, classId)),
  );
  fileRoute(app, parts, "svws", async (classId) => svwsList(await everyChild(parts, classId)));
  fileRoute(app, parts, "missing", async (classId) => {
    // What stands is read as it is looked at: in doubt nothing of it leaves the house.
    await house.ledger.standings([], house.now());
    return missingList(say, await missingOf(parts, await seenIn(parts, classId)));
  });
}

/** A list as a file; who has saved which is in the log. In: how it is written, for a class (its id) or for all. */
function fileRoute(
  app: OfficeApp,
  { house, school }: OfficeParts,
  name: ListName,
  write: (classId: string | undefined) => Promise<string>,
): void {
  app.post(`/export/${name}.csv`, async (ctx) => {
    const { class: wanted = "" } = await valuesOf(ctx);
    const all = [...(await school.children(house.now())).values()];
    const known = all.find(({ classId }) => classId === wanted);
    const text = await write(wanted === "" ? undefined : wanted);
    const about = known ? `${name} ${known.className}` : name;
    await house.office.note({ by: ctx.get("person").name, what: "export", about, at: house.now().toISOString() });
    const ofClass = known ? `-${known.className.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}` : "";
    const day = isoDayOf(house.now(), house.timeZone);
    return file(ctx, text, "text/csv", `janein-${fileNames[name]}${ofClass}-${day}.csv`);
  });
}

const fileNames: Record<ListName, string> = { stand: "stand", svws: "svws", missing: "fehlt-noch" };

/** The children of a class (its id) or of the school as they are seen on the pages, by class and name. */
async function seenIn({ house, school }: OfficeParts, classId: string | undefined): Promise<ChildNow[]> {
  const all = [...(await school.children(house.now())).values()];
  return byName(classId ? all.filter((child) => child.classId === classId) : all);
}

/** In slices, so that the bot answers in between. */
async function everyChild({ house }: OfficeParts, classId: string | undefined): Promise<ChildStands[]> {
  const everyone = await house.roster.everyChild();
  const children = classId === undefined ? everyone : everyone.filter((child) => child.classId === classId);
  const all: ChildStands[] = [];
  for (let from = 0; from < children.length; from += atOnce) {
    const some = children.slice(from, from + atOnce);
    const standings = await house.ledger.standings(
      some.map(({ id }) => id),
      house.now(),
    );
    for (const child of some) {
      const standing = standings.get(child.id);
      if (standing) all.push({ child, standing });
    }
    await setImmediate();
  }
  return all;
}

function file(ctx: OfficeContext, text: string, type: string, name: string): Response {
  return ctx.body(text, 200, {
    "content-type": `${type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${name}"`,
  });
}
