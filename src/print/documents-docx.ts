import {
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Block, DocumentsOrder, OfficerDocument } from "../school/documents/document.ts";
import type { Speak } from "../texts.ts";
import { versionLine, widthsOf } from "./documents.ts";

/** A4 with margins of 25 mm, in twentieths of a point. */
const page = { size: { width: 11906, height: 16838 }, margin: { top: 1417, right: 1417, bottom: 1417, left: 1417 } };
const width = page.size.width - page.margin.left - page.margin.right;

/** The officer's documents for a word processor, each begun on a page of its own. Out: the DOCX (ECMA-376). */
export async function writeDocuments(order: DocumentsOrder, speak: Speak, timeZone: string): Promise<Uint8Array> {
  const line = versionLine(order, speak, timeZone);
  const foot = new Paragraph({
    children: [new TextRun({ children: [`${line}    `, PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES], size: 16 })],
  });
  const open = speak.plain("document.open");
  const document = new Document({
    creator: "JaNein",
    title: order.title,
    styles: { default: { document: { run: { font: "Arial", size: 20, language: { value: "de-DE" } } } } },
    sections: order.documents.map((one) => ({
      properties: { page },
      footers: { default: new Footer({ children: [foot] }) },
      children: [...childrenOf(one, open)],
    })),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function childrenOf({ title, blocks }: OfficerDocument, open: string): (Paragraph | Table)[] {
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    spacing: { after: 200 },
    children: [run(title, 32)],
  });
  return [heading, ...blocks.flatMap((block) => written(block, open))];
}

function written(block: Block, open: string): (Paragraph | Table)[] {
  const after = { spacing: { after: 120 } };
  if (block.kind === "heading")
    return [
      new Paragraph({
        ...{ heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 100 }, keepNext: true },
        children: [run(block.text, 24)],
      }),
    ];
  if (block.kind === "text") return [new Paragraph({ ...after, children: [new TextRun(block.text)] })];
  if (block.kind === "items")
    return block.items.map((item) => new Paragraph({ text: item, bullet: { level: 0 }, spacing: { after: 60 } }));
  if (block.kind === "open") return [openLine(block.text, open)];
  return [tableOf(block), new Paragraph("")];
}

const run = (text: string, size: number) => new TextRun({ text, size, bold: true, color: "000000" });

function openLine(text: string, open: string): Paragraph {
  const bar = { style: BorderStyle.SINGLE, size: 12, space: 8, color: "B45309" };
  return new Paragraph({
    ...{ border: { left: bar }, indent: { left: 200 }, spacing: { after: 160 } },
    children: [new TextRun({ text: `☐  ${open}: `, bold: true }), new TextRun(text)],
  });
}

function tableOf({ head, rows }: Extract<Block, { kind: "table" }>): Table {
  const widths = widthsOf({ head, rows }).map((share) => Math.floor(share * width));
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, at) => cellOf(text, widths[at] ?? 0, isHead)),
    });
  return new Table({
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

function cellOf(text: string, size: number, isHead: boolean): TableCell {
  return new TableCell({
    width: { size, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 80, right: 80 },
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: "E5E7EB" } } : {}),
    children: [new Paragraph({ children: [new TextRun({ text, size: 18, bold: isHead })] })],
  });
}
