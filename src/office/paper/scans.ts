import { noting } from "../page/desk.ts";
import { givenFiles } from "../page/files.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import type { Scans } from "./held-scans.ts";

/** How many pages of whose scans are read so far. */
type UnderWay = Map<string, number>;

/**
 * Scanned sheets of a class: read in memory, and laid beside its lines until a person confirms them. In: whoever shows
 * the class's grid again, with what is wrong.
 */
export function scansRoutes(
  app: OfficeApp,
  parts: OfficeParts,
  scans: Scans,
  again: (ctx: OfficeContext, wrong: OfficeKey) => Promise<Response | null>,
): void {
  const underWay: UnderWay = new Map();
  const path = "/classes/:id/paper/scans";
  app.get(`${path}/progress`, (ctx) => {
    const pages = underWay.get(ctx.get("person").id);
    return ctx.json(pages === undefined ? {} : { words: parts.say("scans.soFar", { count: pages }) });
  });
  app.post(path, async (ctx, next) => {
    const classId = ctx.req.param("id");
    // For a class that is not here nothing is read, and what was typed in its place is not logged.
    const everyone = await parts.school.children(parts.house.now());
    if (![...everyone.values()].some((child) => child.classId === classId)) return next();
    const files = await givenFiles(ctx);
    if (files.length === 0) return (await again(ctx, "scans.filesMissing")) ?? next();
    const id = await read(parts, ctx, { scans, underWay }, files);
    return ctx.redirect(`/office/classes/${classId}/paper?scans=${id}`, 303);
  });
  app.get(`${path}/:held/:key/:what`, (ctx, next) => {
    const { held, key, what } = ctx.req.param();
    const sheet = scans.of(ctx.get("person").id, held, parts.house.now())?.sheets.get(key);
    const bytes = what === "field" || what === "page" ? sheet?.pictures[what] : undefined;
    if (!bytes || bytes.length === 0) return next();
    return ctx.body(bytes as Uint8Array<ArrayBuffer>, 200, { "content-type": "image/png" });
  });
}

/** Reads the files and keeps what was found. Out: by which it is found again. */
async function read(
  parts: OfficeParts,
  ctx: OfficeContext,
  { scans, underWay }: { scans: Scans; underWay: UnderWay },
  files: Awaited<ReturnType<typeof givenFiles>>,
): Promise<string> {
  const { house } = parts;
  const { id: personId } = ctx.get("person");
  underWay.set(personId, 0);
  try {
    const scanned = await house.readScans(files, (pages) => void underWay.set(personId, pages));
    const id = house.newId();
    scans.keep(personId, id, scanned, house);
    const pages = scanned.reduce((sum, one) => sum + one.pages.length, 0);
    await noting(parts, ctx, "readScans", ctx.req.param("id") ?? "", { details: { files: files.length, pages } });
    return id;
  } finally {
    underWay.delete(personId);
  }
}
