import { beginsRight, runsOf } from "./right-to-left.ts";

/** Marks and isolates steer the order; printed they would be boxes. */
const marks = /[\u200e\u200f\u2066-\u2069]/gu;

/**
 * Puts a text of one or more lines into a column; lines that begin from the right stand at its right edge.
 * In: the page, with font, size and colour set; the column.
 */
export function putLines(pdf: PDFKit.PDFDocument, text: string, left: number, width: number): void {
  for (const line of text.split("\n")) {
    if (beginsRight(line)) putFromRight(pdf, line, left, width);
    else pdf.text(line.replaceAll(marks, "") || " ", left, pdf.y, { width, lineGap: 1 });
  }
  pdf.moveDown(0.4);
}

function putFromRight(pdf: PDFKit.PDFDocument, text: string, left: number, width: number): void {
  const height = pdf.currentLineHeight(true) + 1;
  for (const line of broken(pdf, text, width)) {
    if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
    const runs = runsOf(line, true)
      .map((run) => ({ ...run, text: run.text.replaceAll(marks, "") }))
      .filter((run) => run.text !== "");
    const y = pdf.y;
    let x = left + width - runs.reduce((sum, run) => sum + widthOf(pdf, run.text), 0);
    for (const run of runs) {
      // With features named, a run goes to the font as a whole: word by word its words would stand in the wrong order.
      pdf.text(run.text, x, y, { lineBreak: false, features: ["liga"] });
      x += widthOf(pdf, run.text);
    }
    pdf.y = y + height;
  }
}

const widthOf = (pdf: PDFKit.PDFDocument, text: string) => pdf.widthOfString(text, { features: ["liga"] });

/** So many letters stand in one line at most, also where they have no width. */
const mostOfLine = 300;

/** Breaks a line between words, in the order in which it is read; within a word only where that alone is too wide. */
function broken(pdf: PDFKit.PDFDocument, text: string, width: number): string[] {
  const fits = (line: string) => line.length <= mostOfLine && widthOf(pdf, line.replaceAll(marks, "")) <= width;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(...fitting([...word], fits));
  }
  return lines;
}

/** A word that is wider than its column, halved until each part fits. In: its letters. */
function fitting(letters: readonly string[], fits: (line: string) => boolean): string[] {
  const word = letters.join("");
  if (letters.length < 2 || fits(word)) return [word];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half), letters.slice(half)].flatMap((part) => fitting(part, fits));
}
