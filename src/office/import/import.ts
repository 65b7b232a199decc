import type { ActDetails } from "../../school/act-details.ts";
import type { ImportPlan } from "../../school/plan-import.ts";
import { toldApart } from "../../school/told-apart.ts";
import { acting, deskOf } from "../page/desk.ts";
import { givenFiles } from "../page/files.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { type Draft, Drafts, nothingSaid, packed, type PackedFile } from "./drafts.ts";
import { importPage, takenOverPage } from "./page.ts";
import { planned, type Wanted } from "./planned.ts";
import { previewPage } from "./preview.ts";
import { isSure } from "./sure.ts";
import { progressRoute, UnderWay } from "./progress.ts";
import { rememberedRoutes, toRemember } from "./remembered.ts";
import { readSaid } from "./said.ts";
import { type ImportWords, readImportWords } from "./words.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";

/** What an import works with from its first page to its last. */
interface Work {
  parts: OfficeParts;
  drafts: Drafts;
  words: ImportWords;
  underWay: UnderWay;
}

/**
 * Taking in the office's files: they are looked at first, and nothing is written before somebody has seen
 * what would happen and says so.
 */
export function importRoutes(app: OfficeApp, parts: OfficeParts): void {
  const work: Work = { parts, drafts: new Drafts(), words: readImportWords(), underWay: new UnderWay() };
  app.use("/import/*", only(parts, "importList"));
  progressRoute(app, parts, work.underWay);
  filesRoutes(app, work);
  draftRoute(app, work);
  moreFilesRoute(app, work);
  saidRoute(app, work);
  applyRoute(app, work);
  rememberedRoutes(app, parts);
}

function filesRoutes(app: OfficeApp, work: Work): void {
  const { parts } = work;
  app.get("/import", async (ctx) => ctx.html(await firstPage(work, ctx)));
  app.post("/import", async (ctx) => {
    const [files, values] = [await filesOf(ctx), await valuesOf(ctx)];
    if (files.length === 0) return ctx.html(await firstPage(work, ctx, { values, errors: noFiles }), 422);
    const said = { ...nothingSaid, className: values.className ?? "" };
    return kept(work, ctx, (await plannedFor(work, ctx, { id: parts.house.newId(), files, said })).draft);
  });
}

function draftRoute(app: OfficeApp, work: Work): void {
  app.get("/import/:id", async (ctx) => {
    const draft = found(work, ctx);
    return draft ? ctx.html(shown(work, ctx, draft)) : expired(work, ctx);
  });
}

function moreFilesRoute(app: OfficeApp, work: Work): void {
  app.post("/import/:id/files", async (ctx) => {
    const draft = found(work, ctx);
    if (!draft || draft.done) return expired(work, ctx);
    const files = await filesOf(ctx);
    if (files.length === 0) return ctx.html(shown(work, ctx, draft, { sent: { values: {}, errors: noFiles } }), 422);
    const fresher = new Map([...draft.files, ...files].map((file) => [file.name, file]));
    // Rows have moved: what was said of them is asked again.
    const said = { ...nothingSaid, className: draft.said.className };
    return kept(work, ctx, (await plannedFor(work, ctx, { id: draft.id, files: [...fresher.values()], said })).draft);
  });
}

function saidRoute(app: OfficeApp, work: Work): void {
  app.post("/import/:id/said", async (ctx) => {
    const draft = found(work, ctx);
    if (!draft || draft.done) return expired(work, ctx);
    const said = readSaid(await valuesOf(ctx), draft);
    return kept(work, ctx, (await plannedFor(work, ctx, { ...draft, said }, draft)).draft);
  });
}

/** Carries out what was shown, and only that: where the school has changed since, the plan is shown anew. */
function applyRoute(app: OfficeApp, work: Work): void {
  const { parts, drafts } = work;
  const { house } = parts;
  app.post("/import/:id/apply", async (ctx) => {
    const draft = found(work, ctx);
    if (!draft) return expired(work, ctx);
    if (draft.done) return kept(work, ctx, draft);
    const { plan, draft: now } = await plannedFor(work, ctx, draft, draft);
    if (now.plan.does !== draft.plan.does) {
      drafts.keep(ctx.get("person").id, now, house.now());
      return ctx.html(shown(work, ctx, now, { changed: true }), 409);
    }
    if (!now.plan.canApply) return kept(work, ctx, now);
    if (!isSure(now, await valuesOf(ctx)))
      return ctx.html(shown(work, ctx, now, { sent: { values: {}, errors: notSure } }), 422);
    const [by, files] = [{ id: draft.id, by: ctx.get("person").name }, draft.files.map(({ name }) => name)];
    await work.underWay.while(ctx, (tell) => {
      tell({ step: "writing" });
      const takeOver = () => house.changes.takeOver(plan, by, files, house.now());
      return acting(parts, ctx, "import", draft.id, takeOver, detailsOf(draft, plan));
    });
    await house.rememberedColumns.remember(toRemember(draft, house.now().toISOString()));
    return kept(work, ctx, { ...now, files: [], whole: null, done: true });
  });
}

const notSure = { sure: "importPage.sureMissing" } as const;
/** What the log of actions says of it: the files, and how many children and people are new, changed and gone. */
function detailsOf({ files }: Draft, plan: ImportPlan): ActDetails {
  const counts = {
    new: plan.newChildren.length,
    changed: plan.changedChildren.length,
    gone: plan.goneChildren.length,
    people: plan.newPeople.length,
  };
  return { file: files.map(({ name }) => name).join(", "), ...counts };
}

const noFiles = { files: "importPage.filesMissing" } as const;

function found({ parts, drafts }: Work, ctx: OfficeContext): Draft | null {
  return drafts.of(ctx.get("person").id, ctx.req.param("id") ?? "", parts.house.now());
}

async function expired(work: Work, ctx: OfficeContext) {
  return ctx.html(await firstPage(work, ctx, fresh, true), 410);
}

/** The first page, with the last import as far as it can be taken back, and what is remembered of columns. */
async function firstPage({ parts }: Work, ctx: OfficeContext, sent = fresh, expired = false): Promise<Html> {
  const { house } = parts;
  await house.changes.goOn(house.now());
  const last = await house.changes.lastImport(house.now());
  const would = last && (await house.changes.wouldTakeBack(last.id, house.now()));
  const remembered = await house.rememberedColumns.all();
  return importPage(deskOf(parts, ctx), sent, { expired, remembered, before: last && { last, would } });
}

const plannedFor = ({ parts: { house }, underWay }: Work, ctx: OfficeContext, wanted: Wanted, before?: Draft) =>
  underWay.while(ctx, (tell) => planned(house, wanted, before ?? null, tell));

function kept({ parts, drafts }: Work, ctx: OfficeContext, draft: Draft): Response {
  drafts.keep(ctx.get("person").id, draft, parts.house.now());
  return ctx.redirect(`/office/import/${draft.id}`, 303);
}

function shown(
  { parts, words }: Work,
  ctx: OfficeContext,
  draft: Draft,
  more: { sent?: Sent; changed?: boolean } = {},
): Html {
  const desk = deskOf(parts, ctx);
  return draft.done ? takenOverPage(desk, draft, words) : previewPage(desk, draft, words, more);
}

const filesOf = async (ctx: OfficeContext): Promise<PackedFile[]> => packed(toldApart(await givenFiles(ctx)));
