import { isoDayOf } from "../../school/dates.ts";
import { deskOf } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import { whereItComes, whileWorking } from "../page/working.ts";
import type { Say } from "../page/words.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { childrenOf } from "./class-page.ts";
import { classCounts } from "./class-counts.ts";
import { everyChildStands } from "./child-stands.ts";
import { exportPage, type ListName, savedLink, savingPage } from "./export-page.ts";
import { missingOf } from "./missing.ts";
import { missingSheets, standingSheets } from "./print-lists.ts";
import { missingList, standingList, svwsList } from "./standing-list.ts";

/** Lists of a class or of the whole school, as files and to be printed. */
export function exportRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, say } = parts;
  app.use("/export/*", only(parts, "exportLists"));
  app.get("/export", async (ctx) => {
    const classes = classCounts((await parts.school.children(house.now())).values());
    return ctx.html(exportPage(deskOf(parts, ctx), classes, ctx.req.query("class") ?? ""));
  });
  app.get("/export/stand", async (ctx) => {
    const children = await childrenOf(parts, ctx.req.query("class"));
    const desk = deskOf(parts, ctx);
    return ctx.html(desk.inDoubt ? exportPage(desk, [], "") : standingSheets(desk, children, house.now()));
  });
  app.get("/export/missing", async (ctx) => {
    const missing = await missingOf(parts, await childrenOf(parts, ctx.req.query("class")));
    const desk = deskOf(parts, ctx);
    return ctx.html(desk.inDoubt ? exportPage(desk, [], "") : missingSheets(desk, missing, house.now()));
  });
  const keptFiles = new Map<string, KeptFile>();
  fileRoute(app, parts, keptFiles, "stand", async (classId, walked) =>
    standingList({ say, timeZone: house.timeZone }, await everyChildStands(house, classId, walked)),
  );
  fileRoute(app, parts, keptFiles, "svws", async (classId, walked) =>
    svwsList(await everyChildStands(house, classId, walked)),
  );
  fileRoute(app, parts, keptFiles, "missing", async (classId) => {
    // What stands is read as it is looked at: in doubt nothing of it leaves the house.
    await house.ledger.standings([], house.now());
    return missingList(say, await missingOf(parts, await childrenOf(parts, classId)));
  });
  app.get("/export/file/:id", (ctx, next) => {
    const kept = keptFiles.get(ctx.req.param("id"));
    if (!kept || kept.personId !== ctx.get("person").id || kept.until < house.now().getTime()) return next();
    return file(ctx, kept.text, "text/csv", kept.name);
  });
}

/** A list that took longer, in memory for whoever asked for it, until it is fetched or a while is over. */
interface KeptFile {
  personId: string;
  name: string;
  text: string;
  /** Time in ms. */
  until: number;
}

const keptFor = 10 * 60 * 1000;

type Write = (classId: string | undefined, walked: (share: number) => void) => Promise<string>;

/** A list as a file; who has saved which is in the log. In: how it is written, for a class (its id) or for all. */
function fileRoute(
  app: OfficeApp,
  parts: OfficeParts,
  keptFiles: Map<string, KeptFile>,
  name: ListName,
  write: Write,
): void {
  const { house, school, say } = parts;
  app.post(`/export/${name}.csv`, async (ctx) => {
    const { class: wanted = "" } = await valuesOf(ctx);
    const all = [...(await school.children(house.now())).values()];
    const known = all.find(({ classId }) => classId === wanted);
    let share = 0;
    const work = write(wanted === "" ? undefined : wanted, (walked) => (share = walked)).then(async (text) => {
      const about = known ? `${name} ${known.className}` : name;
      await house.office.note({ by: ctx.get("person").name, what: "export", about, at: house.now().toISOString() });
      return { text, name: fileNameOf(house, name, known?.className) };
    });
    const desk = deskOf(parts, ctx);
    const [before = "", after = ""] = String(await savingPage(desk)).split(whereItComes);
    return whileWorking(house, say, ctx, {
      share: () => share,
      work,
      atOnce: (out) => file(ctx, out.text, "text/csv", out.name),
      around: { before, after },
      outcome: async (out) => String(await keep(keptFiles, house, { ...out, personId: desk.person.id }, say)),
    });
  });
}

/** Keeps a file for a while, and shows the way to it. */
function keep(
  keptFiles: Map<string, KeptFile>,
  { newId, now }: OfficeParts["house"],
  one: Omit<KeptFile, "until">,
  say: Say,
): Html {
  for (const [id, { personId, until }] of keptFiles)
    if (personId === one.personId || until < now().getTime()) keptFiles.delete(id);
  const id = newId();
  keptFiles.set(id, { ...one, until: now().getTime() + keptFor });
  setTimeout(() => keptFiles.delete(id), keptFor).unref();
  return savedLink(say, id);
}

function fileNameOf({ now, timeZone }: OfficeParts["house"], name: ListName, className: string | undefined): string {
  const ofClass = className === undefined ? "" : `-${className.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`;
  return `janein-${fileNames[name]}${ofClass}-${isoDayOf(now(), timeZone)}.csv`;
}

const fileNames: Record<ListName, string> = { stand: "stand", svws: "svws", missing: "fehlt-noch" };

function file(ctx: OfficeContext, text: string, type: string, name: string): Response {
  return ctx.body(text, 200, {
    "content-type": `${type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${name}"`,
  });
}
