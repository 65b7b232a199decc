import { documentsOf } from "../../house/officer-documents.ts";
import type { DocumentsOrder, DocumentsVersion, OfficerDocument } from "../../school/documents/document.ts";
import { fileOf, openList } from "../../school/documents/document.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { documentPage, documentsPage, versionPage } from "./documents-page.ts";

const types = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  zip: "application/zip",
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
    const { isNew } = await putDown(parts, ctx, await today());
    return ctx.redirect(withDone("/office/documents", isNew ? "documentsKept" : "documentsSame"), 303);
  });
  app.post("/documents/all", only(parts, "readDocuments"), async (ctx) => {
    const { number } = await putDown(parts, ctx, await today());
    return ctx.redirect(`/office/documents/versions/${number}/${everything}.zip`, 303);
  });
  app.get("/documents/versions/:number", async (ctx, next) => {
    const version = await asked(ctx);
    return version ? ctx.html(versionPage(deskOf(parts, ctx), version)) : next();
  });
  app.get("/documents/versions/:number/:file", async (ctx, next) => {
    const version = await asked(ctx);
    const order = version && orderOf(parts, version, ctx.req.param("file"));
    if (!order) return next();
    const { name, ...printed } = order;
    return ctx.body(new Uint8Array(await house.print.documents(printed)), 200, {
      "content-type": types[printed.as],
      "content-disposition": `attachment; filename="${fileOf(name, version, printed.as, house.timeZone)}"`,
    });
  });
  app.get("/documents/:name", async (ctx, next) => {
    const document = (await today()).find(({ name }) => name === ctx.req.param("name"));
    return document ? ctx.html(documentPage(deskOf(parts, ctx), document)) : next();
  });
}

/** Puts the documents down as a version, with an entry in the log; where the newest says the same, it is that one. */
async function putDown(parts: OfficeParts, ctx: OfficeContext, documents: readonly OfficerDocument[]) {
  const { documents: versions, now } = parts.house;
  const keep = () => versions.keep(documents, ctx.get("person").name, now());
  return (await versions.isKept(documents)) ? keep() : acting(parts, ctx, "documents", "", keep);
}

/** What is to be printed for a file of a version, or null where it is none; with all of them goes what is open. */
function orderOf(
  { say }: OfficeParts,
  version: DocumentsVersion,
  file: string,
): (DocumentsOrder & { name: string }) | null {
  const [, name = "", as = ""] = /^([a-z-]+)\.(pdf|docx|zip)$/.exec(file) ?? [];
  const all = name === everything;
  if (as === "zip") {
    const open = openList(version.documents, { title: say("documents.open"), nothing: say("documents.nothingOpen") });
    const documents = [...version.documents, open];
    return all ? { ...version, name, as, documents, title: say("menu.documents") } : null;
  }
  const documents = version.documents.filter((one) => all || one.name === name);
  const [first] = documents;
  if (!first || (as !== "pdf" && as !== "docx")) return null;
  return { ...version, name, as, documents, title: all ? say("menu.documents") : first.title };
}

/** What a file with all of them is called. */
const everything = "unterlagen";
