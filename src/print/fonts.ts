import { fileURLToPath } from "node:url";
import { type Font, openSync } from "fontkit";
import { wordsIn } from "./laid-words.ts";
import { subsetOf } from "./subset.ts";

/** The two cuts that are printed with. */
export type Fonts = Record<"text" | "bold", Font>;

const read = (name: string) => openSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));

/** Reads the fonts anew. Reading their tables is four fifths of what a page costs: see `fontsHere`. */
export function readFonts(): Fonts {
  return { text: read("DejaVuSans"), bold: read("DejaVuSans-Bold") };
}

let here: Fonts | undefined;

/** The fonts of this thread, read when the first page is printed, and then for good. */
export const fontsHere = (): Fonts => (here ??= readFonts());

/**
 * A font as one sheet uses it. Its tables and the words that were set are shared; which letters a sign stands for is
 * the sheet's own: a sign remembers the letters that it was first met with, and what can be copied from one person's
 * page would depend on what another's had in it.
 */
export function ofOneSheet(font: Font): Font {
  const layout = layouts.get(font) ?? wordsIn(font);
  layouts.set(font, layout);
  return Object.assign(Object.create(font) as Font, { _glyphs: {}, layout, createSubset: () => subsetOf(font) });
}

const layouts = new WeakMap<Font, Font["layout"]>();
