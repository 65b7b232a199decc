import { buffer } from "node:stream/consumers";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import PDFDocument from "pdfkit";
import type { Gray } from "../paper/gray.ts";
import type { ScanFault } from "../paper/scanned.ts";
import { kindOf, photoSize } from "./kind.ts";

/** How long the longer side of a page is in dots: 200 an inch of A4. */
const longest = 2400;
/** Of a photo, which has more around the sheet. */
const longestPhoto = 3000;
/** The most dots of a photo: more than any telephone makes. */
const mostDots = 120_000_000;

/** Why a file cannot be read. */
export class NotRead extends Error {
  override name = "NotRead";
  readonly why: ScanFault;

  constructor(why: ScanFault) {
    super(`The file cannot be read: ${why}`);
    this.why = why;
  }
}

let library: Promise<PDFiumLibrary> | null = null;

/**
 * The pages of a PDF, or a photo as its only page, one after another.
 * Errors: NotRead for what is neither, is broken or locked, or has too many dots.
 */
export async function* pagesOf(bytes: Uint8Array): AsyncGenerator<Gray> {
  const kind = kindOf(bytes);
  if (kind === "heic" || kind === "other") throw new NotRead(kind === "heic" ? "heic" : "notPicture");
  if (kind === "pdf") {
    yield* drawn(bytes, longest);
    return;
  }
  const size = photoSize(bytes);
  if (size === null) throw new NotRead("broken");
  if (size.width * size.height > mostDots) throw new NotRead("tooLarge");
  const most = Math.min(longestPhoto, Math.max(size.width, size.height));
  yield* drawn(await asPdf(bytes, size), most);
}

/** What draws the pages of a PDF draws photos too: put on a page of their own. */
async function asPdf(photo: Uint8Array, { width, height }: { width: number; height: number }): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: [width, height], margin: 0 });
  try {
    pdf.image(Buffer.from(photo), 0, 0, { width, height });
    pdf.end();
  } catch {
    throw new NotRead("broken");
  }
  return buffer(pdf);
}

async function* drawn(bytes: Uint8Array, most: number): AsyncGenerator<Gray> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes).catch((error: unknown) => {
    throw new NotRead(/password|security/i.test(String(error)) ? "encrypted" : "broken");
  });
  try {
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const scale = most / Math.max(originalWidth, originalHeight, 1);
      const { width, height, data } = await page.render({ scale, render: "bitmap", colorSpace: "Gray" });
      yield { width, height, data };
    }
  } catch (error) {
    throw error instanceof NotRead ? error : new NotRead("broken");
  } finally {
    document.destroy();
  }
}
