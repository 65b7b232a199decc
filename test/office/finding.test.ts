import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
});
afterEach(() => school.stop());

const search = (typed: string, state = "") =>
  clerk.get(`/children?q=${encodeURIComponent(typed)}${state === "" ? "" : `&state=${state}`}`);
const opened = async (typed: string) => (await search(typed)).to;
const leaves = (id: string) =>
  school.database.$client.prepare("update child set gone_at = '2026-11-20T08:00:00.000Z' where id = ?").run(id);

test("who telephones is a parent: the name alone opens the child's page", async () => {
  const { id } = await school.child("Leon");
  for (const typed of ["Heinz Niemand", "heinz", "Niemand Heinz"]) expect(await opened(typed)).toContain(id);
});

test("a parent of two children is shown with both, and the line says whose parent it is", async () => {
  await school.imports(
    `klasse;rolle;vorname;nachname;kind_vorname;kind_nachname;kennung
3a;kind;Ayşe;Yılmaz;;;
2c;kind;Can;Yılmaz;;;
3a;erziehungsberechtigt;Hüseyin;Yılmaz;Ayşe;Yılmaz;X9
2c;erziehungsberechtigt;Hüseyin;Yılmaz;Can;Yılmaz;X9
`,
  );
  for (const typed of ["Hüseyin", "Hueseyin", "huseyin", "HUESEYIN YILMAZ"]) {
    const { text } = await search(typed);
    expect(text).toMatch(
      /2 Kinder gefunden.*Yılmaz, Can Kind von Hüseyin Yılmaz.*Yılmaz, Ayşe Kind von Hüseyin Yılmaz/,
    );
  }
  expect((await search("Yılmaz")).text).not.toContain("Kind von");
});

test("a person's name put right is found at once, and the old one no more", async () => {
  const { id } = await school.child("Leon");
  expect(await opened("Heinz")).toContain(id);
  const [heinz] = await school.house.roster.peopleOf(id);
  const right = { givenName: "Hinnerk", familyName: "Niemand" };
  await clerk.does(`/children/${id}/correct`, { person: heinz?.id ?? "", ...right });
  expect(await opened("Hinnerk")).toContain(id);
  expect((await search("Heinz")).text).toContain("Kein Kind gefunden");
});

test("a birthday, a number and a class find as they are written", async () => {
  const mila = await school.child("Mila");
  school.database.$client.prepare("update child set birth_date = '2018-02-28', key = '4711' where id = ?").run(mila.id);
  for (const typed of ["28.02.2018", "28.2.", "2018-02-28", "28.2.18", "4711", "Mila 3a", "mila 28.02."])
    expect(await opened(typed)).toContain(mila.id);
  expect((await search("Klasse 3a")).text).toContain("7 Kinder gefunden.");
});

test("a child who left is found as former, with the day, and its page is to be read", async () => {
  const { id } = await school.child("Leon");
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  leaves(id);
  expect(await opened("Leon Niemand")).toContain(id);
  expect(await opened("Heinz")).toContain(id);
  const list = await search("", "former");
  expect(list.text).toMatch(/Ein ehemaliges Kind gefunden\. .* Niemand, Leon 2c .* 20\.11\.2026/);
  const { text, html } = await clerk.get(`/children/${id}`);
  expect(text).toContain("Hat die Schule am 20.11.2026 verlassen, zuletzt in Klasse 2c.");
  expect(text).toMatch(/Heinz Niemand, auf Papier/);
  expect(text).not.toMatch(/Neuer Brief|Konto trennen|Alle müssen zustimmen|als Irrtum vermerken/);
  expect(html).not.toContain('value="yes"');
});

test("for a child who left no JA is put down, and a withdrawal is", async () => {
  const { id } = await school.child("Leon");
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  leaves(id);
  const [heinz] = await school.house.roster.peopleOf(id);
  const form = { act: "f", person: heinz?.id ?? "", route: "phone" };
  const yes = await clerk.post(`/children/${id}/answer`, { ...form, audio: "yes", video: "no" });
  expect(yes.status).toBe(422);
  expect(yes.text).toContain("lässt sich kein JA eintragen");
  await clerk.does(`/children/${id}/answer`, { ...form, audio: "no", video: "no" });
  const kinds = (await school.house.ledger.eventsOf(id)).map(({ purpose, kind }) => `${purpose} ${kind}`);
  expect(kinds).toEqual(["audio given", "video given", "audio withdrawn", "video withdrawn"]);
  for (const act of ["both", "settle", "void"])
    expect((await clerk.post(`/children/${id}/${act}`, { both: "yes" })).status).toBe(404);
});

test("former children stand in no other list, and whoever was forgotten is not found", async () => {
  const { id } = await school.child("Leon");
  leaves(id);
  for (const state of ["all", "open", "conflict", "waiting"])
    expect((await search("", state)).html).not.toContain(`/children/${id}`);
  school.database.$client.exec(
    `delete from guardianship where child_id = '${id}'; delete from child where id = '${id}'`,
  );
  expect((await search("Leon Niemand")).text).toContain("Kein Kind gefunden");
});
