import { documentsOf } from "../../house/officer-documents.ts";
import type { DocumentsOrder } from "../../school/documents/document.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { documentPage, documentsPage, versionPage } from "./documents-page.ts";

const types = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/** The documents for the data-protection officer: as they read today, and as they were put down, to be printed. */
export function documentsRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  const { documents: versions } = house;
  const today = async () => documentsOf(house.texts, await parts.circumstances());
  const asked = (ctx: OfficeContext) => versions.version(Number(ctx.req.param("number")));
  app.use("/documents/*", only(parts, "readDocuments"));
  app.get("/documents", async (ctx) => {
    const documents = await today();
    const known = { documents, isKept: await versions.isKept(documents), versions: await versions.all() };
    return ctx.html(documentsPage(deskOf(parts, ctx), known));
  });
  app.post("/documents", only(parts, "readDocuments"), async (ctx) => {
    const documents = await today();
    if (await versions.isKept(documents)) return ctx.redirect(withDone("/office/documents", "documentsSame"), 303);
    const keep = () => versions.keep(documents, ctx.get("person").name, house.now());
    await acting(parts, ctx, "documents", "", keep);
    return ctx.redirect(withDone("/office/documents", "documentsKept"), 303);
  });
  app.get("/documents/versions/:number", async (ctx, next) => {
    const version = await asked(ctx);
    return version ? ctx.html(versionPage(deskOf(parts, ctx), version)) : next();
  });
  app.get("/documents/versions/:number/:file", async (ctx, next) => {
    const [version, file] = [await asked(ctx), ctx.req.param("file")];
    const [, name = "", as = ""] = /^([a-z-]+)\.(pdf|docx)$/.exec(file) ?? [];
    const some = version?.documents.filter((one) => name === everything || one.name === name) ?? [];
    if (version === null || (as !== "pdf" && as !== "docx") || some.length === 0) return next();
    const title = name === everything ? parts.say("menu.documents") : (some[0]?.title ?? "");
    const order: DocumentsOrder = { ...version, documents: some, as, title };
    return ctx.body(new Uint8Array(await house.print.documents(order)), 200, {
      "content-type": types[as],
      "content-disposition": `attachment; filename="janein-${name}-fassung-${version.number}.${as}"`,
    });
  });
  app.get("/documents/:name", async (ctx, next) => {
    const document = (await today()).find(({ name }) => name === ctx.req.param("name"));
    return document ? ctx.html(documentPage(deskOf(parts, ctx), document)) : next();
  });
}

/** What a file with all of them is called. */
export const everything = "unterlagen";
