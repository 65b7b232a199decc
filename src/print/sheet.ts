import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import { putLines } from "./lines.ts";

const font = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
const fonts = { text: font("DejaVuSans"), bold: font("DejaVuSans-Bold") };
const margin = 57;
const grey = "#555555";

/** What can be put on a sheet, from top to bottom. */
export interface Sheet {
  heading(text: string): void;
  /** Label and value beside each other. */
  rows(rows: readonly (readonly [label: string, value: string])[]): void;
  text(text: string): void;
  /** A text as it was shown to a person, set apart. */
  quote(text: string): void;
  small(text: string): void;
}

/**
 * Prints an A4 sheet, or several. In: its title; what stands on it; the line at the foot of each page.
 * Out: the PDF. The font knows Latin letters with every mark, Cyrillic and Arabic.
 */
export async function sheet(title: string, foot: string, write: (sheet: Sheet) => void): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    font: fonts.text,
    lang: "de-DE",
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: "JaNein" },
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve) => pdf.on("data", (part: Buffer) => parts.push(part)).on("end", resolve));
  pdf.font(fonts.bold).fontSize(16).text(title).moveDown(0.6);
  write(onto(pdf));
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf
      .font(fonts.text)
      .fontSize(8)
      .fillColor(grey)
      .text(`${foot}    ${page + 1}/${count}`, margin, pdf.page.height - 40, {
        width: pdf.page.width - 2 * margin,
        align: "center",
      });
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

function onto(pdf: PDFKit.PDFDocument): Sheet {
  const width = () => pdf.page.width - 2 * margin;
  const roomFor = (height: number) => {
    if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
  };
  return {
    heading(text) {
      roomFor(60);
      pdf.moveDown(0.8).font(fonts.bold).fontSize(11.5).fillColor("black").text(text, margin).moveDown(0.3);
    },
    rows(rows) {
      for (const [label, value] of rows) {
        pdf.fontSize(9.5);
        const indent = 150;
        const height = Math.max(
          pdf.font(fonts.bold).heightOfString(value, { width: width() - indent }),
          pdf.font(fonts.text).heightOfString(label, { width: indent - 10 }),
        );
        roomFor(height);
        const top = pdf.y;
        pdf
          .font(fonts.text)
          .fillColor(grey)
          .text(label, margin, top, { width: indent - 10 });
        pdf
          .font(fonts.bold)
          .fillColor("black")
          .text(value, margin + indent, top, { width: width() - indent });
        pdf.x = margin;
        pdf.y = top + height + 4;
      }
    },
    text(text) {
      pdf.font(fonts.text).fontSize(9.5).fillColor("black");
      putLines(pdf, text, margin, width());
    },
    quote(text) {
      pdf.font(fonts.text).fontSize(8.5).fillColor("#222222");
      putLines(pdf, text, margin + 12, width() - 12);
    },
    small(text) {
      pdf.font(fonts.text).fontSize(8.5).fillColor(grey).text(text, margin, pdf.y, { width: width() }).moveDown(0.3);
    },
  };
}
