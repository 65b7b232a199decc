import PDFDocument from "pdfkit";
import { bounded } from "./bounded.ts";
import { type Fonts, fontsHere, ofOneSheet } from "./fonts.ts";
import { putLines } from "./lines.ts";
import { putTable } from "./table.ts";

const margin = 57;
const grey = "#555555";

/** What can be put on a sheet, from top to bottom; of each text as much as `bounded` allows. */
export interface Sheet {
  heading(text: string): void;
  /** Label and value beside each other. */
  rows(rows: readonly (readonly [label: string, value: string])[]): void;
  text(text: string): void;
  /** A text as it was shown to a person, set apart. */
  quote(text: string): void;
  small(text: string): void;
}

/** What a file of several documents has besides. */
export interface Page extends Sheet {
  title(text: string): void;
  /** Goes on on the next page. */
  next(): void;
  /** A table, its head again on each page. In: of each column its share of the width. */
  table(head: readonly string[], rows: readonly (readonly string[])[], shares: readonly number[]): void;
}

/**
 * Prints an A4 sheet, or several. In: its title; what stands on it; the line at the foot of each page; the fonts, where
 * they are not those of this thread. Out: the PDF. The fonts know Latin letters with every mark, Cyrillic and Arabic.
 */
export function sheet(
  title: string,
  foot: string,
  write: (sheet: Sheet) => void,
  fonts: Fonts = fontsHere(),
): Promise<Uint8Array> {
  const writing = (page: Page) => {
    page.title(title);
    write(page);
  };
  return pages(title, foot, writing, fonts);
}

/** As `sheet`, with titles where they are put. In: what the file is called. */
export async function pages(
  title: string,
  foot: string,
  write: (page: Page) => void,
  fonts: Fonts = fontsHere(),
): Promise<Uint8Array> {
  const pdf = blank(title, fonts);
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve) => pdf.on("data", (part: Buffer) => parts.push(part)).on("end", resolve));
  write({ ...onto(pdf), ...ofSeveral(pdf) });
  putFeet(pdf, bounded(foot));
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

function blank(title: string, fonts: Fonts): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    // None of its own: the two that are named below.
    font: "",
    lang: "de-DE",
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: "JaNein" },
  });
  // pdfkit takes a font that was read already; its types do not say so.
  for (const cut of ["text", "bold"] as const)
    pdf.registerFont(cut, ofOneSheet(fonts[cut]) as unknown as Uint8Array).font(cut);
  return pdf;
}

function putFeet(pdf: PDFKit.PDFDocument, foot: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf
      .font("text")
      .fontSize(8)
      .fillColor(grey)
      .text(`${foot}    ${page + 1}/${count}`, margin, pdf.page.height - 40, {
        width: pdf.page.width - 2 * margin,
        align: "center",
      });
  }
}

function onto(pdf: PDFKit.PDFDocument): Sheet {
  const width = () => pdf.page.width - 2 * margin;
  const roomFor = (height: number) => {
    if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
  };
  return {
    heading(text) {
      roomFor(60);
      pdf.moveDown(0.8).font("bold").fontSize(11.5).fillColor("black").text(bounded(text), margin).moveDown(0.3);
    },
    rows(rows) {
      for (const [label, value] of rows.map((row) => row.map(bounded) as [string, string])) {
        pdf.fontSize(9.5);
        const indent = 150;
        const height = Math.max(
          pdf.font("bold").heightOfString(value, { width: width() - indent }),
          pdf.font("text").heightOfString(label, { width: indent - 10 }),
        );
        roomFor(height);
        const top = pdf.y;
        pdf
          .font("text")
          .fillColor(grey)
          .text(label, margin, top, { width: indent - 10 });
        pdf
          .font("bold")
          .fillColor("black")
          .text(value, margin + indent, top, { width: width() - indent });
        pdf.x = margin;
        pdf.y = top + height + 4;
      }
    },
    text(text) {
      pdf.font("text").fontSize(9.5).fillColor("black");
      putLines(pdf, bounded(text), margin, width());
    },
    quote(text) {
      pdf.font("text").fontSize(8.5).fillColor("#222222");
      putLines(pdf, bounded(text), margin + 12, width() - 12);
    },
    small(text) {
      pdf.font("text").fontSize(8.5).fillColor(grey);
      pdf.text(bounded(text), margin, pdf.y, { width: width() }).moveDown(0.3);
    },
  };
}

const ofSeveral = (pdf: PDFKit.PDFDocument): Pick<Page, "title" | "next" | "table"> => ({
  title: (text) => void pdf.font("bold").fontSize(16).fillColor("black").text(bounded(text), margin).moveDown(0.6),
  next: () => void pdf.addPage(),
  table: (head, rows, shares) => putTable(pdf, { head, rows, shares }),
});
