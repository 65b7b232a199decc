import { expect, test } from "vitest";
import { invitedName } from "../../src/school/invited-name.ts";
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
  ["A. Schreiber", "A. 5chreiber"],
  ["A. Schreiber", "A. Schre1ber"],
  ["A. Schreiber", "A. Schr3i8er"],
  ["A. Schreiber", "A. Sclıreiber"],
  ["A. Schreiber", "A. Schrеiber"],
  ["A. Schreiber", "A. Schreıber"],
  ["A. Schreiber", "A. Schre!ber"],
  ["A. Schreiber", "A. ꜱᴄʜʀᴇɪʙᴇʀ"],
  ["A. Schreiber", "ᴀ. Schrɛiber"],
  ["A. Schreiber", "\ua4ee. \ua4e2chreiber"],
  ["Frau Falke", "Frau ꜰalke"],
  ["Frau Falke", "Frau Faǃke"],
  ["Frau Falke", "Frau Faǀke"],
  ["Herr Kern", "Herr Kem"],
  ["Frau Wolf", "Frau VVolf"],
  ["JaNein", "Ja Nein"],
  ["JaNein", "JaNe1n"],
  ["JaNein", "ᴊᴀɴᴇɪɴ"],
  ["JaNein", "\u0408\u0430\u039d\u0435\u0456n"],
])("%s and %s can be taken for each other", (one, other) => {
  expect([looksLike(one, other), looksLike(other, one)]).toEqual([true, true]);
});

test.each([
  ["Frau Schreiber", "Frau Schreiner"],
  ["Frau Weis", "Frau Wels"],
  ["A. Schreiber", "B. Schreiber"],
  ["Sekretariat 1", "Sekretariat 2"],
  ["Sekretariat", "Sekretariat 5"],
  ["Frau Müller", "Frau Miller"],
  ["Frau Jan", "Frau Jahn"],
  ["Frau Кузнецова", "Frau Кузнецов"],
])("%s and %s are two", (one, other) => {
  expect(looksLike(one, other)).toBe(false);
});

test.each(["JaNein", "janein", "Ja-Nein", "JaNe1n", "ᴊᴀNein", "janein office invite", "Janein Office lnvite"])(
  "nobody of the office is called %s: so the program itself stands in the log",
  (typed) => {
    const program = typed.length < 10 ? "JaNein" : "janein office invite";
    expect([{ fault: "alike", as: program }, { fault: "odd" }]).toContainEqual(invitedName(typed, []));
  },
);

test("who is known may be named exactly, and nobody who only looks so; a new name is free", () => {
  const known = ["A. Schreiber", "Frau Rektor"];
  expect(invitedName(" A.  Schreiber ", known)).toEqual({ name: "A. Schreiber" });
  expect(invitedName("A. 5chreiber", known)).toEqual({ fault: "alike", as: "A. Schreiber" });
  expect(invitedName("B. Schreiber", known)).toEqual({ name: "B. Schreiber" });
  expect(invitedName("", known)).toEqual({ fault: "missing" });
});

test.each(["\u13aabcdef", "\ua4ee", "\u2c92ptic", "Ⓐnna", "𐐀"])(
  "%s is of no alphabet that people are called in",
  (name) => {
    expect(staffName(name)).toEqual({ fault: "odd" });
  },
);

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
