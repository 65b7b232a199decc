import type { Font, GlyphRun } from "fontkit";

/** So many letters of words are remembered, then it begins anew. */
const mostLetters = 50_000;

/**
 * Sets words in a font, each once: most of what stands on one page stands on every other. Each word is set for itself,
 * so that the letters that its signs stand for are its own, whatever was set before it.
 * What it remembers lies in the memory of whoever prints, and goes with it.
 */
export function wordsIn(font: Font): (text: string, features?: readonly string[]) => GlyphRun {
  const setting = Object.create(font) as Font & { _glyphs: object };
  const known = new Map<string, GlyphRun>();
  let letters = 0;

  function set(text: string, features?: readonly string[]): GlyphRun {
    setting._glyphs = {};
    const { glyphs, positions } = setting.layout(text, features);
    return runOf(
      glyphs.map(({ id, advanceWidth, codePoints }) => ({ id, advanceWidth, codePoints })),
      positions,
    );
  }

  return (text, features) => {
    const key = features ? `${features.join(" ")}\n${text}` : text;
    const kept = known.get(key) ?? set(text, features);
    if (!known.has(key)) {
      letters += key.length;
      if (letters > mostLetters) known.clear();
      if (letters > mostLetters) letters = key.length;
      known.set(key, kept);
    }
    return runOf(kept.glyphs, kept.positions);
  };
}

/** pdfkit makes the font's own units those of the page, in the very positions: each run has positions of its own. */
function runOf(glyphs: GlyphRun["glyphs"], positions: GlyphRun["positions"]): GlyphRun {
  const own = positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({ xAdvance, yAdvance, xOffset, yOffset }));
  return {
    glyphs,
    positions: own,
    get advanceWidth() {
      return own.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    },
  };
}
