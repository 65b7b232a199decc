import { bounded } from "./bounded.ts";

interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Of each column its share of the width. */
  shares: readonly number[];
}

const padding = 4;
const size = 8.5;

/** Puts a table, its head again on each page; a row that is higher than what is left goes on the next page. */
export function putTable(pdf: PDFKit.PDFDocument, { head, rows, shares }: Table): void {
  const { left, right, bottom } = pdf.page.margins;
  const widths = shares.map((share) => share * (pdf.page.width - left - right));
  const heightOf = (cells: readonly string[], font: string) => {
    pdf.font(font).fontSize(size);
    const heights = cells.map((cell, at) => pdf.heightOfString(cell, { width: (widths[at] ?? 0) - 2 * padding }));
    return Math.max(...heights) + 2 * padding;
  };
  const put = (cells: readonly string[], font: string, fill: string | null) => {
    const height = heightOf(cells, font);
    const top = pdf.y;
    let x = left;
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0;
      if (fill !== null) pdf.rect(x, top, width, height).fill(fill);
      pdf.rect(x, top, width, height).lineWidth(0.5).stroke("#9ca3af");
      pdf.font(font).fontSize(size).fillColor("black");
      pdf.text(cell, x + padding, top + padding, { width: width - 2 * padding });
      x += width;
    }
    pdf.x = left;
    pdf.y = top + height;
  };
  const [heading, all] = [head.map(bounded), rows.map((row) => row.map(bounded))];
  const lowest = () => pdf.page.height - bottom;
  const begin = () => put(heading, "bold", "#e5e7eb");
  if (pdf.y + heightOf(heading, "bold") + heightOf(all[0] ?? heading, "text") > lowest()) pdf.addPage();
  begin();
  for (const row of all) {
    if (pdf.y + heightOf(row, "text") > lowest()) {
      pdf.addPage();
      begin();
    }
    put(row, "text", null);
  }
  pdf.moveDown(0.8);
}
