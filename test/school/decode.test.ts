import { describe, expect, test } from "vitest";
import { familyLanguage } from "../../src/school/family-language.ts";
import { decode } from "../../src/school/reading/decode.ts";
import { encodings, saved } from "../support/office.ts";

const heading = "Nachname;Vorname;Geburtsdatum;Klasse\r\n";
const text = (content: string) => heading + content;

describe("the encoding is told by the file itself", () => {
  test.each(encodings)("umlauts in %s", (encoding) => {
    expect(decode(saved(text("Müller-Lüdenscheidt;Jürgen;15.03.2018;3ä"), encoding))).toEqual({
      text: text("Müller-Lüdenscheidt;Jürgen;15.03.2018;3ä"),
    });
  });

  test.each(encodings.filter((one) => one.startsWith("utf")))("Cyrillic and Arabic in %s", (encoding) => {
    expect(decode(saved(text("Вигадана;Олена;28.08.2017;3a\r\nخيال;رانيا;03.11.2017;3a"), encoding))).toEqual({
      text: text("Вигадана;Олена;28.08.2017;3a\r\nخيال;رانيا;03.11.2017;3a"),
    });
  });

  test.each([
    ["Šimić;Željko", "iso-8859-15"],
    ["Dvořák-Šašek;Tomáš", "iso-8859-15"],
    ["Œuvrard;Maëlle", "iso-8859-15"],
    ["Žižka;Aleš", "iso-8859-15"],
    ["Šimić;Željko", "windows-1252"],
    ["Œuvrard;Maëlle", "windows-1252"],
    ["O´Neill;Shaun", "windows-1252"],
    ["„Müller“ – Schmidt;Jürgen", "windows-1252"],
    ["O’Hara;Zoë", "windows-1252"],
  ] as const)("%s in %s: by which letters make sense", (names, encoding) => {
    const decoded = decode(saved(text(names), encoding));
    expect("text" in decoded && decoded.text.normalize("NFD").replaceAll(/[\u0301\u030c](?<=[crR].)/g, "")).toBe(
      text(names)
        .normalize("NFD")
        .replaceAll(/[\u0301\u030c](?<=[crR].)/g, ""),
    );
  });
});

test("the language of a family is read as a code of two or three letters or as the German word; what is none is not guessed", () => {
  const words = [
    "tr",
    "TUR",
    "Türkisch",
    "tuerkisch",
    "deu",
    "Arabisch",
    "Kurdisch (Kurmandschi)",
    "Farsi",
    "Rumänisch",
    "rum",
    "uk",
    "Bulgarisch",
    "",
  ];
  expect(words.map(familyLanguage)).toEqual([
    "tr",
    "tr",
    "tr",
    "tr",
    "de",
    "ar",
    "ku",
    "fa",
    "ro",
    "ro",
    "uk",
    "bg",
    null,
  ]);
  expect(["Romanes", "xx", "Deutsch und Türkisch", "0", "§$%"].map(familyLanguage)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    null,
  ]);
});
