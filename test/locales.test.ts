import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConcepts } from "../src/answers/concepts.ts";
import { labelOf, readNotice } from "../src/answers/notice.ts";
import { seenText } from "../src/bot-api/html.ts";
import { texts } from "./support/school.ts";

const folder = new URL("../locales/", import.meta.url);
const languages = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/bot.json`, folder)));
const others = languages.filter((name) => name !== "de");
const read = (path: string) => readFileSync(new URL(path, folder), "utf8");

/** What is printed for the school's files stays German. */
const germanOnly = /^(arrived\.|receipt\.(?!explains)|ownData\.|document\.|measure\.)/;

type Tree = { [key: string]: string | Tree };
function flat(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}
const bot = (language: string) => flat(JSON.parse(read(`${language}/bot.json`)) as Tree);
const german = bot("de");
const wanted = [...german.keys()].filter((key) => !germanOnly.test(key));
const parts = (text: string) =>
  (text.match(/\{\{\w+\}\}|@(?:passages|declared|audio|video|bot)\b|<\/?\w+(?: expandable)?>|\/[a-z]{4,}\b/g) ?? [])
    .filter((part) => part !== "/language")
    .sort();

/** Labels of buttons; Telegram cuts off what a phone's width cannot hold. */
const buttons =
  /^(word\.(yes|no)|give\.(fullText|back\..*|reviewed\..*)|withdraw\.(video|audio|both|leave)|join\.(link|paper)|menu\.(give|withdraw|status)|answer\.(more|noneOfThese|request|complain|passOn|german)|leave\.(yes|no)|right\..*|request\.(send|sendComplaint|leave)|language\.name)$/;

/** May be the same word as in German. */
const mayEqual =
  /^(withdraw\.doneLine|word\.(audio|video)|language\.name|answer\.(quote|folded)|status\.(line|child)|privacy\.(group|class|event)|child\.inClass|tell\.(declared|changed|route|listed)|class\.(nobody|child)|join\.askForCode|command\.sprache|right\..*|kind\..*|standing\..*|participation\..*|route\..*)$/;

test("a phone shows the German label of every topic whole, and no two are the same", () => {
  const labels = Object.values(texts.topics).map((topic) => labelOf(topic) ?? "");
  expect(labels.filter((label, at) => [...label].length > 40 || labels.indexOf(label) !== at)).toEqual([]);
});

test("German is first, and every language at our schools is there", () => {
  expect(texts.languages[0]).toBe("de");
  expect(languages.sort()).toEqual(["ar", "bg", "de", "de-simple", "en", "pl", "ro", "ru", "tr", "uk"]);
});

describe.each(others)("%s", (language) => {
  const own = bot(language);

  test("has every text and no other", () =>
    expect({
      missing: wanted.filter((key) => !own.has(key)),
      more: [...own.keys()].filter((key) => !german.has(key)),
    }).toEqual({ missing: [], more: [] }));

  test("keeps placeholders, markup and commands", () => {
    for (const [key, text] of own)
      expect({ key, parts: parts(text) }).toEqual({ key, parts: parts(german.get(key) ?? "") });
  });

  test("leaves nothing empty, nothing untranslated and nothing that the messenger refuses", () => {
    for (const [key, text] of own) {
      expect({
        key,
        empty: text.trim() === "",
        refused: "refusal" in seenText(text.replaceAll(/\{\{\w+\}\}/g, "x")),
      }).toEqual({ key, empty: false, refused: false });
      if (language !== "de-simple" && !mayEqual.test(key))
        expect({ key, text }).not.toEqual({ key, text: german.get(key) });
    }
  });

  test("fits its buttons, and keeps JA and NEIN beside the translation", () => {
    for (const [key, text] of own)
      if (buttons.test(key)) expect({ key, long: [...text].length > 40 }).toEqual({ key, long: false });
    expect([own.get("word.yes"), own.get("word.no")]).toEqual([
      expect.stringMatching(/^JA\b/),
      expect.stringMatching(/^NEIN\b/),
    ]);
  });

  test("has the whole notice, passage by passage, and a title for every topic", () => {
    const [notice, binding] = [readNotice(read(`${language}/notice.md`)), texts.notice];
    expect([...notice.passages.keys()]).toEqual([...binding.passages.keys()]);
    expect(notice.sections.map(({ blocks }) => blocks.flat().map(({ id }) => id))).toEqual(
      binding.sections.map(({ blocks }) => blocks.flat().map(({ id }) => id)),
    );
    for (const { id, text } of notice.passages.values())
      if (!/controller|officer|place|signed/.test(id) && language !== "de-simple")
        expect({ id, text }).not.toEqual({ id, text: binding.passages.get(id)?.text });
    const titles = Object.keys(texts.topics).map((id) => texts.help(language)?.label(id) ?? "");
    expect(
      titles.filter((title, at) => title === "" || titles.indexOf(title) !== at || [...title].length > 40),
    ).toEqual([]);
  });
});

test.each(others.filter((language) => existsSync(new URL(`${language}/how-parents-ask/words.txt`, folder))))(
  "%s knows words for the same concepts, and examples for every topic",
  (language) => {
    const names = (from: string) =>
      read(`${from}/how-parents-ask/words.txt`)
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split(":")[0])
        .sort();
    expect(() => readConcepts(read(`${language}/how-parents-ask/words.txt`))).not.toThrow();
    for (const name of ["replies", "withdraw", "may", "everyday", "kin", "insults"])
      expect(existsSync(new URL(`${language}/how-parents-ask/${name}.txt`, folder))).toBe(true);
    expect([...new Set(names(language))]).toEqual([...new Set(names("de"))]);
    const asked = new Set(
      texts.examples.questions.filter((one) => one.language === language).map(({ topics }) => topics[0]),
    );
    expect(Object.keys(texts.topics).filter((id) => !asked.has(id))).toEqual([]);
  },
);
