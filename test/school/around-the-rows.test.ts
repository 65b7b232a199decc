import { describe, expect, test } from "vitest";
import { Office, saved, told } from "../support/office.ts";

const heading = "Nachname;Vorname;Geburtsdatum;Klasse";
const rows = ["Probe;Mila;15.03.2018;3a", "Müller;Jürgen;16.03.2018;3a", "Fabel;Paul;12.12.2017;3a"];
const expected = ["3a Jürgen Müller 2018-03-16", "3a Mila Probe 2018-03-15", "3a Paul Fabel 2017-12-12"];
const text = (...lines: string[]) => saved(lines.join("\r\n"));

async function lists(bytes: Uint8Array, also: Record<string, Uint8Array> = {}) {
  const office = new Office();
  const plan = await office.imports({ "liste.csv": bytes, ...also });
  const list = (await office.list()).map((line) => line.replace(/ –: .*$/, "")).sort();
  return { list, told: told(plan.problems), plan };
}

describe("what stands around the rows is no row", () => {
  test.each<[string, Uint8Array]>([
    ["title lines and a blank one", text("Klassenliste 3a;;;", "Stand: 01.09.2026;;;", ";;;", heading, ...rows)],
    ["title lines without separators", text("Klassenliste 3a, Frau Dorn", "", "Stand: 01.09.2026", heading, ...rows)],
    ["a title in quotes over two lines", text('"Klassenliste 3a\nSchuljahr 2026/27";;;', heading, ...rows)],
    ["two headings one over the other", text("Kind;;;Schule", heading, ...rows)],
    ["a sum line", text(heading, ...rows, "Summe;3;;")],
    ["a count", text(heading, ...rows, ";;;", "Anzahl: 3;;;")],
    ["counts by sex", text(heading, ...rows, "Gesamt;3;davon Mädchen;1")],
    ["a sum under the last column", text(heading, ...rows, ";;Summe:;3")],
    ["a line with the page and one with the day", text(heading, ...rows, "Seite 1 von 1;;;", "gedruckt am 01.09.2026")],
    ["a legend below", text(heading, ...rows, "", "K = katholisch, E = evangelisch")],
    [
      "a page break in a printed list",
      text(
        "Klassenliste 3a;;;",
        heading,
        ...rows.slice(0, 2),
        "Seite 1;;;",
        "Klassenliste 3a;;;",
        heading,
        ...rows.slice(2),
      ),
    ],
    ["empty columns behind", text(`${heading};;;`, ...rows.map((row) => `${row};;;`))],
    ["empty columns behind the heading alone", text(`${heading};;;`, ...rows)],
    ["empty columns behind the rows alone", text(heading, ...rows.map((row) => `${row};;`))],
    ["each line quoted as a whole", text(...[heading, ...rows].map((line) => `"${line}"`))],
    [
      "each line quoted as a whole, with quotes inside",
      text(...[heading, ...rows].map((line) => `"${line.replaceAll(/[^;]+/g, '""$&""')}"`)),
    ],
    [
      "a comma table that Excel has saved as one column, with a title",
      text(
        "Liste;;",
        ...[heading, ...rows].map((line) => `"${line.replaceAll(/[^;]+/g, '""$&""').replaceAll(";", ",")}";;`),
      ),
    ],
    ["a separator that Excel tells", text("sep=;", heading, ...rows)],
    [
      "a separator that Excel tells, and a title",
      text("SEP=,", "Klassenliste 3a", ...[heading, ...rows].map((one) => one.replaceAll(";", ","))),
    ],
    ["cells that Excel shall not touch", text(heading, ...rows.map((row) => row.replaceAll(/[^;]+/g, '="$&"')))],
    ["the same, with each cell quoted", text(heading, ...rows.map((row) => row.replaceAll(/[^;]+/g, '"=""$&"""')))],
  ])("%s", async (_what, bytes) => {
    expect((await lists(bytes)).list).toEqual(expected);
  });
});

test("what was not read is said once for the file, with its first lines", async () => {
  const bytes = text("Klassenliste 3a;;;", "Stand: 01.09.2026;;;", heading, ...rows, "Anzahl: 3;;;");
  expect((await lists(bytes)).told).toEqual([
    "Zeile 1 Nicht gelesen wurde, was über und unter der Liste steht: „Klassenliste 3a“, „Stand: 01.09.2026“, „Anzahl: 3“. Ist darunter ein Kind, prüfen Sie bitte diese Zeile.",
  ]);
  const broken = text(heading, ...rows.slice(0, 2), heading, ...rows.slice(2));
  expect((await lists(broken)).told).toEqual([
    "Zeile 4 Hier steht die Überschrift noch einmal, wie bei einem Seitenumbruch. Die Zeile wurde übergangen (Zeilen: 1).",
  ]);
});

test("a count below that is not the number of rows is said", async () => {
  expect((await lists(text(heading, ...rows, "Anzahl: 27"))).told).toContain(
    "Zeile 5 Die Datei nennt unten 27, gelesen wurden 3 Zeilen. Bitte prüfen Sie, ob die Liste vollständig ist.",
  );
  expect((await lists(text(heading, ...rows, "Anzahl: 3"))).told.join()).not.toContain("nennt unten");
});

test.each([
  ["a child of the family Summe", "Summe;Mia;15.03.2018;3a", "3a Mia Summe 2018-03-15"],
  ["a child of the family Stand", "Stand;Ida;15.03.2018;3a", "3a Ida Stand 2018-03-15"],
  ["a child of the family Klasse", "Klasse;Ida;15.03.2018;3a", "3a Ida Klasse 2018-03-15"],
])("%s stays one", async (_who, row, line) => {
  expect((await lists(text(heading, ...rows, row))).list).toContain(line);
});

test("rows keep their numbers, whatever stands above", async () => {
  const bytes = text("Klassenliste 3a", "", heading, ...rows, "Niemand;Ida;heute;3a");
  const plan = await new Office().plans({ "liste.csv": bytes });
  expect(told(plan.problems).find((one) => one.includes("heute"))).toMatch(/^Zeile 7/);
});

test("a number in quotes behind = keeps its nought", async () => {
  const bytes = text(`Interne ID-Nummer;${heading}`, '="0712";Probe;Mila;="15.03.2018";="3a"');
  const { plan } = await lists(bytes);
  expect(plan.newChildren).toMatchObject([{ key: "0712", birthDate: "2018-03-15" }]);
});

test("one row that does not fit the heading concerns itself: the others go in, and nobody counts as gone", async () => {
  const office = new Office();
  const many = Array.from({ length: 12 }, (_, at) => `Probe;Kind${"abcdefghijkl"[at]};15.03.2018;3a`);
  await office.imports({ "liste.csv": text(heading, ...many) });
  const shifted = many.with(3, "Probe;Kindd;15.03.2018;3a;überzählig").with(4, "Probe;Kinde 15.03.2018;3a");
  const plan = await office.imports({ "liste.csv": text(heading, ...shifted, "Neu;Ida;16.03.2018;3a") });
  expect(plan.newChildren).toMatchObject([{ familyName: "Neu" }]);
  expect(plan.goneChildren).toEqual([]);
  expect(told(plan.problems).slice(0, 2)).toEqual([
    expect.stringMatching(/^Zeile 5 Diese Zeile hat 5 Spalten, die Überschrift nur 4\..*nicht gelesen/),
    expect.stringMatching(/^Zeile 6 Diese Zeile hat nur 3 von 4 Spalten.*nicht gelesen/),
  ]);
});

test("where many rows do not fit, the file has shifted as a whole and is refused", async () => {
  const plan = await new Office().plans({ "liste.csv": text(heading, ...rows.map((row) => `1;${row}`)) });
  expect(told(plan.problems)[0]).toMatch(/^Zeile 2! /);
});

test("unknown headings under a title are the ones that are asked for", async () => {
  const bytes = text("Klassenliste 3a;;;", ";;;", "Kind;Rufzeichen;geboren;Gruppe", ...rows);
  const plan = await new Office().plans({ "liste.csv": bytes });
  expect(told(plan.problems)[0]).toContain("nicht bekannt: Kind, Rufzeichen, geboren, Gruppe.");
});
