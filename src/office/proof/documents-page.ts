import { html } from "hono/html";
import type { DocumentsVersions } from "../../../db/proof/documents-versions.ts";
import { type Block, type DocumentsVersion, type OfficerDocument, openIn } from "../../school/documents/document.ts";
import { may } from "../../school/office-roles.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

type Kept = Awaited<ReturnType<DocumentsVersions["all"]>>;

interface Known {
  /** As they read today. */
  documents: readonly OfficerDocument[];
  isKept: boolean;
  /** The newest first. */
  versions: Kept;
}

/** The documents of today, what is still to be decided, and every version that was put down. */
export function documentsPage(desk: Desk, { documents, isKept, versions }: Known): Html {
  const { say } = desk;
  const line = ({ name, title }: OfficerDocument) => html`<li><a href="/office/documents/${name}">${title}</a></li>`;
  return page(
    desk,
    say("menu.documents"),
    html`<p>${say("documents.about")}</p>
    <h2>${say("documents.now")}</h2>
    <ul>${documents.map(line)}</ul>
    ${isKept ? html`<p>${say("documents.kept", { number: versions[0]?.number ?? 0 })}</p>` : keepForm(say)}
    ${allForm(say)}
    <h2>${say("documents.versions")}</h2>
    ${versions.length > 0 ? versionsTable(desk, versions) : html`<p class="nothing">${say("documents.noVersions")}</p>`}
    <h2>${say("documents.open")}</h2>
    ${openList(desk, documents)}`,
  );
}

function keepForm(say: Say): Html {
  return html`<p>${say("documents.notKept")}</p>
    <form method="post" action="/office/documents"><button>${say("documents.keep")}</button></form>`;
}

function allForm(say: Say): Html {
  return html`<form method="post" action="/office/documents/all">
      <button class="main">${say("documents.everything")}</button>
      <p class="hint">${say("documents.everythingAbout")}</p>
    </form>`;
}

function versionsTable({ say, timeZone }: Desk, versions: Kept): Html {
  const names = (["version", "keptAt", "by", "files", "sum"] as const).map((key) => say(`documents.${key}`));
  const row = ({ number, at, by, sha256 }: Kept[number]) => html`<tr>
      <th scope="row"><a href="/office/documents/versions/${number}">${say("documents.numbered", { number })}</a></th>
      <td>${momentIn(timeZone, at)}</td>
      <td>${by}</td>
      <td>${wholeOf(say, number)}</td>
      <td><code>${sha256.slice(0, 16)}</code></td>
    </tr>`;
  return scrolling(
    say("documents.versions"),
    html`<table>${headings(names)}<tbody>${versions.map(row)}</tbody></table>`,
  );
}

const link = (say: Say, number: number, file: string, word: "pdf" | "onePdf" | "docx" | "oneDocx" | "zip") =>
  html`<a href="/office/documents/versions/${number}/${file}" download>${say(`documents.${word}`)}</a>`;

const wholeOf = (say: Say, number: number): Html =>
  html`${link(say, number, "unterlagen.pdf", "pdf")}, ${link(say, number, "unterlagen.docx", "docx")},
    ${link(say, number, "unterlagen.zip", "zip")}`;

const oneOf = (say: Say, number: number, name: string): Html =>
  html`${link(say, number, `${name}.pdf`, "onePdf")}, ${link(say, number, `${name}.docx`, "oneDocx")}`;

function openList({ say, person }: Desk, documents: readonly OfficerDocument[]): Html {
  const all = openIn(documents);
  if (all.length === 0) return html`<p>${say("documents.nothingOpen")}</p>`;
  const facts = html`<p><a href="/office/notice/draft">${say("documents.facts")}</a></p>`;
  return html`<p>${say("documents.openAbout")}</p>
    ${may(person.role, "publishNotice") ? facts : ""}
    ${all.map(
      ({ document, open }) =>
        html`<h3>${document.title}</h3><ul>${[...new Set(open)].map((one) => html`<li>${one}</li>`)}</ul>`,
    )}`;
}

/** One document as it reads today. */
export function documentPage(desk: Desk, document: OfficerDocument): Html {
  const { say } = desk;
  const back = html`<p><a href="/office/documents">${say("documents.all")}</a></p>`;
  return page(desk, document.title, html`${back}${read(say, document, "h2")}`);
}

/** A version as it was put down, with its files. */
export function versionPage(desk: Desk, version: DocumentsVersion): Html {
  const { say, timeZone } = desk;
  const { number, at, by, documents } = version;
  const one = (document: OfficerDocument) => html`<h2>${document.title}</h2>
    <p>${oneOf(say, number, document.name)}</p>
    <details><summary>${document.title}</summary>${read(say, document, "h3")}</details>`;
  return page(
    desk,
    say("documents.numbered", { number }),
    html`<p><a href="/office/documents">${say("documents.all")}</a></p>
    <p>${momentIn(timeZone, at)}, ${by}</p>
    <p>${wholeOf(say, number)}</p>
    ${documents.map(one)}`,
  );
}

/** The blocks of a document. In: which its headings are. A table is called as what it stands under. */
function read(say: Say, { title, blocks }: OfficerDocument, as: "h2" | "h3"): Html {
  let under = "";
  const one = (block: Block) => {
    if (block.kind !== "heading") return readable(say, block, `${title}: ${under}`);
    under = block.text;
    return as === "h2" ? html`<h2>${under}</h2>` : html`<h3>${under}</h3>`;
  };
  return html`${blocks.map(one)}`;
}

function readable(say: Say, block: Exclude<Block, { kind: "heading" }>, name: string): Html {
  if (block.kind === "text") return html`<p>${block.text}</p>`;
  if (block.kind === "items") return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (block.kind === "open") return html`<p class="hint"><strong>${say("documents.mark")}:</strong> ${block.text}</p>`;
  const row = (cells: readonly string[]) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  const table = html`<table>${headings(block.head)}<tbody>${block.rows.map(row)}</tbody></table>`;
  return scrolling(name, table);
}
