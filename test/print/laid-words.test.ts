import { expect, test } from "vitest";
import { ofOneSheet, readFonts } from "../../src/print/fonts.ts";

const { text: font } = readFonts();
const set = (words: string[], fonts = ofOneSheet(font)) =>
  words.map((word) => {
    const { glyphs, positions, advanceWidth } = fonts.layout(word);
    return { glyphs: glyphs.map(({ id, codePoints }) => ({ id, codePoints })), positions, advanceWidth };
  });

test("a word is set as ever, also where it was set before and pdfkit has changed its positions", () => {
  const [first] = set(["Teilnahme"]);
  const again = ofOneSheet(font).layout("Teilnahme");
  for (const position of again.positions) position.xAdvance *= 0.5;
  expect(again.advanceWidth).toBe((first?.advanceWidth ?? 0) / 2);
  expect(set(["Teilnahme"])).toEqual([first]);
});

test("what can be copied from a word is what stands in it, whatever was set before", () => {
  const fresh = readFonts().text;
  const alone = set(["fliegen"], ofOneSheet(fresh));
  set(["\ufb02iegen", "\u0440\u0430\u0440\u0430"]);
  expect(set(["fliegen"])).toEqual(alone);
});
