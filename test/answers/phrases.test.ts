import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstAt, longestAt, mark, rangesOf, standsIn } from "../../src/answers/phrase.ts";
import { readPhrases } from "../../src/answers/phrases.ts";
import { spoken } from "../../src/answers/spoken.ts";

const read = (list: string, before = "") => readPhrases(`${before}a: ${list}`, "words.txt", ["a"]).a;
/** As a text is read: a mark stays before its word. */
const heard = (text: string) =>
  text.split(" ").map((word) => (word.startsWith(mark) ? mark : "") + (spoken(word)[0] ?? ""));
const taken = (list: string, said: string, before = "") => firstAt(read(list, before), heard(said), 0);

describe("a phrase is found as it is written", () => {
  test.each([
    ["nein danke", "nein danke schon", 2],
    ["nein danke", "nein", undefined],
    ["(ja|nein) danke", "nein danke", 2],
    ["nein [danke] schon", "nein schon", 2],
    ["nein [danke] schon", "nein danke schon", 3],
    ["widerruf*", "widerrufen", 1],
    ["*ruf", "widerruf", 1],
    ["*erru*", "widerruf", 1],
    ["frau _ bitte", "frau tafel bitte", 3],
    ["^ nein", "nein", 1],
    ["nein !danke", "nein bitte", 1],
    ["nein !danke", "nein danke", undefined],
    ["nein !*", "nein", 1],
    ["nein !*", "nein danke", undefined],
    ["ziehe … zuruck", "ziehe das alles heute wieder zuruck", 6],
    ["ziehe … zuruck", "ziehe eins zwei drei vier funf sechs sieben zuruck", undefined],
    ["ziehe … zuruck", `ziehe ${mark}nur das zuruck`, undefined],
    ["nein", `${mark}nein`, 1],
    ["nein | nein danke schon | nein danke", "nein danke schon", 3],
  ])("%j in %j", (list, said, length) => {
    expect(taken(list, said)?.length).toBe(length);
  });

  test("what a name says may stand in a phrase, and in another name", () => {
    const names = "{who}: ich | wir\n{does}: {who} widerrufe | {who} [ab] sofort\n";
    expect(taken("bitte {does} alles", "bitte wir sofort alles", names)?.length).toBe(4);
  });

  test("what stands in a gap is told, in the order in which it stands", () => {
    expect(taken("ich … meine … zuruck", "ich ziehe heute meine unterschrift zuruck")?.gaps).toEqual([
      ["ziehe", "heute"],
      ["unterschrift"],
    ]);
  });

  test("the gap is as narrow as it can be, and of two ways the first counts; the longest is asked for by itself", () => {
    expect(taken("ja … so", "ja so und so")?.length).toBe(2);
    expect(longestAt(read("ja … so"), ["ja", "so", "und", "so"], 0)).toBe(4);
  });

  test("phrases stand wherever they begin, and none over another", () => {
    const said = ["ja", "nein", "danke", "nein", "ja"];
    expect(rangesOf(read("nein danke | nein | danke nein"), said)).toEqual([
      [1, 3],
      [3, 4],
    ]);
    expect(standsIn(read("^ nein"), said)).toBe(false);
  });
});

test("a line that nobody can read is named", () => {
  const wrong = (file: string) => () => readPhrases(file, "words.txt", ["a"]);
  expect(wrong("a: ja\n\nb: nein")).toThrow("words.txt, line 3: begins with none of a, {name}");
  expect(wrong("a: {nobody} ja")).toThrow("words.txt, line 1: {nobody} is said nowhere above");
  expect(wrong("a: (ja | nein")).toThrow("words.txt, line 1: a bracket is open");
  expect(wrong("a: ja – nein")).toThrow("words.txt, line 1: nobody can say –");
});

test("whatever is said, a phrase without brackets fits where its words stand, and nowhere else", () => {
  const word = fc.constantFrom("ja", "nein", "ich", "wil", "das", "nicht");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 12 }), (phrase, said) => {
      const stands = said.some((_, at) => phrase.every((one, more) => said[at + more] === one));
      expect(standsIn(read(phrase.join(" ")), said)).toBe(stands);
    }),
  );
});

test("many ways to read a text take no more than a moment: each gap has an end", () => {
  const steps = { count: 0 };
  const counted = new Proxy(
    Array.from({ length: 300 }, () => spoken("so")[0] ?? ""),
    { get: (words, key) => ((steps.count += 1), Reflect.get(words, key) as unknown) },
  );
  expect(standsIn(read("so … so … so … nie"), counted)).toBe(false);
  expect(steps.count).toBeLessThan(300 * 2000);
});
