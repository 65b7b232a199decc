import { describe, expect, test } from "vitest";
import { texts } from "../support/school.ts";

/** What decides nothing and what is meant to hurt, as people type it in each language. */
const said: Record<string, { okay: string[]; insult: string[] }> = {
  de: {
    okay: ["ok", "Okay!", "aha", "ok gut", "na gut"],
    insult: ["du vollpfosten", "halt die fresse", "Ihr Clowns", "du bist das letzte", "verpiss dich", "du nervst"],
  },
  en: {
    okay: ["ok", "OK.", "alright", "fine"],
    insult: ["you muppet", "fucking useless bot", "screw you", "get lost"],
  },
  tr: { okay: ["ok", "tamam", "Peki."], insult: ["seni aptal", "kapa çeneni", "öküz herif", "canın cehenneme"] },
  ru: { okay: ["ок", "Хорошо", "ладно"], insult: ["ты болван", "кусок железа", "закрой рот", "достали"] },
  uk: { okay: ["ок", "Добре", "гаразд"], insult: ["ти бовдур", "шматок заліза", "закрий рота"] },
  pl: { okay: ["ok", "dobrze"], insult: ["ty baranie", "zamknij mordę", "wal się", "ty pajac"] },
  ro: { okay: ["ok", "Bine", "în regulă"], insult: ["măi boule", "mă scoți din sărite", "ești jalnic"] },
  bg: { okay: ["ок", "Добре", "окей"], insult: ["ти си говедо", "затваряй си устата", "писна ми от теб"] },
  ar: { okay: ["اوكي", "طيب", "حسنا"], insult: ["يا حيوان", "سد حلقك", "أنت فاشل"] },
};

describe.each(Object.entries(said))("in %s", (language, { okay, insult }) => {
  const kinds = (all: readonly string[]) => all.map((text) => [text, texts.everydayIn(text, language)?.says.join()]);

  test("who only says that it is well has one calm answer, and so has a thumb", () => {
    const all = [...okay, "👍", "👍🏽", "👌👌"];
    expect(kinds(all)).toEqual(all.map((text) => [text, "okay"]));
  });

  test("an insult is heard as one", () => {
    expect(kinds(insult)).toEqual(insult.map((text) => [text, "insult"]));
  });
});
