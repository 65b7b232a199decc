import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { seenText } from "../src/bot-api/html.ts";
import { commands } from "../src/school/commands.ts";
import { readTexts, type TextKey } from "../src/texts.ts";
import { WrongText } from "../src/texts/wrong-text.ts";
import { texts } from "./support/school.ts";

const folder = new URL("../locales/", import.meta.url);

type Tree = { [key: string]: string | Tree };
function flat(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}
const file = (path: string) => flat(JSON.parse(readFileSync(new URL(path, folder), "utf8")) as Tree);
const values = (text: string) =>
  [...new Set(text.match(/\{\{\w+\}\}|@(?:passages|declared|audio|video|children)\b/g))].sort();

/** A command as Telegram knows it; clients of Matrix delete it unsent. */
const slash = /(?<![<\p{L}\d])\/\p{L}{3,}/gu;

/** In each language: what one presses, and whose the messenger is not. */
const notInMatrix: Record<string, RegExp> = {
  de: /knopf|knöpf|\bSchaltfläche|\btipp(?:en|t|e)\b|antipp|drück|klick|gehört nicht zur|Unternehmen|Betreiber/iu,
  "de-simple": /knopf|knöpf|\bSchaltfläche|\btipp(?:en|t|e)\b|antipp|drück|klick|gehört nicht zur|Firma|Betreiber/iu,
  en: /button|\btap(?:s|ped|ping)?\b|\bpress|\bclick|not belong to the school|company|operator/iu,
  tr: /düğme|dokun|\bbas(?:ın|tı|ınca)|tıkla|okula ait değil|şirket|işletmeci|işleten/iu,
  ar: /(?<!\p{L})(?:ال|لل|و|ب)?(?:زر|أزرار)(?!\p{L})|ضغط|انقر|(?<!\p{L})المسوا|لا يتبع|ليس تابع|شركة|مشغّله|تشغّله/u,
  uk: /кноп|(?<!\p{L})натис|торкн|не належить|компані|оператор|власник/iu,
  ru: /кноп|нажм|нажа|нажи|не принадлежит|компани|оператор|владел/iu,
  pl: /przycisk|nacis|naciś|dotkn|klik|stukn|nie należy do szkoły|firm|operator/iu,
  ro: /buton|apăs|atinge|nu aparține|firm[aă]|companie|operatorul|administrează/iu,
  bg: /бутон|(?<!\p{L})натис|докосн|не принадлежи|не е на училището|фирма|компани|оператор/iu,
};

/** What a reader in Matrix must not find. The office's documents, which say all of both, are read elsewhere. */
function strange(language: string, read: ReadonlyMap<string, string>): [string, string][] {
  return [...read].flatMap(([key, text]) => {
    if (key.startsWith("document.")) return [];
    const words = text.replaceAll(/\{\{\w+\}\}/g, "");
    const found = [slash, notInMatrix[language]!, /Telegram|t\.me/i].flatMap((not) => words.match(not) ?? []);
    return found.map((word): [string, string] => [key, word]);
  });
}

test("a form for Matrix stands in every language, and every language has its words that must not be in it", () => {
  expect(Object.keys(notInMatrix).sort()).toEqual([...texts.languages].sort());
});

describe.each(texts.languages)("in Matrix, %s", (language) => {
  const usual = new Map(file(`${language}/bot.json`));
  const own = file(`${language}/matrix.json`);
  const said = new Map([...usual, ...own]);

  test("has only texts that there are, each with the same values, and none that is as it was", () => {
    for (const [key, text] of own) {
      expect({ key, known: usual.has(key) }).toEqual({ key, known: true });
      expect({ key, values: values(text) }).toEqual({ key, values: values(usual.get(key) ?? "") });
      expect({ key, text }).not.toEqual({ key, text: usual.get(key) });
      expect({ key, refused: "refusal" in seenText(text.replaceAll(/\{\{\w+\}\}/g, "x")) }).toEqual({
        key,
        refused: false,
      });
    }
  });

  test("speaks of no button, no command with a slash, no Telegram, and of no stranger who owns the messenger", () => {
    expect(strange(language, said)).toEqual([]);
    expect(strange(language, usual).length).toBeGreaterThan(40);
  });

  test("writes every command as the word that is understood", () => {
    for (const [key, text] of own)
      for (const [command = ""] of (usual.get(key) ?? "").matchAll(slash)) {
        expect(commands as readonly string[]).toContain(command.slice(1));
        expect({ key, word: command.slice(1), said: text.includes(command.slice(1)) }).toMatchObject({ said: true });
      }
  });
});

test("the words of Matrix are spoken where Matrix is asked for, all others as ever, and Telegram's stay as they are", () => {
  for (const language of texts.languages) {
    const [usual, matrix] = [texts.speak(language), texts.in("matrix").speak(language)];
    expect(texts.in("telegram").speak(language)("menu.stale")).toBe(usual("menu.stale"));
    for (const [key, text] of file(`${language}/matrix.json`))
      if (!text.includes("{{")) expect(matrix.plain(key as TextKey).replaceAll("\u200f", "")).toBe(text);
    expect(matrix("everyday.thanks")).toBe(usual("everyday.thanks"));
    expect(matrix.language).toBe(usual.language);
  }
  expect(texts.in("matrix").in("telegram")).toBe(texts);
  expect(texts.in("matrix").in("matrix")).toBe(texts.in("matrix"));
  expect(texts.in("matrix").readReply("ja", "audio")).toEqual(texts.readReply("ja", "audio"));
});

test("what is German only is said in Matrix's words in every language", () => {
  expect(texts.in("matrix").speak("tr").plain("receipt.pressed", { words: "JA" })).toContain("gewählt: ");
});

test("a school without Matrix reads none of its texts, and a broken one is named where Matrix begins", async () => {
  const copy = mkdtempSync(join(tmpdir(), "locales-"));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, "tr", "matrix.json"), "{");
  const read = await readTexts(pathToFileURL(`${copy}/`));
  expect(read.in("telegram").speak("tr")("everyday.thanks")).toBe(texts.speak("tr")("everyday.thanks"));
  expect(() => read.in("matrix")).toThrow(WrongText);
  expect(() => read.in("matrix")).toThrow("locales/tr/matrix.json is no JSON");
  rmSync(join(copy, "tr", "matrix.json"));
  expect(() => read.in("matrix")).toThrow("tr/matrix.json");
  rmSync(copy, { recursive: true });
});
