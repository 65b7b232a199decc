import { expect, test } from "vitest";
import { mayCarryOut, planImport, type SchoolRoll } from "../../src/school/plan-import.ts";
import { type GivenFile, readOfficeFiles } from "../../src/school/read-office-file.ts";
import { manyChildren, wordFor } from "../support/lists.ts";
import { told } from "../support/office.ts";

const empty: SchoolRoll = { classes: [], children: [], people: [], guardianships: [], classTeachers: [] };
const bytes = (text: string) => new TextEncoder().encode(text);
const heading = "Nachname;Vorname;Geburtsdatum;Klasse\n";
const saysOf = (files: GivenFile[]) => told(readOfficeFiles(files).problems);

test.each([
  ["49 MB of separators", ";".repeat(49_000_000), "Zeile 1! Diese Zeile hat mehr als 500 Spalten."],
  ["separators under a heading", heading + ";".repeat(49_000_000), "Zeile 2! Diese Zeile hat mehr als 500 Spalten."],
  [
    "1.4 million lines of quotation marks",
    '""""\n'.repeat(1_400_000),
    "Zeile 120003! Das sind mehr als 120.000 Zeilen",
  ],
  ["one line of 49 MB", heading + "x".repeat(49_000_000), "Zeile 2! Diese Zeile ist viel zu lang."],
  ["spaces for 49 MB, then a letter", `${" ".repeat(49_000_000)}\nx`, "Zeile "],
  [
    "120,001 children",
    heading + "Beispiel;Mila;15.03.2018;3a\n".repeat(120_001),
    "Zeile 1! Das sind mehr als 120.000 Zeilen",
  ],
  ["cells without end", `${heading}${";".repeat(400)}\n`.repeat(20_000), "Zeile 24"],
  ["more than 50 MB", "x".repeat(50 * 1024 * 1024 + 1), "Zeile 1! Die Datei ist größer als 50 MB."],
  [
    "a quotation mark that closes after 49 MB",
    `${heading}"${"\n".repeat(49_000_000)}"`,
    "Zeile 2! Diese Zeile ist viel zu lang.",
  ],
])("of a file of %s a sentence says so within seconds, and nothing is planned", (_name, text, sentence) => {
  const begun = performance.now();
  const read = readOfficeFiles([{ name: "", bytes: bytes(text) }]);
  expect(told(read.problems)[0]).toContain(sentence);
  expect(mayCarryOut(planImport(read, empty, {}, () => "id"))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test("many files together are held to the same limits as one", () => {
  const file = (at: number, rows: number) => ({
    name: `${at}.csv`,
    bytes: bytes(heading + "Beispiel;Mila;15.03.2018;3a\n".repeat(rows)),
  });
  expect(saysOf(Array.from({ length: 51 }, (_, at) => file(at, 1)))[0]).toContain("mehr als 50 Dateien");
  expect(saysOf([file(1, 70_000), file(2, 70_000)])[0]).toContain("mehr als 120.000 Zeilen");
});

test("a child with more than fifty guardians is not taken in, in whatever way they are named", () => {
  const named = Array.from({ length: 60_000 }, (_, at) => wordFor(at));
  const lists: Record<string, string>[] = [
    {
      "schild.csv":
        "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Erzieher 1: Nachname;Erzieher 1: Vorname\n" +
        named.map((name) => `1;Beispiel;Mila;15.03.2018;3a;Muster;${name}`).join("\n"),
    },
    {
      "eigene.csv":
        "klasse;rolle;vorname;nachname;kind_vorname;kind_nachname\n3a;kind;Mila;Beispiel;;\n" +
        named.map((name) => `3a;erziehungsberechtigt;${name};Muster;Mila;Beispiel`).join("\n"),
    },
    {
      "kinder.csv": "Import-ID;Nachname;Vorname;Klasse/Information\nK1;Beispiel;Mila;3a\n",
      "eltern.csv": `Vorname;Nachname;Kind-ID\n${named.map((name) => `${name};Muster;K1`).join("\n")}`,
    },
  ];
  for (const list of lists) {
    const read = readOfficeFiles(Object.entries(list).map(([name, text]) => ({ name, bytes: bytes(text) })));
    let id = 0;
    const plan = planImport(read, empty, {}, () => `id${(id += 1)}`);
    expect(told(plan.problems.filter(({ key }) => key === "tooManyGuardians"))).toEqual([
      expect.stringContaining("Zu Mila Beispiel gehören in der Liste mehr als 50 erziehungsberechtigte Personen."),
    ]);
    expect({ children: plan.newChildren, people: plan.newPeople }).toEqual({ children: [], people: [] });
  }
});

/** Lists of 10,000 rows in which everything that could tell them apart is the same, but for one thing. */
const alike: Record<string, (at: number) => string> = {
  "one family name": (at) => `${at};Beispiel;${wordFor(at)};15.03.2018;3a`,
  "one name and one class, numbers of their own": (at) => `${at};Beispiel;Mila;15.03.2018;3a`,
  "one name, no date, a class each": (at) => `;Beispiel;Mila;;${at % 5_000}a`,
  "one number": (at) => `1;${wordFor(at)};Mila;15.03.2018;3a`,
  "one family name, no number and no date": (at) => `;Beispiel;${wordFor(at)};;3a`,
  "one first name with others behind it": (at) => `;Beispiel;Mila ${wordFor(at)};15.03.2018;3a`,
};

test.each(Object.entries(alike))(
  "10,000 children of %s are read and planned in seconds, also once more",
  (_name, row) => {
    const list = [
      "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse",
      ...Array.from({ length: 10_000 }, (_, at) => row(at)),
    ];
    const other = ["Import-ID;Nachname;Vorname;Geburtsdatum;Klasse/Information", ...list.slice(1, 10_000)];
    const begun = performance.now();
    let id = 0;
    const newId = () => `id${(id += 1)}`;
    const one = { name: "schild.csv", bytes: bytes(list.join("\n")) };
    const plan = planImport(readOfficeFiles([one]), empty, {}, newId);
    const roll = {
      ...empty,
      classes: plan.newClasses,
      children: plan.newChildren.map((child) => ({ ...child, gone: false })),
    };
    planImport(readOfficeFiles([one]), roll, {}, newId);
    planImport(readOfficeFiles([one, { name: "iserv.csv", bytes: bytes(other.join("\n")) }]), roll, {}, newId);
    expect(performance.now() - begun).toBeLessThan(30_000);
  },
);

test("20,000 teachers of one family name are planned in seconds", () => {
  const list = `kuerzel;nachname;vorname\n${Array.from({ length: 20_000 }, (_, at) => `${wordFor(at)};Kreide;${wordFor(at)}`).join("\n")}`;
  const classes = `kuerzel;klassenlehrer\n${Array.from({ length: 20_000 }, (_, at) => `${at % 900}a;${wordFor(at)}`).join("\n")}`;
  const begun = performance.now();
  let id = 0;
  const read = readOfficeFiles([
    { name: "lehrer.csv", bytes: bytes(list) },
    { name: "klassen.csv", bytes: bytes(classes) },
  ]);
  const plan = planImport(read, empty, {}, () => `id${(id += 1)}`);
  expect({ people: plan.newPeople.length, taught: plan.newClassTeachers.length }).toEqual({
    people: 20_000,
    taught: 20_000,
  });
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test("a hundred thousand children of one family name are one list like any other", () => {
  let id = 0;
  const plan = planImport(
    readOfficeFiles([{ name: "", bytes: manyChildren(100_000, true) }], "a secret of the test"),
    empty,
    {},
    () => `id${(id += 1)}`,
  );
  expect({ children: plan.newChildren.length, people: plan.newPeople.length, problems: plan.problems }).toEqual({
    children: 100_000,
    people: 200_000,
    problems: [],
  });
});
