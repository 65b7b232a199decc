import { expect, test } from "vitest";
import { staffName, typedName } from "../../src/school/typed.ts";
import { Office, read, told } from "../support/office.ts";

test.each([
  "https://evil.example",
  "tg://resolve",
  "www.evil.example",
  "WWW.Evil",
  "/start",
  "@Schulamt",
  "#Mila",
  "Mila $TSLA",
])("%s is no name, typed or in a file, of a child, a class or somebody of the staff", (name) => {
  expect([typedName(name), staffName(name)]).toEqual([{ fault: "odd" }, { fault: "odd" }]);
  const heading = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
  for (const row of [`3a;kind;Mila;${name};15.03.2018;;;;\n`, `${name};kind;Mila;Beispiel;15.03.2018;;;;\n`]) {
    const { children, problems } = read({ "school.csv": heading + row });
    expect({ children, told: told(problems) }).toEqual({
      children: [],
      told: [expect.stringMatching(/^Zeile 2 .*kann kein/) as string],
    });
  }
});

test.each([
  ["Müller-Lüdenscheidt", "Müller-Lüdenscheidt"],
  ["St. Clair", "St. Clair"],
  ["St.Clair", "St. Clair"],
  ["d'Arc", "d'Arc"],
  ["Ayşe-Nur", "Ayşe-Nur"],
  ["M.-L. Kurz", "M.-L. Kurz"],
  ["A.B. Kurz", "A.B. Kurz"],
  ["Dr.Kowalski", "Dr. Kowalski"],
  ["Dr.med.Kowalski", "Dr. med. Kowalski"],
  ["evil.com", "evil. com"],
  ["evil。com", "evil. com"],
  ["Müller/Meier", "Müller/Meier"],
  ["Müller /meier", "Müller / meier"],
  ["Müller-/meier", "Müller-/ meier"],
  ["Mila.Олена", "Mila. Олена"],
])("%s is kept as %s, in which no messenger sees a link", (typed, name) => {
  expect(typedName(typed)).toEqual({ name });
  const { children } = read({ "pupils.csv": `Nachname;Vorname;Geburtsdatum;Klasse\n${typed};Mila;15.03.2018;3a\n` });
  expect(children.map(({ familyName }) => familyName)).toEqual([name]);
});

test("a class whose name would be a link gets a space; the same list again changes nothing", async () => {
  const office = new Office();
  const list = {
    "pupils.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nDr.Link;Mila;15.03.2018;3a.de\nArc;Jo;15.03.2018;1.a\n",
  };
  await office.imports(list);
  expect(await office.list()).toEqual(["1.a Jo Arc 2018-03-15 –: ", "3a. de Mila Dr. Link 2018-03-15 –: "]);
  const again = await office.plans(list);
  expect([again.rows, again.newClasses, again.unchangedChildren]).toEqual([[], [], 2]);
});
