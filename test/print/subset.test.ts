import { create, type Font } from "fontkit";
import { expect, test } from "vitest";
import { readFonts } from "../../src/print/fonts.ts";
import { subsetOf } from "../../src/print/subset.ts";

type Shaped = Font & { getGlyph(id: number): { advanceWidth: number; path: { toSVG(): string } } };

const fonts = readFonts() as Record<"text" | "bold", Shaped>;
const letters = "JaNein: Ayşe Yılmaz, Łukasz Žižić, Đặng – „Ёлка, їжак“ ½ بيت";

test.each(["text", "bold"] as const)("a page's own %s letters have the very shapes and widths of the font", (cut) => {
  const subset = subsetOf(fonts[cut]);
  const ids = [...new Set(fonts[cut].layout(letters).glyphs.map(({ id }) => id))];
  const numbers = ids.map((id) => subset.includeGlyph({ id }));
  const own = create(subset.encode()) as Shaped;
  const shown = (font: Shaped, id: number) => [font.getGlyph(id).advanceWidth, font.getGlyph(id).path.toSVG()];
  expect(ids.length).toBeGreaterThan(35);
  for (const [at, id] of ids.entries())
    expect({ id, shown: shown(own, numbers[at] ?? 0) }).toEqual({ id, shown: shown(fonts[cut], id) });
});

test("a letter keeps its number on the sheet, and what was not asked for is not in it", () => {
  const subset = subsetOf(fonts.text);
  const [one, other] = fonts.text.layout("AB").glyphs;
  expect([0, one, other, one].map((glyph) => subset.includeGlyph(glyph ?? 0))).toEqual([0, 1, 2, 1]);
  expect(subset.encode().length).toBeLessThan(4000);
});
