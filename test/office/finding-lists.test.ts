import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let clerk: Visitor;
beforeEach(async () => {
  school = await School.open({ joined: ["mother"] });
  clerk = await new OfficePages(school).signedIn("office");
});
afterEach(() => school.stop());

const rowsOf = (text: string) => text.replace("\uFEFF", "").trim().split("\r\n");

test("a list of one class holds its children alone, says so in its name and in the log", async () => {
  const list = await clerk.post("/export/stand.csv", { class: await school.classId("3a") });
  const rows = rowsOf(list.html);
  expect(rows).toHaveLength(1 + 7);
  expect(rows.slice(1).every((row) => row.startsWith('"3a";'))).toBe(true);
  expect(list.response.headers.get("content-disposition")).toContain("janein-stand-3a-2026-11-23.csv");
  expect((await school.house.office.actions(0, 1)).actions[0]?.about).toBe("stand 3a");
});

test("what is missing yet is a row a child: what, and who could answer and how they are reached", async () => {
  await school.letter("grandfather");
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "paper");
  await school.records("Jonas", "Nadja", { audio: "yes" }, "paper");
  const list = await clerk.post("/export/missing.csv");
  const rows = rowsOf(list.html);
  expect(rows[0]).toBe('"Klasse";"Nachname";"Vorname";"Geburtsdatum";"Fehlt";"Wer antworten darf"');
  expect(rows).toHaveLength(1 + 19);
  expect(rows.some((row) => row.includes('"Mila"'))).toBe(false);
  expect(rows.find((row) => row.includes('"Jonas"'))).toMatch(/"Bild";"Nadja Beispiel \(verbunden\)/);
  expect(rows.find((row) => row.includes('"Leon"'))).toMatch(/"Ton, Bild";"Heinz Niemand \(hat einen Brief\)"/);
});

test("who may not declare is in no list of those who could, and is found all the same", async () => {
  const leon = await school.child("Leon");
  const [heinz] = await school.house.roster.peopleOf(leon.id);
  const decision = {
    child: leon.id,
    guardian: heinz?.id ?? "",
    since: "2026-11-23",
    paper: "Beschluss",
    by: "Frau Rektor",
  };
  await school.house.custody.decide({ ...decision, custody: "neither" }, school.clock.now);
  const rows = rowsOf((await clerk.post("/export/missing.csv")).html);
  expect(rows.find((row) => row.includes('"Leon"'))).not.toContain("Heinz");
  expect((await clerk.get("/children?q=Heinz")).to).toContain(leon.id);
});

test("nothing in a list is run by a spreadsheet as a formula", async () => {
  school.database.$client.exec("update child set given_name = '=HYPERLINK(\"x\")' where given_name = 'Leon'");
  for (const name of ["stand", "missing", "svws"])
    expect((await clerk.post(`/export/${name}.csv`)).html).toContain('"\'=HYPERLINK(""x"")"');
});

test("the same lists can be printed, a sheet for each class, and are offered from the class", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "paper");
  const id = await school.classId("3a");
  expect((await clerk.get(`/classes/${id}`)).html).toContain(`/office/export?class=${id}`);
  expect((await clerk.get(`/export?class=${id}`)).html).toContain(`<option value="${id}" selected>`);
  const whole = await clerk.get("/export/stand");
  expect(whole.html.match(/class="sheet"/g)).toHaveLength(3);
  expect(whole.text).toMatch(/Beispiel, Mila 15\.03\.2018 ✓ JA ✕ NEIN nur mit Ton/);
  const missing = await clerk.get(`/export/missing?class=${id}`);
  expect(missing.html.match(/class="sheet"/g)).toHaveLength(1);
  expect(missing.text).not.toContain("Mila");
  expect(missing.text).toContain("Klasse 3a (6)");
});

test("only who may save lists sees them", async () => {
  const officer = await new OfficePages(school).signedIn("officer");
  for (const path of ["/export", "/export/stand", "/export/missing"])
    expect((await officer.get(path)).status).toBe(403);
});
