import { beforeEach, describe, expect, test } from "vitest";
import { readOfficeFiles } from "../../src/school/read-office-file.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";
import { workbook } from "../support/workbooks.ts";

let school: School;
let clerk: Visitor;
beforeEach(async () => {
  school = await School.open();
  clerk = await new OfficePages(school).signedIn("office");
});

async function looksAt(files: Record<string, string | Uint8Array>) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append("files", new File([typeof content === "string" ? content : Uint8Array.from(content)], name));
  const { to } = await clerk.post("/import", form);
  const path = (to ?? "").replace(/^\/office/, "");
  return { path, ...(await clerk.get(path)) };
}

const everyChild = async () =>
  (await school.house.roster.everyChild()).map((one) => `${one.className} ${one.givenName} ${one.familyName}`);

const odd = (...rows: string[]) => ["Familie;Ruf;geboren am;Gruppe;Lieblingstier", ...rows].join("\n");
const words = ["familyName", "givenName", "birthDate", "className"];
const fieldsIn = (html: string) => [...html.matchAll(/name="(column-\d+)"/g)].map(([, name = ""]) => name);

describe("columns that the office has named once", () => {
  async function named() {
    const { path, html } = await looksAt({ "liste.csv": odd("Neuling;Nils;01.02.2018;4d;Igel") });
    const said = Object.fromEntries(
      fieldsIn(html)
        .slice(0, 4)
        .map((field, at) => [field, words[at] ?? ""]),
    );
    await clerk.does(`${path}/said`, said);
    return path;
  }

  test("are remembered for every file with the same headings, in any order, and that is said", async () => {
    const path = await named();
    expect(await school.house.rememberedColumns.all()).toEqual([]);
    await clerk.does(`${path}/apply`);
    const next = await looksAt({
      "anders.csv": "Lieblingstier;Gruppe;Ruf;GEBOREN AM;Familie\nHase;4d;Nora;02.02.2018;Neuling",
    });
    expect(next.text).toContain("Bei einer Datei mit denselben Überschriften haben Sie schon gesagt");
    expect(next.text).toContain("Nora Neuling * 02.02.2018 4d");
    await clerk.does(`${next.path}/apply`);
    expect(await everyChild()).toContain("4d Nora Neuling");
    expect((await clerk.get("/import")).text).toContain("Familie: Nachname; Ruf: Vorname");
  });

  test("may be those of an address: with them letters find theirs in the next file of this kind", async () => {
    const list = "Familie;Ruf;geboren am;Gruppe;Mama heißt;Mama ruft;Wohnung;Postbezirk;Gemeinde";
    const row = "Neuling;Nils;01.02.2018;4d;Neuling;Nora;Zzweg 1;44137;Traumstadt";
    const { path, html } = await looksAt({ "liste.csv": `${list}\n${row}` });
    const are = [...words, "family1", "given1", "street", "postcode", "town"];
    const said = Object.fromEntries(fieldsIn(html).map((field, at) => [field, are[at] ?? ""]));
    await clerk.does(`${path}/said`, said);
    await clerk.does(`${path}/apply`);
    const files = [{ name: "liste.csv", bytes: new TextEncoder().encode(`${list}\n${row}`) }];
    const [roll, remembered] = [await school.house.roster.roll(), await school.house.rememberedColumns.all()];
    const { addresses } = await school.house.findAddresses({ files, roll, remembered });
    expect([...addresses.values()]).toEqual([["Zzweg 1", "44137 Traumstadt"]]);
  });

  test("can be said otherwise, and are remembered so", async () => {
    await clerk.does(`${await named()}/apply`);
    const next = await looksAt({ "liste.csv": odd("Nora;Neuling;02.02.2018;4d;Hase") });
    const [family = "", given = "", born = "", group = ""] = fieldsIn(next.html);
    await clerk.does(`${next.path}/said`, {
      ...{ [family]: "givenName", [given]: "familyName", [born]: "birthDate", [group]: "className" },
    });
    await clerk.does(`${next.path}/apply`);
    expect(await everyChild()).toContain("4d Nora Neuling");
    expect(await school.house.rememberedColumns.all()).toMatchObject([{ columns: { Familie: "givenName" } }]);
  });

  test("can be forgotten, which stands in the log", async () => {
    await clerk.does(`${await named()}/apply`);
    const [{ kind } = { kind: "" }] = await school.house.rememberedColumns.all();
    await clerk.does(`/import/columns/${kind}/forget`);
    expect((await clerk.get("/import")).text).not.toContain("Gemerkte Spalten");
    expect((await looksAt({ "liste.csv": odd("Neu;Ida;02.02.2018;4d;Hase") })).text).toContain(
      "nicht bekannt: Familie",
    );
    const { actions } = await school.house.office.actions(0, 1);
    expect(actions).toMatchObject([{ what: "forgetColumns" }]);
  });

  test("are nothing that a file of another kind is read by", async () => {
    await clerk.does(`${await named()}/apply`);
    expect((await looksAt({ "liste.csv": "Familie;Ruf;geboren am\nNeu;Ida;02.02.2018" })).text).toContain(
      "nicht bekannt",
    );
  });

  test("hold for the command line too", async () => {
    await clerk.does(`${await named()}/apply`);
    const { house } = school;
    const files = [{ name: "", bytes: new TextEncoder().encode(odd("Neu;Ida;02.02.2018;4d;Hase")), sheet: "" }];
    const remembered = await house.rememberedColumns.all();
    const { plan } = await house.lookAtLists({ files, roll: await house.roster.roll(), options: {}, remembered });
    expect(plan.newChildren).toMatchObject([{ givenName: "Ida" }]);
  });
});

const heading = ["Nachname", "Vorname", "Geburtsdatum", "Klasse"];
const nils = ["Neuling", "Nils", "01.02.2018", "4d"];

describe("a workbook with two lists", () => {
  const two = () => workbook({ "4d": [heading, nils], "4e": [heading, nils.with(1, "Nora").with(3, "4e")] });

  test("asks which sheet is meant, and takes all where that is said", async () => {
    const { path, html, text } = await looksAt({ "liste.xlsx": two() });
    expect(text).toContain("mehrere Listen, je auf einem Blatt: „4d“, „4e“");
    expect(html).toContain('name="sheet-0"');
    const said = await clerk.does(`${path}/said`, { "sheet-0": "*" });
    expect(said.text).toContain("Blatt 4e, Zeile 2 Nora Neuling * 01.02.2018 4e");
    await clerk.does(`${path}/apply`);
    expect(await everyChild()).toEqual(expect.arrayContaining(["4d Nils Neuling", "4e Nora Neuling"]));
  });

  test("takes the one that is said, beside another file", async () => {
    const more = "Nachname;Vorname;Geburtsdatum;Klasse\nFremd;Fritz;03.02.2018;4f";
    const { path } = await looksAt({ "liste.xlsx": two(), "mehr.csv": more });
    const said = await clerk.does(`${path}/said`, { "sheet-0": "4e" });
    expect(said.text).toContain("Nicht gelesen: „4d“");
    await clerk.does(`${path}/apply`);
    expect(await everyChild()).toEqual(expect.arrayContaining(["4e Nora Neuling", "4f Fritz Fremd"]));
    expect(await everyChild()).not.toContain("4d Nils Neuling");
  });

  test("a word that is no sheet is no answer", async () => {
    const { path } = await looksAt({ "liste.xlsx": two() });
    expect((await clerk.does(`${path}/said`, { "sheet-0": "__proto__" })).text).toContain("mehrere Listen");
  });
});

describe("columns that nobody knows, in several sheets and files", () => {
  const unknown = ["Familie", "Ruf", "geboren am", "Gruppe"];
  const sheets = () => workbook({ "4d": [unknown, nils], "4e": [unknown, nils.with(1, "Nora").with(3, "4e")] });
  const said = (html: string) =>
    Object.fromEntries(fieldsIn(html).map((field, at) => [field, words[at % words.length] ?? ""]));

  test("are said once for all sheets of a workbook, and stay said when the sheets are chosen", async () => {
    const { path, html } = await looksAt({ "liste.xlsx": sheets() });
    expect(fieldsIn(html)).toHaveLength(4);
    const named = await clerk.does(`${path}/said`, said(html));
    expect(named.text).toContain("mehrere Listen");
    const chosen = await clerk.does(`${path}/said`, { "sheet-0": "*" });
    expect(chosen.text).toContain("Nora Neuling");
    expect(fieldsIn(chosen.html)).toHaveLength(4);
    const again = await clerk.does(`${path}/said`, { "sheet-0": "*", ...said(chosen.html) });
    expect(again.text).toContain("Nora Neuling");
    await clerk.does(`${path}/apply`);
    expect(await everyChild()).toEqual(expect.arrayContaining(["4d Nils Neuling", "4e Nora Neuling"]));
    expect(await school.house.rememberedColumns.all()).toHaveLength(1);
  });

  test("stay said of one file while another is asked", async () => {
    const { path, html } = await looksAt({
      "eins.csv": odd("Neuling;Nils;01.02.2018;4d;Igel"),
      "zwei.xlsx": sheets(),
    });
    const fields = fieldsIn(html);
    expect(fields).toHaveLength(9);
    const first = Object.fromEntries(fields.slice(0, 4).map((field, at) => [field, words[at] ?? ""]));
    const then = await clerk.does(`${path}/said`, first);
    const second = Object.fromEntries(
      fieldsIn(then.html)
        .slice(5)
        .map((field, at) => [field, words[at] ?? ""]),
    );
    await clerk.does(`${path}/said`, { ...first, ...second });
    const chosen = await clerk.does(`${path}/said`, { ...first, "sheet-0": "4e" });
    expect(chosen.text).toContain("Nora Neuling");
    expect(chosen.text).toContain("Nils Neuling");
  });

  test("can be said otherwise where what was said does not suffice", async () => {
    const { path, html } = await looksAt({ "liste.csv": odd("Neuling;Nils;01.02.2018;4d;Igel") });
    const fields = fieldsIn(html);
    const less = Object.fromEntries(fields.slice(0, 2).map((field, at) => [field, words[at] ?? ""]));
    const asked = await clerk.does(`${path}/said`, less);
    expect(fieldsIn(asked.html)).toHaveLength(5);
    const enough = Object.fromEntries(fields.slice(0, 4).map((field, at) => [field, words[at] ?? ""]));
    expect((await clerk.does(`${path}/said`, enough)).text).toContain("Nils Neuling");
    // Also that they are nothing after all, whatever is remembered of such files.
    await clerk.does(`${path}/apply`);
    const next = await looksAt({ "liste.csv": odd("Neu;Ida;02.02.2018;4d;Hase") });
    expect((await clerk.does(`${next.path}/said`, {})).text).toContain("nicht bekannt");
  });
});

describe("two files of one name", () => {
  const list = (name: string, group: string) =>
    `Nachname;Vorname;Geburtsdatum;Klasse\nNeuling;${name};01.02.2018;${group}`;

  test("stay two", async () => {
    const form = new FormData();
    for (const text of [list("Nils", "4d"), list("Nora", "4e")]) form.append("files", new File([text], "liste.csv"));
    const { to } = await clerk.post("/import", form);
    const path = (to ?? "").replace(/^\/office/, "");
    expect((await clerk.get(path)).text).toContain("liste.csv (2)");
    await clerk.does(`${path}/apply`);
    expect(await everyChild()).toEqual(expect.arrayContaining(["4d Nils Neuling", "4e Nora Neuling"]));
  });

  test("are told apart wherever they come from, each row in its own", () => {
    const one = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const dated = (name: string) => `Nachname;Vorname;Geburtsdatum;Klasse\nNeuling;${name};31.02.2018;4d`;
    const files = [one("a.csv", dated("Nils")), one("a.csv", dated("Nora")), one("a.csv (2)", dated("Ida"))];
    const { odd: rows, problems } = readOfficeFiles(files);
    expect(rows.map(({ file }) => file)).toEqual(["a.csv", "a.csv (3)", "a.csv (2)"]);
    expect(new Set(problems.map(({ file, row }) => `${file}:${row}`)).size).toBe(3);
  });
});

test("27 remarks of one kind are one sentence with its rows, before the import and after it", async () => {
  const rows = Array.from(
    { length: 27 },
    (_, at) =>
      `Probe;Kind ${"abcdefghijklmnopqrstuvwxyz"[at % 26]}${at > 25 ? "a" : ""};15.03.2018;3a;Sorgerecht bei der Mutter`,
  );
  const { path, html } = await looksAt({
    "liste.csv": ["Nachname;Vorname;Geburtsdatum;Klasse;Bemerkungen", ...rows].join("\n"),
  });
  const times = (page: string) => page.split("Die Bemerkung spricht vom Sorgerecht").length - 1;
  expect(times(html)).toBe(1);
  const done = await clerk.does(`${path}/apply`);
  expect(times(done.html)).toBe(1);
  expect(done.text).toContain("27-mal");
  expect(done.html.match(/href="\/office\/children\/[^"?]+"/g)).toHaveLength(27);
});

test("how far an import has come is said to whoever has begun it, while it is under way", async () => {
  const other = await new OfficePages(school).signedIn("head");
  const seen: string[] = [];
  const look = school.house.lookAtLists;
  school.house.lookAtLists = async (lists, tell) => {
    tell?.({ step: "reading", at: 0, of: 2 });
    seen.push((await clerk.get("/import/progress")).html, (await other.get("/import/progress")).html);
    return look(lists, tell);
  };
  await looksAt({ "liste.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nNeuling;Nils;01.02.2018;4d" });
  expect(seen).toEqual([JSON.stringify({ words: "Die Dateien werden gelesen (1 von 2) …", at: 0, of: 2 }), "{}"]);
  expect((await clerk.get("/import/progress")).html).toBe("{}");
});
