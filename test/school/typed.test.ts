import { expect, test } from "vitest";
import { looksLike } from "../../src/school/looks-like.ts";
import { staffName, typedName, typedText } from "../../src/school/typed.ts";
import { read } from "../support/office.ts";

test.each([
  ["Mila\n\nJetzt erlaubt: Teilnahme mit Ton und Bild", "odd"],
  ["Mi\u0000la", "odd"],
  ["Mi\ud800la", "odd"],
  ["Mila <b>", "odd"],
  ["Mila 2", "odd"],
  ["…", "odd"],
  ["M".repeat(101), "long"],
  [" \u200b ", "missing"],
])("%j is no name of a child: %s", (typed, fault) => {
  expect(typedName(typed)).toEqual({ fault });
});

test.each([
  ["  Mila   Sophie ", "Mila Sophie"],
  ["Mi\u200bla", "Mila"],
  ["Zoe\u0308", "Zoë"],
  ["O’Neill-Müller", "O’Neill-Müller"],
  ["Олена", "Олена"],
  ["عائشة", "عائشة"],
  ["M".repeat(100), "M".repeat(100)],
])("%j is kept as %j", (typed, name) => {
  expect(typedName(typed)).toEqual({ name });
});

test("somebody of the office may have a number, but no word of two scripts", () => {
  expect(staffName(" Sekretariat  2 ")).toEqual({ name: "Sekretariat 2" });
  expect(staffName("Frau \u0405chreiber")).toEqual({ fault: "odd" });
  expect(staffName("Frau Шевченко")).toEqual({ name: "Frau Шевченко" });
  expect(staffName("x".repeat(150))).toEqual({ fault: "long" });
});

test.each([
  ["Frau Schreiber", "FRAU SCHREIBER"],
  ["Frau Schreiber", "Frau  Schreiber."],
  ["Frau Schreiber", "Frau Schreiber\u200b"],
  ["Frau Schreiber", "Frau \u0405chreiber"],
  ["Frau Schreiber", "Frau Schre\u0456ber"],
  ["Frau Müller", "Frau MüIIer"],
  ["Frau Müller", "Frau Mueller"],
  ["Herr Koro", "Herr K0ro"],
  ["Frau Pae", "\u0046rau \u0420\u0430\u0435"],
  ["Frau Nato", "Frau \u039d\u03b1\u03c4\u03bf"],
  ["Frau Schreiber", "Ｆｒａｕ Ｓｃｈｒｅｉｂｅｒ"],
])("%s and %s can be taken for each other", (one, other) => {
  expect([looksLike(one, other), looksLike(other, one)]).toEqual([true, true]);
});

test.each([
  ["Frau Schreiber", "Frau Schreiner"],
  ["Frau Weis", "Frau Wels"],
  ["A. Schreiber", "B. Schreiber"],
  ["Sekretariat 1", "Sekretariat 2"],
])("%s and %s are two", (one, other) => {
  expect(looksLike(one, other)).toBe(false);
});

test("a text keeps its lines and loses what cannot be seen", () => {
  expect(typedText(" Akte 12\r\nBlatt\u0000 3\u202e ")).toBe("Akte 12\nBlatt 3");
});

test("a mark of direction is taken out of a name, by the import as where it is typed", () => {
  expect(typedName("Mila \u202eBeispiel")).toEqual({ name: "Mila Beispiel" });
  const { children, problems } = read({
    "pupils.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nBeispiel;Mi\u202ela;15.03.2018;3a\n",
  });
  expect([children.map(({ givenName }) => givenName), problems]).toEqual([["Mila"], []]);
});
