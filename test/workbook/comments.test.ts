import type { CellObject } from "@e965/xlsx";
import { beforeEach, describe, expect, test } from "vitest";
import { readOfficeFiles } from "../../src/school/read-office-file.ts";
import { openLists } from "../../src/wiring/lists.ts";
import { readWorkbook } from "../../src/workbook/workbook.ts";
import { Office } from "../support/office.ts";
import { bareOds, day, sheet, workbook } from "../support/workbooks.ts";

const secret = "a secret of the test, long enough";
const look = openLists(secret);
let office: Office;
beforeEach(() => void (office = new Office()));

const heading = ["Nachname", "Vorname", "Geburtsdatum", "Klasse"];
const parents = ["Erzieher 1: Nachname", "Erzieher 1: Vorname", "Erzieher 2: Nachname", "Erzieher 2: Vorname"];
const ofMila = ["Probe", "Mila", day("2018-03-15"), "3a", "Probe", "Nadja", "Probe", "Timo"];
const ofTim = ["Muster", "Tim", day("2018-04-16"), "3a", "Muster", "Anna", "Muster", "Jan"];

/** A list with comments at its cells, as a table program saves it. */
function commented(comments: Record<string, string>, rows = [[...heading, ...parents], ofMila, ofTim]) {
  const one = sheet(rows);
  for (const [at, t] of Object.entries(comments)) {
    one[at] = { ...((one[at] as CellObject | undefined) ?? { t: "z" }), c: [{ a: "Sekretariat", t }] };
  }
  return one;
}

async function reads(given: Record<string, Uint8Array>) {
  const names = Object.keys(given);
  const files = Object.entries(given).map(([name, bytes]) => ({ name: names.length > 1 ? name : "", bytes }));
  const { plan, custody } = await look({ files, roll: await office.roster.roll(), options: { today: "2026-11-25" } });
  const nameOf = new Map(plan.newPeople.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  return {
    plan,
    told: plan.problems.map(({ key, weight, row }) => `${key} ${weight} ${row}`),
    custody: custody.map(({ name, problem: { row } }) => `${row} ${name}`),
    open: plan.openCustody.map(({ guardianId }) => nameOf.get(guardianId)),
  };
}

const custody = "Vater darf Mila laut Beschluss nicht abholen (Näherungsverbot)";

describe.each(["xlsx", "xlsm", "xlsb", "biff8", "ods"] as const)("a comment at a cell of %s", (type) => {
  test("that speaks of custody is put before the office, for the child of its row and nobody else", async () => {
    const { told, custody: rows, open } = await reads({ "": workbook({ T: commented({ B2: custody }) }, type) });
    expect(told).toEqual(["custodyNote custody 2"]);
    expect(rows).toEqual(["2 Mila Probe"]);
    expect(open).toEqual(["Nadja Probe", "Timo Probe"]);
  });

  test("that says that somebody has died is as well", async () => {
    const { told } = await reads({ "": workbook({ T: commented({ G3: "Vater verstorben 2024" }) }, type) });
    expect(told).toEqual(["deathNote custody 3"]);
  });

  test("that says something else changes nothing, and is nowhere kept", async () => {
    const { plan, told } = await reads({ "": workbook({ T: commented({ A2: "Zzgeheim: Schwimmer" }) }, type) });
    expect({ told, children: plan.newChildren.length }).toEqual({ told: [], children: 2 });
    expect(JSON.stringify(plan)).not.toContain("Zzgeheim");
  });
});

test.each(["xlsx", "xlsb", "ods"] as const)(
  "one at an empty cell, beside the list or in it, speaks (%s)",
  async (type) => {
    const beside = commented({ L2: custody });
    beside["!ref"] = "A1:L3";
    // This library leaves out comments at empty cells when it saves an OpenDocument table.
    if (type !== "ods")
      expect((await reads({ "": workbook({ T: beside }, type) })).told).toEqual(["custodyNote custody 2"]);
    const cell = (word: string) =>
      `<table:table-cell office:value-type="string"><text:p>${word}</text:p></table:table-cell>`;
    const row = (words: readonly string[], more = "") =>
      `<table:table-row>${words.map(cell).join("")}${more}</table:table-row>`;
    const note = `<table:table-cell><office:annotation><text:p>Gespräch am 3.3.:</text:p><text:p>${custody}</text:p></office:annotation></table:table-cell>`;
    const words = (one: typeof ofMila) => one.map((word) => (word instanceof Date ? "15.03.2018" : word));
    const bytes = bareOds(
      `<table:table table:name="T">${row([...heading, ...parents])}${row(words(ofMila), note)}${row(words(ofTim))}</table:table>`,
    );
    expect(await reads({ "": bytes })).toMatchObject({ told: ["custodyNote custody 2"], custody: ["2 Mila Probe"] });
  },
);

describe("where rows say nothing themselves", () => {
  test("one at a cell that stands for two siblings is heard for both", async () => {
    const sibling = ["", "Tim", day("2016-04-16"), "3a", "Probe", "Nadja", "Probe", "Timo"];
    const merged = commented({ A2: custody }, [[...heading, ...parents], ofMila, sibling]);
    merged["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const { told, custody: rows } = await reads({ "": workbook({ T: merged }) });
    expect(told).toEqual(expect.arrayContaining(["custodyNote custody 2", "custodyNote custody 3"]));
    expect(rows).toEqual(["2 Mila Probe", "3 Tim Probe"]);
  });

  test.each([
    ["in an empty row of the list", "A3", [[...heading, ...parents], ofMila, Array.from(ofMila, () => ""), ofTim]],
    ["below the list", "A4", [[...heading, ...parents], ofMila, ofTim]],
  ])("one %s is put before the office without a child", async (_, at, rows) => {
    const list = commented({ [at]: custody }, rows);
    list["!ref"] = "A1:H4";
    const { told, plan } = await reads({ "": workbook({ T: list }) });
    expect(told).toEqual([`custodyNote custody ${at.slice(1)}`]);
    expect(plan.newChildren.length).toBe(2);
  });
});

test("a thread of comments, as Excel writes them today, is read with its answers", async () => {
  const one = commented({});
  one.C3 = {
    ...(one.C3 as CellObject),
    c: [
      { a: "A", t: "Bitte prüfen", T: true },
      { a: "B", t: `Ja & amen: ${custody}`, T: true },
    ],
  };
  expect((await reads({ "": workbook({ T: one }) })).told).toEqual(["custodyNote custody 3"]);
});

test.each(["xlsx", "xlsb"] as const)("the letters of such a thread are those that were written (%s)", (type) => {
  const one = commented({});
  one.C3 = { ...(one.C3 as CellObject), c: [{ a: "A", t: "Näherungs &amp; Kontaktverbot: „Şükrü“", T: true }] };
  const read = readWorkbook(workbook({ T: one }, type));
  expect("sheets" in read && read.sheets[0]?.lines[2]?.notes).toEqual(["Näherungs & Kontaktverbot: „Şükrü“"]);
});

describe("wherever the row stands", () => {
  test("in a row of which nothing is done", async () => {
    const odd = ["Probe", "Mila", "31.02.2018", "3a", "Probe", "Nadja", "", ""];
    const rows = [[...heading, ...parents], odd, ofTim];
    const { told } = await reads({ "": workbook({ T: commented({ A2: custody }, rows) }) });
    expect(told).toEqual(["dateWrong unclear 2", "custodyNote custody 2"]);
  });

  test("in the school's own table: at the child, at a parent, at whoever it is", async () => {
    const own = ["rolle", "klasse", "vorname", "nachname", "kind_vorname", "kind_nachname"];
    const rows = [
      own,
      ["kind", "3a", "Mila", "Probe", "", ""],
      ["erziehungsberechtigt", "3a", "Nadja", "Probe", "Mila", "Probe"],
      ["kind", "3a", "Tim", "Muster", "", ""],
      ["erziehungsberechtigt", "3a", "Anna", "Muster", "Tim", "Muster"],
      ["onkel", "3a", "Jan", "Muster", "Tim", "Muster"],
    ];
    const bytes = workbook({ T: commented({ C2: custody, C5: custody, C6: custody }, rows) });
    const { told, open } = await reads({ "": bytes });
    expect(told.filter((one) => one.startsWith("custodyNote"))).toEqual(
      [2, 5, 6].map((row) => `custodyNote custody ${row}`),
    );
    expect(open).toEqual(["Nadja Probe", "Anna Muster"]);
  });

  test("in IServ's list of parents: for the child that the row names", async () => {
    const pupils = [
      ["Schüler-ID", ...heading],
      ["0712", ...ofMila.slice(0, 4)],
      ["0713", ...ofTim.slice(0, 4)],
    ];
    const list = [
      ["Vorname", "Nachname", "Kind-ID"],
      ["Nadja", "Probe", "0712"],
      ["Anna", "Muster", "0713"],
    ];
    const { told, open } = await reads({
      "kinder.xlsx": workbook({ T: pupils }),
      "eltern.xlsx": workbook({ T: commented({ B2: custody }, list) }),
    });
    expect(told).toEqual(["custodyNote custody 2"]);
    expect(open).toEqual(["Nadja Probe"]);
  });

  test("at a heading or a title it is put before the office without a child", async () => {
    const { custody: rows, open } = await reads({ "": workbook({ T: commented({ E1: custody }) }) });
    expect({ rows, open }).toEqual({ rows: ["1 null"], open: [] });
  });
});

describe("for letters", () => {
  const street = ["Straße", "PLZ", "Ort"];
  const home = ["Weg 1", "12345", "Zzort"];
  const rows = [
    [...heading, ...parents, ...street],
    [...ofMila, ...home],
    [...ofTim, ...home],
  ];
  const speakingRows = (comments: Record<string, string>) => {
    const bytes = workbook({ T: commented(comments, rows) });
    const { speaking } = readOfficeFiles([{ name: "", bytes, workbook: readWorkbook(bytes) }], secret, [], {
      postal: true,
    });
    return speaking?.map(({ row }) => row);
  };

  test("any comment may say that the parents live apart: the row's shared address is nobody's", () => {
    expect(speakingRows({})).toEqual([]);
    expect(speakingRows({ D2: "siehe Akte" })).toEqual([2]);
  });

  test("one at the heading that speaks of a barred address is about all", () => {
    expect(speakingRows({ I1: "Auskunftssperre beachten" })).toEqual([2, 3]);
  });
});
