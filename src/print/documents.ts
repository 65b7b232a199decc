import type { Block, DocumentsOrder, DocumentsVersion, OfficerDocument, Table } from "../school/documents/document.ts";
import { dateAndTime } from "../school/dates.ts";
import type { Speak } from "../texts.ts";
import { type Page, pages } from "./sheet.ts";

/** "Fassung 3 vom 23.11.2026, 10:00, festgehalten von Frau Muster" */
export function versionLine({ number, at, by }: DocumentsVersion, { plain }: Speak, timeZone: string): string {
  return plain("document.version", { number, at: dateAndTime(at, timeZone), by });
}

/** The officer's documents, each begun on a page of its own. Out: the PDF. */
export function printDocuments(order: DocumentsOrder, speak: Speak, timeZone: string): Promise<Uint8Array> {
  const open = speak.plain("document.open");
  const foot = versionLine(order, speak, timeZone);
  return pages(order.title, foot, (page) => {
    for (const [at, document] of order.documents.entries()) putDocument(page, document, at > 0, open);
  });
}

function putDocument(page: Page, { title, blocks }: OfficerDocument, isNext: boolean, open: string): void {
  if (isNext) page.next();
  page.title(title);
  for (const block of blocks) putBlock(page, block, open);
}

function putBlock(page: Page, block: Block, open: string): void {
  if (block.kind === "heading") page.heading(block.text);
  else if (block.kind === "text") page.text(block.text);
  else if (block.kind === "items") for (const item of block.items) page.text(`•  ${item}`);
  else if (block.kind === "open") page.quote(`☐  ${open}: ${block.text}`);
  else page.table(block.head, block.rows, widthsOf(block));
}

/** How wide each column is, of 1: by what stands in it, none under a sixth of an even share. */
export function widthsOf({ head, rows }: Table): number[] {
  const longest = head.map((title, at) => {
    const cells = [title, ...rows.map((row) => row[at] ?? "")];
    return Math.sqrt(cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length + 12);
  });
  const all = longest.reduce((sum, one) => sum + one, 0);
  return longest.map((one) => one / all);
}
