import { html } from "hono/html";
import { dictionary } from "../../answers/dictionary.ts";
import { deskOf } from "../page/desk.ts";
import { documentsOf } from "./documents.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

/** The documents for the data-protection officer: to be read, and as files. */
export function documentsRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  const documents = () => dictionary(documentsOf(house.texts, house.limits, parts.messengers()));
  app.use("/documents/*", only(parts, "readDocuments"));
  app.get("/documents", (ctx) => ctx.html(documentsPage(deskOf(parts, ctx), documents())));
  app.get("/documents/:name", (ctx, next) => {
    const name = ctx.req.param("name");
    const [file, toRead] = [documents()[name], documents()[`${name}.md`]];
    if (toRead !== undefined) return Promise.resolve(ctx.html(documentPage(deskOf(parts, ctx), name, toRead)));
    if (file === undefined) return next();
    return Promise.resolve(
      ctx.body(file, 200, {
        "content-type": "text/markdown; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
      }),
    );
  });
}

/** The documents by their titles. In: text by file name. */
function documentsPage(desk: Desk, documents: Readonly<Record<string, string>>): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.documents"),
    html`<p>${say("documents.about")}</p>
    <ul>${Object.entries(documents).map(([name, text]) => documentLine(say, name, titleOf(text)))}</ul>`,
  );
}

function documentLine(say: Say, name: string, title: string): Html {
  const toRead = html`<a href="/office/documents/${name.replace(/\.md$/, "")}">${title}</a>`;
  const save = html`${say("documents.save")}<span class="hidden">: ${title}</span>`;
  return html`<li>${toRead} (<a href="/office/documents/${name}" download>${save}</a>)</li>`;
}

function documentPage(desk: Desk, name: string, text: string): Html {
  const { say } = desk;
  return page(
    desk,
    titleOf(text),
    html`<ul class="ways">
      <li><a href="/office/documents">${say("documents.all")}</a></li>
      <li><a href="/office/documents/${name}.md" download>${say("documents.save")}</a></li>
    </ul>
    ${blocksOf(text)
      .slice(1)
      .map((block) => readable(block))}`,
  );
}

/** The Markdown of our documents, of which we know that it is headings, tables and paragraphs. */
function readable(block: string): Html {
  if (block.startsWith("## ")) return html`<h2>${block.slice(3)}</h2>`;
  return block.startsWith("|") ? tableOf(block) : html`<p>${words(block)}</p>`;
}

function tableOf(block: string): Html {
  const [head = [], , ...rows] = block.split("\n").map(cellsOf);
  const row = (cells: readonly string[]) => html`<tr>${cells.map((cell) => html`<td>${words(cell)}</td>`)}</tr>`;
  return scrolling(head.join(", "), html`<table>${headings(head)}<tbody>${rows.map(row)}</tbody></table>`);
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function words(text: string): Html {
  return html`${text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

const blocksOf = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
const titleOf = (text: string) => (blocksOf(text)[0] ?? "").replace(/^# /, "");
