import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import type { Receipt } from "../../src/consent/receipt.ts";
import { runsOf } from "../../src/print/right-to-left.ts";
import { printReceipt } from "../../src/print/receipt.ts";
import { receipt } from "../support/pages.ts";
import { texts } from "../support/school.ts";

async function printed(one: Receipt): Promise<{ text: string; pages: number }> {
  const pdf = await getDocumentProxy(
    await printReceipt(one, texts.speak(), texts.speak(one.language), "Europe/Berlin"),
  );
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  return { text: text.replaceAll(/\s+/g, " "), pages: totalPages };
}

describe("the receipt on paper", () => {
  test("keeps how it was answered: the button as it was labelled, the words as they were typed", async () => {
    expect((await printed(receipt)).text).toContain("Die Antwort Knopf: „JA“; geschrieben: „nein danke“");
  });

  test("prints names with every letter, who, what, when, on which notice, and the text that was shown without its markup", async () => {
    const { text, pages } = await printed(receipt);
    for (const part of [
      "0A1B2-C3D4E-F5A6B",
      "Ayşe Yılmaz (3a)",
      "Łukasz Wiśniewski",
      "JA",
      "NEIN",
      "23.11.2026, 18:00 Uhr",
      "im Chat",
      "Ayşe Y.: Teilnahme per Audio (Ton)?",
      "mit Hilfe in: Türkisch",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("<b>");
    expect(pages).toBe(1);
  });

  test("of a paper that was put down later has the day of the declaration beside the time of recording", async () => {
    const { text } = await printed({ ...receipt, route: "paper", recordedBy: "Frau Schreiber", day: "2026-11-20" });
    expect(text).toContain("Tag der Erklärung 20.11.2026 Eingetragen am 23.11.2026, 18:00 Uhr");
    expect(text).not.toContain("Erklärt am");
  });

  test("of what the school has upheld says so in words, and whose declaration it is", async () => {
    const upheld = {
      ...receipt,
      route: "note" as const,
      decided: [{ purpose: "audio" as const, kind: "upheld" as const }],
    };
    const { text } = await printed(upheld);
    expect(text).toContain("gilt nach Klärung durch die Schule");
    expect(text).toContain("als Vermerk der Schule");
    expect(text).toContain("Łukasz Wiśniewski");
  });

  test("explains itself in the language of the family", async () => {
    expect((await printed(receipt)).text).toContain(texts.speak("tr").plain("receipt.explains"));
    expect((await printed({ ...receipt, language: "de" })).text).not.toContain(
      texts.speak("tr").plain("receipt.explains"),
    );
  });

  test("prints the longest text that can have been shown, in each language, on whole pages", async () => {
    for (const language of texts.languages) {
      const notice = texts.help(language)?.notice ?? texts.notice;
      const shown = [...notice.passages.values()].map(({ text }) => text).join("\n");
      expect({ language, pages: (await printed({ ...receipt, language, shown })).pages > 1 }).toEqual({
        language,
        pages: true,
      });
    }
  });
});

describe("a line that runs from right to left", () => {
  test("stays on the paper, also where one word is wider than the column", async () => {
    const shown = `صوت ${"\u0628\u0633\u0645".repeat(100)} نهاية`;
    const bytes = await printReceipt({ ...receipt, shown }, texts.speak(), texts.speak("ar"), "Europe/Berlin");
    const { items } = await (await (await getDocumentProxy(bytes)).getPage(1)).getTextContent();
    const lefts = items.flatMap((item) => ("transform" in item ? [(item.transform as number[])[4] ?? 0] : []));
    expect(lefts.filter((left) => left < 57)).toEqual([]);
  });

  const shown = (line: string) => runsOf(line, true).map(({ text, rightToLeft }) => (rightToLeft ? `<${text}>` : text));
  test("keeps a name and a number in their own order", () =>
    expect(shown("مرحبا Mila B. 12")).toEqual(["Mila B. 12", "<مرحبا >"]));
  test("turns brackets, and what has no letters by hand", () =>
    expect(shown("صوت (Audio)؟")).toEqual(["<؟(>", "Audio", "<صوت )>"]));
});
