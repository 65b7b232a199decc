import { afterEach, describe, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { sample, saved } from "../support/office.ts";
import { School } from "../support/school.ts";

const minutes = 60_000;
const schild =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);Erzieher 1: Nachname;Erzieher 1: Vorname;Telefon-Nr.\n";
const newClass = `${schild}2001;Neuling;Nils;01.02.2018;4d;Aktiv;Mutter;Neuling;Nora;0231 000009\n2002;Obdach;Olga;03.04.2018;4d;Aktiv;Pflegeeltern;Obhut;Petra;\n`;
let school: School;
let pages: OfficePages;

afterEach(() => school.stop());

async function office(): Promise<Visitor> {
  school = await School.open({ joined: ["mother"] });
  pages = new OfficePages(school);
  return pages.signedIn("office");
}

function files(given: Record<string, string | Uint8Array>, values: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(given))
    form.append("files", new File([Uint8Array.from(typeof content === "string" ? saved(content) : content)], name));
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
}

/** Sends files; out: the path of the preview under /office, and what it shows. */
async function looksAt(visitor: Visitor, given: Record<string, string | Uint8Array>, values = {}) {
  const { status, to } = await visitor.post("/import", files(given, values));
  expect(status).toBe(303);
  const path = (to ?? "").replace(/^\/office/, "");
  return { path, ...(await visitor.get(path)) };
}

const everyChild = async () =>
  (await school.house.roster.everyChild()).map(
    ({ className, givenName, familyName }) => `${className} ${givenName} ${familyName}`,
  );
const imported = async () => (await school.house.office.actions(0, 50)).actions.filter(({ what }) => what === "import");

describe("a class list", () => {
  test("is shown with what it would do, and nothing is stored before somebody takes it over", async () => {
    const visitor = await office();
    const before = await everyChild();
    const { path, text } = await looksAt(visitor, { "liste.txt": newClass });
    expect(text).toContain("Noch ist nichts gespeichert.");
    expect(text).toContain("SchILD-NRW: Textexport (Zeilen: 2)");
    expect(text).toContain("Neue Kinder 2");
    expect(text).toContain("Zeile 2 Nils Neuling * 01.02.2018 4d neu erziehungsberechtigt: Nora Neuling");
    expect(text).toMatch(/Nicht gelesen .*Telefon-Nr\./);
    expect(text).toMatch(
      /Sorgerecht: bitte entscheiden Sie \(1\) .*Zeile 3, Olga Obdach : Als Art ist „Pflegeeltern“ angegeben/,
    );
    expect({ children: await everyChild(), log: await imported() }).toEqual({ children: before, log: [] });

    const done = await visitor.does(`${path}/apply`);
    expect(done.text).toContain("Die Liste ist übernommen. Neue Kinder: 2.");
    const { id } = await school.child("Olga");
    expect(done.html).toContain(`<a href="/office/children/${id}">Olga Obdach</a>`);
    expect(await everyChild()).toEqual(expect.arrayContaining([...before, "4d Nils Neuling", "4d Olga Obdach"]));
    expect(await imported()).toMatchObject([{ by: "Frau Schreiber", what: "import" }]);
  });

  test("tapped twice is taken over once", async () => {
    const visitor = await office();
    const { path } = await looksAt(visitor, { "liste.txt": newClass });
    await visitor.does(`${path}/apply`);
    const again = await visitor.does(`${path}/apply`);
    expect(again.text).toContain("Die Liste ist übernommen.");
    expect({
      log: (await imported()).length,
      children: (await everyChild()).filter((name) => name.startsWith("4d")).length,
    }).toEqual({ log: 1, children: 2 });
  });

  test("that says what is stored already offers nothing to take over", async () => {
    const visitor = await office();
    const { path } = await looksAt(visitor, { "liste.txt": newClass });
    await visitor.does(`${path}/apply`);
    const { text, html } = await looksAt(visitor, { "liste.txt": newClass });
    expect(text).toContain("Es gibt nichts zu übernehmen.");
    expect(html).not.toContain("/apply");
  });

  test("read again keeps consents, links and who has left", async () => {
    const visitor = await office();
    await school.phone("mother").answers("Mila", "JA", "NEIN");
    const mila = await school.child("Mila");
    const { path, text } = await looksAt(visitor, {
      "schild.csv": `${schild}1001;Beispiel;Mila;15.03.2018;4a;Aktiv;Mutter;Beispiel;Nadja;\n`,
    });
    expect(text).toMatch(/Mila Beispiel \* 15\.03\.2018 4a .*Klasse: 3a → 4a/);
    await visitor.does(`${path}/apply`);
    expect(await school.child("Mila")).toMatchObject({ id: mila.id, className: "4a" });
    expect({ events: await school.events("Mila"), may: await school.participation("Mila") }).toEqual({
      events: "audio given, video refused",
      may: "audio_only",
    });
    await school.phone("mother").says("/status");
    expect(school.phone("mother").last).toContain("Mila B. (4a)");
  });

  test("shows who is no longer in it", async () => {
    const visitor = await office();
    const { text, path } = await looksAt(visitor, {
      "3a.csv":
        "Nachname;Vorname;Geburtsdatum;Klasse\nVorlage;Noah;09.06.2017;3a\nVyhadana;Olena;28.08.2017;3a\nFabel;Paul;12.12.2017;3a\nChayal;Rania;03.11.2017;3a\nFantasie;Sofia;25.05.2018;3a\nErfunden;Tim;17.01.2018;3a\n",
    });
    expect(text).toContain("Nicht mehr da (1) Sie stehen nicht mehr in der Liste ihrer Klasse.");
    expect(text).toContain("Mila Beispiel * 15.03.2018 3a");
    await visitor.does(`${path}/apply`);
    expect(await everyChild()).not.toContain("3a Mila Beispiel");
  });
});

describe("what the files leave open", () => {
  test("a row that may be a stored child is left alone until somebody says who it is", async () => {
    const visitor = await office();
    const { path, html, text } = await looksAt(visitor, {
      "kinder.csv": "Nachname;Vorname;Geburtsdatum;Klasse;Status\nBeispiel;Mila;13.05.2018;3a;aktiv\n",
    });
    expect(text).toContain("Zeile 2: Mila Beispiel (3a), * 13.05.2018 Welches Kind ist gemeint?");
    const { id } = await school.child("Mila");
    const [, name = ""] = /name="(row-[^"]+)" value="new"/.exec(html) ?? [];
    const said = await visitor.does(`${path}/said`, { [name]: id });
    expect(said.text).toContain("Geburtsdatum: 15.03.2018 → 13.05.2018");
    expect((await school.child("Mila")).birthDate).toBe("2018-03-15");
    await visitor.does(`${path}/apply`);
    expect(await school.child("Mila")).toMatchObject({ id, birthDate: "2018-05-13" });
  });

  test("columns with headings nobody knows are named by the office", async () => {
    const visitor = await office();
    const { path, html, text } = await looksAt(visitor, {
      "liste.csv": "Familie;Ruf;geboren am;Gruppe;Lieblingstier\nNeuling;Nils;01.02.2018;4d;Igel\n",
    });
    expect(text).toContain("Diese Spalten sind nicht bekannt: Familie, Ruf, geboren am, Gruppe, Lieblingstier.");
    const [family = "", given = "", born = "", group = ""] = [...html.matchAll(/name="(column-\d+)"/g)].map(
      ([, name = ""]) => name,
    );
    const said = await visitor.does(`${path}/said`, {
      [family]: "familyName",
      [given]: "givenName",
      [born]: "birthDate",
      [group]: "className",
    });
    expect(said.text).toContain("Zeile 2 Nils Neuling * 01.02.2018 4d");
    expect(said.text).toContain("Nicht gelesen Lieblingstier");
    await visitor.does(`${path}/apply`);
    expect(await everyChild()).toContain("4d Nils Neuling");
  });

  test("the class is asked for where the file knows none", async () => {
    const visitor = await office();
    const { path, text, html } = await looksAt(visitor, {
      "erzieher.csv":
        "nachname;vorname;geburtsdatum;erzieherart;nachname1;vorname1;email1\nNeuling;Nils;01.02.2018;Mutter;Neuling;Nora;\n",
    });
    expect(text).toContain("Die Datei nennt keine Klassen");
    expect(html).not.toContain("/apply");
    await visitor.does(`${path}/said`, { className: "4d" });
    await visitor.does(`${path}/apply`);
    expect(await everyChild()).toContain("4d Nils Neuling");
  });

  test("a file that belongs to it can be added, and one with the same name takes its place", async () => {
    const visitor = await office();
    const { path, text } = await looksAt(visitor, {
      "SchuelerErzieher.dat": saved(sample("SchuelerErzieher.dat"), "windows-1252"),
    });
    expect(text).toContain("Kinder ohne Klasse, die noch nicht gespeichert sind: 3.");
    const both = await visitor.does(
      `${path}/files`,
      files({ "SchuelerBasisdaten.dat": saved(sample("SchuelerBasisdaten.dat"), "windows-1252") }),
    );
    expect(both.text).toContain("SchuelerErzieher.dat: SchILD-NRW: SchuelerErzieher.dat");
    expect(both.text).toContain("Noch ist nichts gespeichert.");
    const again = await visitor.does(`${path}/files`, files({ "SchuelerBasisdaten.dat": "" }));
    expect(again.text).toContain("Die Datei ist leer.");
  });
});

describe("nothing is lost and nothing is written", () => {
  test.each([
    [
      "a picture",
      { "liste.csv": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) },
      "Das ist keine Tabelle in Textform",
    ],
    [
      "a date that Excel has spoilt",
      { "liste.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nNeuling;Nils;43132;4d\n" },
      "Excel hat es in eine Zahl verwandelt",
    ],
    ["an empty file", { "liste.csv": "" }, "Die Datei ist leer."],
  ])("of a broken file (%s): the page says what to do and keeps the form", async (_name, given, sentence) => {
    const visitor = await office();
    const before = await everyChild();
    const { path, text, html } = await looksAt(visitor, given, { className: "4d" });
    expect(text).toMatch(
      /So kann die Datei noch nicht übernommen werden|So, wie die Zeilen jetzt sind, gibt es nichts/,
    );
    expect(text).toContain(sentence);
    expect(text).not.toContain("Nicht mehr da");
    expect(html).toMatch(/<details class="act" open>.*type="file"/s);
    expect(html).toMatch(/name="className"[^>]*value="4d"/);
    await visitor.post(`${path}/apply`);
    expect({ children: await everyChild(), log: await imported() }).toEqual({ children: before, log: [] });
  });

  test("a form without a file says so and keeps the class", async () => {
    const visitor = await office();
    const { status, text, html } = await visitor.post("/import", files({}, { className: "4d" }));
    expect({ status, says: text.includes("Wählen Sie mindestens eine Datei aus.") }).toEqual({
      status: 422,
      says: true,
    });
    expect(html).toMatch(/name="className"[^>]*value="4d"/);
  });

  test("a preview that is half an hour old is over, with a kind sentence and the form", async () => {
    const visitor = await office();
    const { path } = await looksAt(visitor, { "liste.txt": newClass });
    school.pass(29 * minutes);
    expect((await visitor.get(path)).status).toBe(200);
    school.pass(2 * minutes);
    for (const answer of [
      await visitor.get(path),
      await visitor.post(`${path}/apply`),
      await visitor.post(`${path}/said`),
    ]) {
      expect({
        status: answer.status,
        kind: answer.text.includes("Diese Vorschau gibt es nicht mehr"),
        form: answer.html.includes('type="file"'),
      }).toEqual({ status: 410, kind: true, form: true });
    }
    expect(await everyChild()).not.toContain("4d Nils Neuling");
  });

  test("where something has changed in between, the new preview is shown instead", async () => {
    const visitor = await office();
    const { path } = await looksAt(visitor, { "liste.txt": newClass });
    await school.imports(
      "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n4d;kind;Nils;Neuling;01.02.2018;;;;\n",
    );
    const { status, text } = await visitor.post(`${path}/apply`);
    expect({ status, says: text.includes("Inzwischen hat sich etwas geändert"), log: await imported() }).toEqual({
      status: 409,
      says: true,
      log: [],
    });
    expect(text).toContain("Neue Kinder 1");
    expect((await visitor.does(`${path}/apply`)).text).toContain("Die Liste ist übernommen. Neue Kinder: 1.");
  });

  test("by the officer, and nobody sees another's preview", async () => {
    const visitor = await office();
    const { path } = await looksAt(visitor, { "liste.txt": newClass });
    const officer = await pages.signedIn("officer");
    for (const answer of [
      await officer.get("/import"),
      await officer.post("/import", files({ "liste.txt": newClass })),
      await officer.get(path),
      await officer.post(`${path}/apply`),
    ])
      expect(answer.status).toBe(403);
    const head = await pages.signedIn("head");
    expect((await head.get(path)).status).toBe(410);
    expect((await head.post(`${path}/apply`)).status).toBe(410);
    expect(await everyChild()).not.toContain("4d Nils Neuling");
  });

  test("a name from a file is text, never markup", async () => {
    const visitor = await office();
    const { html } = await looksAt(visitor, {
      "<b>liste.txt": `${schild}2001;<b>Neuling;Nils;01.02.2018;4d;Aktiv;Mutter;Neuling;Nora;\n`,
      "zwei.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nO'Neill;Ida;01.02.2018;4e\n",
    });
    expect(html).not.toContain("<b>");
  });
});
