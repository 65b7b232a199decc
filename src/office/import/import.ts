import { isoDayOf } from "../../school/dates.ts";
import type { GivenFile } from "../../school/read-office-file.ts";
import { acting, deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { canApply, type Draft, Drafts, look, nothingSaid, type Said, sameAs } from "./drafts.ts";
import { importPage, takenOverPage } from "./page.ts";
import { previewPage } from "./preview.ts";
import { readSaid } from "./said.ts";
import { readImportWords } from "./words.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";

/** Taking in the office's files: they are looked at first, and nothing is written before somebody has seen what would happen and says so. */
export function importRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  const [drafts, words] = [new Drafts(), readImportWords()];
  const found = (ctx: OfficeContext) => drafts.of(ctx.get("person").id, ctx.req.param("id") ?? "", house.now());
  const expired = (ctx: OfficeContext) => ctx.html(importPage(deskOf(parts, ctx), fresh, true), 410);
  const planned = async (id: string, files: readonly GivenFile[], said: Said, before?: Draft) =>
    look(id, files, said, {
      roll: await house.roster.roll(),
      today: isoDayOf(house.now(), house.timeZone),
      newId: house.newId,
      asked: before?.asked ?? [],
    });
  const kept = (ctx: OfficeContext, draft: Draft) => {
    drafts.keep(ctx.get("person").id, draft, house.now());
    return ctx.redirect(`/office/import/${draft.id}`, 303);
  };
  const shown = (ctx: OfficeContext, draft: Draft, more: { sent?: Sent; changed?: boolean } = {}) =>
    draft.done ? takenOverPage(deskOf(parts, ctx), draft, words) : previewPage(deskOf(parts, ctx), draft, words, more);

  app.use("/import/*", only(parts, "importList"));
  app.get("/import", (ctx) => ctx.html(importPage(deskOf(parts, ctx), fresh, false)));
  app.post("/import", async (ctx) => {
    const [files, values] = [await filesOf(ctx), await valuesOf(ctx)];
    if (files.length === 0)
      return ctx.html(
        importPage(deskOf(parts, ctx), { values, errors: { files: "importPage.filesMissing" } }, false),
        422,
      );
    return kept(ctx, await planned(house.newId(), files, { ...nothingSaid, className: values.className ?? "" }));
  });
  app.get("/import/:id", (ctx) => {
    const draft = found(ctx);
    return draft ? ctx.html(shown(ctx, draft)) : expired(ctx);
  });
  app.post("/import/:id/files", async (ctx) => {
    const draft = found(ctx);
    if (!draft || draft.done) return expired(ctx);
    const files = await filesOf(ctx);
    if (files.length === 0)
      return ctx.html(shown(ctx, draft, { sent: { values: {}, errors: { files: "importPage.filesMissing" } } }), 422);
    const fresher = new Map([...draft.files, ...files].map((file) => [file.name, file]));
    // Rows have moved: what was said of them is asked again.
    return kept(
      ctx,
      await planned(draft.id, [...fresher.values()], { ...nothingSaid, className: draft.said.className }),
    );
  });
  app.post("/import/:id/said", async (ctx) => {
    const draft = found(ctx);
    if (!draft || draft.done) return expired(ctx);
    return kept(ctx, await planned(draft.id, draft.files, readSaid(await valuesOf(ctx), draft), draft));
  });
  app.post("/import/:id/apply", async (ctx) => {
    const draft = found(ctx);
    if (!draft) return expired(ctx);
    if (draft.done) return kept(ctx, draft);
    const now = await planned(draft.id, draft.files, draft.said, draft);
    if (!sameAs(now.plan, draft.plan)) {
      drafts.keep(ctx.get("person").id, now, house.now());
      return ctx.html(shown(ctx, now, { changed: true }), 409);
    }
    if (!canApply(now.plan)) return kept(ctx, now);
    await acting(parts, ctx, "import", draft.id, () => house.roster.carryOut(now.plan, house.now()));
    return kept(ctx, { ...now, files: [], done: true });
  });
}

/** The files of a form. A field without a file sends one without a name. */
async function filesOf(ctx: OfficeContext): Promise<GivenFile[]> {
  const { files = [] } = await ctx.req.parseBody({ all: true });
  const given = [files].flat().filter((file) => file instanceof File && file.name !== "") as File[];
  return Promise.all(given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}
