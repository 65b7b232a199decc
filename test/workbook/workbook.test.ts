import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ImportOptions } from "../../src/school/plan-import.ts";
import type { GivenFile } from "../../src/school/read-office-file.ts";
import { openLists } from "../../src/wiring/lists.ts";
import { readWorkbook } from "../../src/workbook/workbook.ts";
import { Office, saved, told } from "../support/office.ts";
import { bareOds, bareXlsx, type Cell, day, locked, sheet, workbook, zipped } from "../support/workbooks.ts";

const heading = ["Nachname", "Vorname", "Geburtsdatum", "Klasse"];
const rows: Cell[][] = [
  ["Müller", "Jürgen", day("2018-03-15"), "3a"],
  ["İnce", "Łukasz", day("2017-07-01"), "3a"],
];
const expected = ["3a Jürgen Müller 2018-03-15", "3a Łukasz İnce 2017-07-01"];
const types = ["xlsx", "xlsm", "xlsb", "biff8", "ods"] as const;

let office: Office;
beforeEach(() => void (office = new Office()));
const look = openLists("a secret of the test, long enough");

async function reads(given: Record<string, Uint8Array>, more: Partial<GivenFile> = {}, options: ImportOptions = {}) {
  const names = Object.keys(given);
  const files = Object.entries(given).map(([name, bytes]) => ({ name: names.length > 1 ? name : "", bytes, ...more }));
  const roll = await office.roster.roll();
  const { plan } = await look({ files, roll, options: { today: "2026-11-25", ...options } });
  const list = plan.newChildren.map(({ givenName, familyName, birthDate, classId }) =>
    [plan.newClasses.find(({ id }) => id === classId)?.name, givenName, familyName, birthDate].join(" "),
  );
  return { plan, list: list.sort(), told: told(plan.problems) };
}

describe.each(types)("a list as %s", (type) => {
  test("is read: names in every letter, days as days", async () => {
    const read = await reads({ "liste.xlsx": workbook({ Tabelle1: [heading, ...rows] }, type) });
    expect({ list: read.list, told: read.told }).toEqual({ list: expected, told: [] });
  });

  test("under a merged title, with a sum below and blank rows between", async () => {
    const one = sheet([["Klassenliste 3a"], [], heading, rows[0] ?? [], [], rows[1] ?? [], [], ["Anzahl:", 2]]);
    one["!merges"] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }];
    const read = await reads({ "liste.xlsx": workbook({ Tabelle1: one }, type) });
    expect(read.list).toEqual(expected);
    expect(read.told).toEqual([expect.stringContaining("„Klassenliste 3a“, „Anzahl: 2“")]);
  });

  test("whose days count from 1904, as on an old Mac", async () => {
    const bytes = workbook({ Tabelle1: [heading, ...rows] }, type, { from1904: true });
    expect((await reads({ "liste.xlsx": bytes })).list).toEqual(expected);
  });

  test("numbers keep the noughts that are shown; formulas are their values; what is an error is empty, and said", async () => {
    const one = sheet([
      ["Schüler-ID", ...heading, "Bemerkung"],
      [712, ...(rows[0] ?? []), ""],
      ["0713", ...(rows[1] ?? []), ""],
    ]);
    one.A2 = { t: "n", v: 712, z: "0000" };
    one.E2 = { t: "s", v: "3a", f: 'CONCATENATE("3","a")' };
    one.F2 = { t: "e", v: 42, w: "#N/A" };
    const read = await reads({ "liste.xlsx": workbook({ Tabelle1: one }, type) });
    expect(read.plan.newChildren.map(({ key }) => key)).toEqual(["0712", "0713"]);
    expect(read.list).toEqual(expected);
    expect(read.told.every((one) => one.includes("#NV"))).toBe(true);
  });
});

describe("what a table program leaves out or could not work out", () => {
  const kinds = ["Nachname", "Vorname", "Geburtsdatum", "Klasse", "Bemerkungen"];
  const many = (remark: (at: number) => string | null): Cell[][] =>
    Array.from({ length: 12 }, (_, at) => ["Probe", `Kind${"abcdefghijkl"[at]}`, day("2018-03-15"), "3a", remark(at)]);

  test.each(types)("empty cells at the end of a few rows have not shifted (%s)", async (type) => {
    const all = [kinds, ...many((at) => (at > 1 ? "Schwimmer" : null))];
    const read = await reads({ "liste.xlsx": workbook({ T: all }, type) });
    expect({ count: read.list.length, told: read.told }).toEqual({ count: 12, told: [] });
  });

  const failed = (column: string) => {
    const one = sheet([kinds, ...many(() => "")]);
    one[`${column}3`] = { t: "e", v: 42, w: "#N/A" };
    return one;
  };

  test.each(["A", "C", "D"])("a row with an error in column %s is not read, and whoever it means stays", async (at) => {
    await office.imports({ "liste.csv": saved(`${kinds.slice(0, 4).join(";")}\nProbe;Kindb;15.03.2018;3a`) });
    const { plan, list, told: said } = await reads({ "liste.xlsx": workbook({ T: failed(at) }) });
    expect(list).toHaveLength(11);
    expect(plan.problems.map(({ key, row }) => `${key} ${row}`)).toContain("formulaFailed 3");
    expect(plan.goneChildren).toEqual([]);
    expect(said.join(" ")).not.toContain("gilt als leer");
  });

  test("one in a remark, or in a column that nobody reads, only has to be looked at", async () => {
    const one = failed("E");
    one.G4 = { t: "e", v: 23, w: "#REF!" };
    one["!ref"] = "A1:G13";
    const { plan, list } = await reads({ "liste.xlsx": workbook({ T: one }) });
    expect(list).toHaveLength(12);
    expect(plan.problems.map(({ key, row }) => `${key} ${row}`)).toEqual(["cellErrors 3"]);
  });

  test("a row of nothing but errors, as formulas leave below a list, is no child, and is counted", async () => {
    const one = sheet([kinds, ...many(() => "")]);
    for (const column of "ABCDE") one[`${column}14`] = { t: "e", v: 42, w: "#N/A" };
    one["!ref"] = "A1:E14";
    const { plan, list } = await reads({ "liste.xlsx": workbook({ T: one }) });
    expect(list).toHaveLength(12);
    expect(plan.problems.map(({ key, row }) => `${key} ${row}`)).toEqual(["cellErrors 14"]);
  });

  test("an address that is an error makes no person of two namesakes", async () => {
    const heading = ["Erzieher 1: Nachname", "Erzieher 1: Vorname", "Erzieher: Straße", "Erzieher: Postleitzahl"];
    const one = sheet([
      ["Nachname", "Vorname", "Geburtsdatum", "Klasse", ...heading],
      ["Müller", "Mila", day("2018-03-15"), "3a", "Müller", "Anna", "", ""],
      ["Müller", "Tim", day("2018-04-16"), "2b", "Müller", "Anna", "", ""],
    ]);
    for (const cell of ["G2", "H2", "G3", "H3"]) one[cell] = { t: "e", v: 42, w: "#N/A" };
    expect((await reads({ "liste.xlsx": workbook({ T: one }) })).plan.newPeople).toHaveLength(2);
  });
});

test.each(["xlsx", "xlsb"] as const)("rows that a filter hides in %s are read, and said", async (type) => {
  const one = sheet([heading, ...rows]);
  one["!rows"] = [{}, {}, { hidden: true }];
  const read = await reads({ "liste.xlsx": workbook({ Tabelle1: one }, type) });
  expect(read).toMatchObject({ list: expected, told: [expect.stringMatching(/^Zeile 3 .*ausgeblendet.*Zeilen: 1/)] });
});

test("rows that a filter hides in ods are read, and said; a million empty rows cost nothing", async () => {
  const cells = (words: string[]) =>
    words
      .map((word) => `<table:table-cell office:value-type="string"><text:p>${word}</text:p></table:table-cell>`)
      .join("");
  const row = (words: string[], more = "") => `<table:table-row${more}>${cells(words)}</table:table-row>`;
  const empty =
    '<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  const bytes = bareOds(
    `<table:table table:name="T">${row(heading)}${row(["Müller", "Jürgen", "15.03.2018", "3a"])}${row(["İnce", "Łukasz", "01.07.2017", "3a"], ' table:visibility="filter"')}${empty}</table:table>`,
  );
  const read = await reads({ "liste.ods": bytes });
  expect(read).toMatchObject({ list: expected, told: [expect.stringMatching(/^Zeile 3 .*ausgeblendet/)] });
});

test("a class that stands once for several rows, in a merged cell, is the class of each", async () => {
  const one = sheet([heading, ...rows.map((row) => row.with(3, null))]);
  one.D2 = { t: "s", v: "3a" };
  one["!merges"] = [{ s: { r: 1, c: 3 }, e: { r: 2, c: 3 } }];
  expect((await reads({ "liste.xlsx": workbook({ Tabelle1: one }) })).list).toEqual(expected);
});

test("Excel's own ways of writing: shared and rich strings, strings in the cell, cells without places, days as text", async () => {
  const bytes = bareXlsx(
    `<dimension ref="A1:XFD1048576"/><sheetData>
      <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>Geburtsdatum</t></is></c><c t="str"><f>"Kl"&amp;"asse"</f><v>Klasse</v></c></row>
      <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve"> Jürgen </t></is></c><c r="C2" s="1"><v>43174</v></c><c r="D2" t="inlineStr"><is><t>3a</t></is></c></row>
      <row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>`,
    {
      strings:
        "<si><t>Nachname</t></si><si><t>Vorname</t></si><si><r><t>Mü</t></r><r><rPr><b/></rPr><t>ller</t></r></si>",
      styles:
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmmm\\ yyyy;@"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>',
    },
  );
  const read = await reads({ "liste.xlsx": bytes });
  expect(read).toMatchObject({ list: ["3a Jürgen Müller 2018-03-15"], told: [] });
});

describe("a workbook with several sheets", () => {
  const one = [heading, rows[0] ?? []];
  const other = [heading, rows[1] ?? []];

  test("the one that has a heading is read, the others are named", async () => {
    const read = await reads({
      "liste.xlsx": workbook({ Deckblatt: [["Schule am Weg"]], "3a": [heading, ...rows], Zahlen: [["a", 1]] }),
    });
    expect(read.list).toEqual(expected);
    expect(read.told).toEqual(["Zeile 1 Gelesen wurde das Blatt „3a“. Nicht gelesen: „Deckblatt“, „Zahlen“."]);
  });

  test("a hidden list is not read where another is shown", async () => {
    const bytes = workbook({ alt: other, neu: one }, "xlsx", { hidden: ["alt"] });
    expect((await reads({ "liste.xlsx": bytes })).list).toEqual([expected[0]]);
  });

  test("two lists: the office is asked, and can say one or all", async () => {
    const bytes = workbook({ "3a": one, "3b": other });
    const asked = await reads({ "liste.xlsx": bytes });
    expect(asked.told).toEqual([expect.stringMatching(/^Zeile 1! In der Datei stehen mehrere Listen.*„3a“, „3b“/)]);
    expect(asked.plan.files).toMatchObject([{ book: { file: "", sheets: ["3a", "3b"] } }]);
    expect((await reads({ "liste.xlsx": bytes }, { sheet: "3b" })).list).toEqual([expected[1]]);
    const all = await reads({ "liste.xlsx": bytes }, { sheet: "*" });
    expect(all.list).toEqual(expected);
    expect(all.plan.rows.map(({ file, row }) => `${file} ${row}`)).toEqual(["Blatt 3a 2", "Blatt 3b 2"]);
  });
});

describe("what is no list is refused with a sentence", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["an xlsx with a password", locked(), /Kennwort/],
    [
      "an ods with a password",
      bareOds(
        "",
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
      ),
      /Kennwort/,
    ],
    ["a text document", zipped({ "word/document.xml": "<w/>" }), /keine Tabelle, die gelesen werden kann/],
    ["an archive of lists", zipped({ "liste.csv": "Nachname;Vorname" }), /keine Tabelle, die gelesen werden kann/],
    [
      "half of a workbook",
      workbook({ T: [heading, ...rows] }).subarray(0, 3000),
      /keine Tabelle, die gelesen werden kann/,
    ],
    [
      "an old workbook that is broken",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]),
      /keine Tabelle, die gelesen werden kann/,
    ],
    ["an empty workbook", workbook({ T: [] }), /Die Datei ist leer/],
    ["only a heading", workbook({ T: [heading] }), /nur die Überschrift/],
    [
      "a list of something else",
      workbook({
        T: [
          ["Artikel", "Menge"],
          ["Kreide", 12],
        ],
      }),
      /nicht bekannt: Artikel, Menge/,
    ],
  ])("%s", async (_what, bytes, sentence) => {
    const read = await reads({ "liste.xlsx": bytes });
    expect(read.list).toEqual([]);
    expect(read.told[0]).toMatch(sentence);
  });

  test("what unpacks to far more than a list ever has, whatever it says of its size, is not unpacked", async () => {
    const bomb = `<sheetData>${" ".repeat(400 * 1024 * 1024)}</sheetData>`;
    const begun = performance.now();
    const read = await reads({ "liste.xlsx": bareXlsx(bomb, {}, 1000) });
    expect(read.told[0]).toContain("ausgepackt größer als 256 MB");
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  test("cells and rows without end, that a few bytes claim", async () => {
    const cell = (count: number) =>
      `<table:table-cell office:value-type="string" table:number-columns-repeated="${count}"><text:p>x</text:p></table:table-cell>`;
    const wide = bareOds(
      `<table:table table:name="T"><table:table-row>${cell(900_000_000)}</table:table-row></table:table>`,
    );
    const long = bareOds(
      `<table:table table:name="T"><table:table-row table:number-rows-repeated="900000000">${cell(1)}</table:table-row></table:table>`,
    );
    for (const bytes of [wide, long]) expect((await reads({ "liste.ods": bytes })).list).toEqual([]);
    const merged = sheet([heading, ...rows]);
    merged["!merges"] = [{ s: { r: 1, c: 3 }, e: { r: 1_000_000, c: 3 } }];
    expect((await reads({ "liste.xlsx": workbook({ T: merged }) })).list).toEqual(expected);
  });
});

test("a workbook and a text are one import", async () => {
  const parents = saved("Vorname;Nachname;Kind-ID\nNadja;Müller;0712\n", "windows-1252");
  const pupils = workbook(
    {
      T: [
        ["Schüler-ID", ...heading],
        ["0712", ...(rows[0] ?? [])],
      ],
    },
    "ods",
  );
  const read = await reads({ "kinder.ods": pupils, "eltern.csv": parents });
  expect(read.plan.newPeople).toMatchObject([{ givenName: "Nadja" }]);
});

describe("days of summer and of other times stay the day that was written, wherever the server stands", () => {
  const days = ["2017-07-01", "2018-03-25", "1980-04-06", "1945-05-24", "2012-10-28", "2019-12-31"];
  const list = days.map((iso, at): Cell[] => ["Probe", `Kind${"abcdef"[at]}`, day(iso), "3a"]);
  const german = days.map((iso) => iso.split("-").toReversed().join("."));
  afterEach(() => void delete process.env.TZ);

  test.each(["Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"])("%s", (zone) => {
    process.env.TZ = zone;
    for (const type of types) {
      const read = readWorkbook(workbook({ T: [heading, ...list] }, type));
      const lines = "sheets" in read ? (read.sheets[0]?.lines ?? []) : [];
      expect(lines.slice(1).map(({ cells }) => cells[2])).toEqual(german);
    }
  });
});
