import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSwearing } from "../../src/answers/insult.ts";
import { readKinship } from "../../src/answers/of-another.ts";
import { readWordLists } from "../../src/answers/word-lists.ts";

const locales = new URL("../../locales/", import.meta.url);
const file = (language: string, name: string) => new URL(`${language}/how-parents-ask/${name}.txt`, locales);
const languages = readdirSync(locales).filter((language) => existsSync(file(language, "wish")));

describe("a list of words", () => {
  test("may go on in another line, and says why in one of its own", () =>
    expect(readWordLists("# a reason\nkin: mum dad\n\nkin: aunt\n", "kin.txt", ["kin", "of"])).toEqual({
      ...{ kin: ["mum", "dad", "aunt"], of: [] },
    }));
  test("names the line that is none", () => {
    expect(() => readSwearing("strong: muppet\nstrange: muppet\n")).toThrow("insults.txt, line 2: begins with none of");
    expect(() => readKinship("kin: mum\n\ndad uncle\n")).toThrow("kin.txt, line 3: begins with none of");
  });
});

test.each(languages)("%s says who stands near to a child, and how one insults, in words of its own", (language) => {
  const { kin, writes } = readKinship(readFileSync(file(language, "kin"), "utf8"));
  const { strong, you } = readSwearing(readFileSync(file(language, "insults"), "utf8"));
  for (const words of [[...kin], [...writes], strong, [...you]]) expect(words).not.toEqual([]);
});
