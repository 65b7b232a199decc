import { createHash } from "node:crypto";
import { crossesIn } from "../paper/crosses.ts";
import { type Gray, laidFlat, smaller } from "../paper/gray.ts";
import { foundField } from "../paper/marks.ts";
import type { Projection } from "../paper/plane.ts";
import type { ScannedField, ScannedFile, ScannedPage, ScanFault, TellPages } from "../paper/scanned.ts";
import { fieldSize } from "../school/form-field.ts";
import { codesIn } from "./codes.ts";
import { NotRead, pagesOf } from "./pages.ts";
import { pngOf } from "./png.ts";

/** How much of the paper around a field its picture shows (mm), and how many dots a mm has there. */
const [around, dots] = [3, 6];
/** How long the longer side of the picture of a whole page is. */
const longestPicture = 1400;

/** A code of a form; what else may stand on a page is the way into the chat, say. */
const isOfForm = (text: string) => /^JN\d/.test(text);

/**
 * Reads a scanned file: which sheets it has, and what is crossed on them. What cannot be read is said, never thrown.
 * In: how many pages are read at most; who hears how many are.
 */
export async function readScan(
  { name, bytes }: { name: string; bytes: Uint8Array },
  most: number,
  tell: TellPages = () => undefined,
): Promise<ScannedFile> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const pages: ScannedPage[] = [];
  const read = (fault: ScanFault | null): ScannedFile => ({ name, sha256, pages, fault });
  try {
    for await (const page of pagesOf(bytes)) {
      if (pages.length >= most) return read("tooManyPages");
      pages.push(await readPage(page, pages.length + 1));
      tell(pages.length);
    }
    return read(null);
  } catch (error) {
    if (error instanceof NotRead) return read(error.why);
    throw error;
  }
}

async function readPage(gray: Gray, page: number): Promise<ScannedPage> {
  const codes = (await codesIn(gray)).filter(({ text }) => isOfForm(text));
  if (codes.length === 0) return { page, fields: [], picture: null };
  const picture = pngOf(smaller(gray, longestPicture));
  const fields = codes.map((code): ScannedField => {
    const field = foundField(gray, code);
    // Where the marks of a field are not seen, its picture is the page as it is.
    const own = field?.projection ? pngOf(flat(gray, field.projection)) : picture;
    return { code: code.text, answers: crossesIn(gray, field), picture: own };
  });
  return { page, fields, picture };
}

/** The field laid flat. */
function flat(gray: Gray, projection: Projection): Gray {
  const { width, height } = fieldSize;
  const shown = { x: -around, y: -around, width: width + 2 * around, height: height + 2 * around };
  return laidFlat(gray, projection, shown, dots);
}
