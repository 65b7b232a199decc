import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);" +
  "Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 2: Nachname;Erzieher 2: Vorname;Bemerkungen\n";
const row = (key: number, name: string, remark: string) =>
  `${key};Krüger;${name};01.02.2018;4d;Aktiv;Eltern;Krüger;Paula;Krüger;Piotr;${remark}\n`;
const list = `${heading}${row(2001, "Nils", "Sorgerecht allein bei der Mutter")}${row(2002, "Nora", "getrennt lebend")}`;

async function clerk(): Promise<Visitor> {
  school = await School.open();
  return new OfficePages(school).signedIn("office");
}

async function takesOver(visitor: Visitor, text: string) {
  const files = new FormData();
  files.append("files", new File([Uint8Array.from(saved(text))], "schild.csv"));
  const { to } = await visitor.post("/import", files);
  const draft = (to ?? "").replace(/^\/office/, "");
  const preview = await visitor.get(draft);
  return { preview, done: preview.html.includes("/apply") ? await visitor.does(`${draft}/apply`) : preview };
}

test("after an import of 27 remarks and a restart the to-do stands until each is decided", async () => {
  const visitor = await clerk();
  const letters = "abcdefghijklmnopqrstuvwxyzä";
  const rows = Array.from({ length: 27 }, (_, at) => row(3000 + at, `Kind${letters.charAt(at)}`, "Sorgerecht"));
  const { done } = await takesOver(visitor, heading + rows.join(""));
  expect(done.text).toContain("Sorgerecht: bitte jetzt entscheiden");
  await school.restart();
  const after = await new OfficePages(school).signedIn("office", "Frau Vertretung");
  const { text } = await after.get("");
  expect(text).toContain("Sorgerecht: für 27 Kinder noch nicht entschieden");
  expect(text).toContain("und 17 weitere");
  // Behind those words stand the others, so that nobody has to be looked for.
  const named = [...letters].filter((letter) => text.includes(`Kind${letter} `));
  expect(named).toHaveLength(27);
  for (const who of ["Paula", "Piotr"]) await school.decides("Kinda", who, "declares");
  expect((await after.get("")).text).toContain("für 26 Kinder noch nicht entschieden");
});

test("its sentences lead to the child, whose parents get no letter before it is decided", async () => {
  const visitor = await clerk();
  const { preview, done } = await takesOver(visitor, list);
  expect(preview.text).toContain("Sorgerecht: bitte entscheiden Sie (2)");
  const nils = await school.child("Nils");
  expect(done.html).toContain(`<a href="/office/children/${nils.id}">Nils Krüger</a>`);
  const page = await visitor.get(`/children/${nils.id}`);
  expect(page.text).toContain(
    "Paula Krüger noch kein Brief noch nicht entschieden (eine Liste spricht vom Sorgerecht, seit 23.11.2026)",
  );
  expect(page.text).toContain("Ein Brief geht, sobald entschieden ist");
  const letters = await visitor.get(`/letters?class=${nils.classId}`);
  expect(letters.text).toContain("Für 4 Personen ist noch nicht entschieden, ob sie erklären dürfen.");
  expect(letters.text).toContain("Alle: niemand");
  expect((await visitor.does("/letters", { class: nils.classId, whom: "everybody" })).status).toBe(422);
  await school.decides("Nils", "Paula", "declares");
  const now = await visitor.does("/letters", { class: nils.classId, whom: "everybody" });
  expect(now.text).toContain("Paula Krüger");
  expect(now.text).not.toContain("Piotr");
});

test("whom it was decided about is not warned of again, is counted once, and no later list changes it", async () => {
  const visitor = await clerk();
  await takesOver(visitor, list);
  for (const child of ["Nils", "Nora"]) {
    await school.decides(child, "Paula", "declares");
    await school.decides(child, "Piotr", "neither");
  }
  const { preview } = await takesOver(visitor, list);
  expect(preview.text).toContain("Es gibt nichts zu übernehmen.");
  expect(preview.text).not.toContain("bitte entscheiden Sie");
  expect(preview.text).toContain("Vom Sorgerecht sprechen 2 Zeilen bei Kindern, für die schon alles entschieden ist.");
  const { id } = await school.child("Nils");
  expect((await school.house.ledger.mustAgree([id], school.clock.now)).get(id)?.mayDeclare).toHaveLength(1);
});

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const onlyMother =
  `${own}4d;kind;Nils;Krüger;01.02.2018;;;;2001\n` +
  "4d;erziehungsberechtigt;Paula;Krüger;;Nils;Krüger;;\n4d;kind;Nora;Krüger;01.02.2018;;;;2002\n";

test("the father whose right was ended is not put back by SchILD, also after the own table has left him out", async () => {
  const visitor = await clerk();
  await takesOver(visitor, `${heading}${row(2001, "Nils", "")}`);
  await school.decides("Nils", "Piotr", "neither");
  await takesOver(visitor, onlyMother);
  const { preview } = await takesOver(visitor, `${heading}${row(2001, "Nils", "")}`);
  expect(preview.text).not.toContain("neu erziehungsberechtigt: Piotr");
  const people = await school.house.roster.peopleOf((await school.child("Nils")).id);
  expect(people.map(({ givenName, custody }) => `${givenName} ${custody}`)).toEqual(["Paula null", "Piotr neither"]);
});

test("a father of whom it is open comes back as the same person, and it is still open", async () => {
  const visitor = await clerk();
  await takesOver(visitor, list);
  await takesOver(visitor, onlyMother);
  await takesOver(visitor, `${heading}${row(2001, "Nils", "")}`);
  const people = await school.house.roster.peopleOf((await school.child("Nils")).id);
  expect(people.map(({ givenName, custody }) => `${givenName} ${custody}`)).toEqual([
    "Paula held_back",
    "Piotr held_back",
  ]);
});

test("the own table does not end what was decided, and says so", async () => {
  const visitor = await clerk();
  await takesOver(visitor, `${heading}${row(2001, "Nils", "")}`);
  await school.decides("Nils", "Piotr", "declares");
  const { preview } = await takesOver(visitor, onlyMother);
  expect(preview.text).toContain("Piotr Krüger steht nicht in der Datei. Für Nils Krüger hat die Schule entschieden");
  const { id } = await school.child("Nils");
  const people = await school.house.roster.peopleOf(id);
  expect(people.map(({ givenName }) => givenName)).toEqual(["Paula", "Piotr"]);
});

test("a decision that is made while a preview is open is not undone by taking it over", async () => {
  const visitor = await clerk();
  await takesOver(visitor, `${heading}${row(2001, "Nils", "")}`);
  const { roster, lookAtLists, now } = school.house;
  const files = [{ name: "", bytes: saved(onlyMother) }];
  const { plan } = await lookAtLists({ files, roll: await roster.roll(), options: {} });
  await school.decides("Nils", "Piotr", "informed");
  await roster.carryOut(plan, now());
  const people = await roster.peopleOf((await school.child("Nils")).id);
  expect(people.map(({ givenName, custody }) => `${givenName} ${custody}`)).toContain("Piotr informed");
});
