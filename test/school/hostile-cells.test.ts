import { expect, test } from "vitest";
import { mayCarryOut } from "../../src/school/plan-import.ts";
import { readOfficeFiles } from "../../src/school/read-office-file.ts";
import { Office, read, saved, told } from "../support/office.ts";

const words = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

test.each(words)("%s is a word like any other, wherever it stands", async (word) => {
  const list = `Nachname;Vorname;Geburtsdatum;Klasse;Status;Verkehrssprache;${word}\n${word};${word};15.03.2018;3a;${word};${word};${word}\n`;
  const { children, problems } = read({ [word]: list });
  expect(structuredClone(children)).toEqual(children);
  expect(children.every(({ presence }) => presence === "away")).toBe(true);
  expect(problems.map(({ key }) => key)).toContain("unknownStatus");
  const office = new Office();
  const named = `Nachname;Vorname;Geburtsdatum;Klasse\nBeispiel;Mila;15.03.2018;${word.slice(0, 20)}\n`;
  await office.imports({ [word]: named, "b.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nMuster;Max;15.03.2018;3a\n" });
  expect(await office.list()).toEqual(expect.arrayContaining(["3a Max Muster 2018-03-15 –: "]));
  expect(structuredClone(readOfficeFiles([{ name: word, bytes: saved(`${word};x\n1;2\n`) }]).children)).toEqual([]);
  expect((await office.plans({ [word]: named }, { chosen: {} })).rows).toEqual([]);
});

test("what is not seen is taken out of names, classes and numbers of everybody", async () => {
  const office = new Office();
  const [rtl, isolate, soft, zero, tag] = ["\u202e", "\u2066", "\u00ad", "\u200b", "\u{e0041}"];
  await office.imports({
    "eigene.csv": `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung
3${zero}a;kind;Mi${rtl}la;Bei${soft}spiel;15.03.2018;;;
3a;erziehungsberechtigt;Na${isolate}dja;Bei${tag}spiel;;Mila;Beispiel;E${rtl}1
3a${isolate};lehrkraft;Frau ${zero};Ta${rtl}fel;;;;TA${zero}FE
`,
  });
  const { classes, children, people } = await office.roster.roll();
  expect({
    classes: classes.map(({ name }) => name),
    names: [...children, ...people].map((one) => `${one.givenName} ${one.familyName} ${one.key ?? ""}`.trim()).sort(),
  }).toEqual({ classes: ["3a"], names: ["Frau Tafel TAFE", "Mila Beispiel", "Nadja Beispiel E1"] });
});

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung\n";
const long = "x".repeat(101);
test.each([
  ["a control code in a child's name", `${own}3a;kind;Mi\u0085la;Beispiel;;;;`, "kann kein Name sein"],
  ["a letter of one font only", `${own}3a;kind;Mi\ue000la;Beispiel;;;;`, "kann kein Name sein"],
  ["marks piled up", `${own}3a;kind;Mi${"\u0335".repeat(40)}la;Beispiel;;;;`, "kann kein Name sein"],
  ["a teacher's endless name", `${own}3a;lehrkraft;Frau;${long};;;;`, "kann kein Name sein"],
  [
    "a guardian's endless name",
    `${own}3a;erziehungsberechtigt;${long};Beispiel;;Mila;Beispiel;`,
    "kann kein Name sein",
  ],
  ["an endless number", `${own}3a;kind;Mila;Beispiel;;;;${long}`, "kann keine Nummer"],
  [
    "a teacher's class that is a sentence",
    `${own}"3a, die Klasse mit den vielen Kindern";lehrkraft;Frau;Tafel;;;;`,
    "kann keine Klasse sein",
  ],
  [
    "a class of the list of classes",
    "kuerzel;klassenlehrer\n<b>3a</b> und so weiter bis ans Ende;TAFE",
    "kann keine Klasse sein",
  ],
  ["a teacher's endless code", `kuerzel;nachname;vorname\n${long};Tafel;Frau`, "kann keine Nummer"],
])("%s is not taken in, and a sentence says so", async (_name, text, sentence) => {
  const plan = await new Office().plans({ "datei.csv": text });
  expect([plan.newChildren, plan.newPeople, plan.newClasses]).toEqual([[], [], []]);
  expect(told(plan.problems).join()).toContain(sentence);
});

test("a class that somebody says for a file follows the same rules", async () => {
  const file = {
    "e.csv": "Nachname;Vorname;Geburtsdatum;nachname1;vorname1;email1\nNeuling;Nils;01.02.2018;Neuling;Nora;\n",
  };
  const plan = await new Office().plans(file, { className: "<b>".repeat(30) });
  expect(mayCarryOut(plan)).toBe(false);
});
