import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { dayBegins } from "../../src/school/day-begins.ts";
import { keptDetails, readDetails } from "../../src/school/act-details.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const hour = 60 * 60 * 1000;
let school: School;
let pages: OfficePages;
let office: Visitor;
let head: Visitor;
beforeEach(async () => {
  school = await School.open({ joined: ["grandfather"] });
  pages = new OfficePages(school);
  office = await pages.signedIn("office");
  head = await pages.signedIn("head");
});
afterEach(() => school.stop());

const looked = () => school.database.$client.prepare("select count(*) from child_look").pluck().get();
const rows = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([, row = ""]) =>
    row
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
const csvOf = async (values: Record<string, string> = {}) => {
  const { html, response } = await head.post("/actions/log.csv", values);
  expect(response.headers.get("content-type")).toContain("text/csv");
  return html.split("\r\n").filter((line) => line !== "");
};

test("who looks at a child is in the log: once for a person, a child and an hour", async () => {
  const [mila, leon] = [await school.child("Mila"), await school.child("Leon")];
  for (const _ of [1, 2, 3]) await office.get(`/children/${mila.id}`);
  await head.get(`/children/${mila.id}`);
  await office.get(`/children/${leon.id}`);
  expect(looked()).toBe(3);
  school.pass(hour);
  await office.get(`/children/${mila.id}`);
  expect(looked()).toBe(4);
  const { html } = await head.get(`/actions?what=look&child=${mila.id}`);
  expect(rows(html)).toEqual(
    [
      "23.11.2026, 19:00 Uhr Frau Schreiber Kind angesehen Mila Beispiel",
      "23.11.2026, 18:00 Uhr Frau Rektor Kind angesehen Mila Beispiel",
      "23.11.2026, 18:00 Uhr Frau Schreiber Kind angesehen Mila Beispiel",
    ].map((line) => expect.stringContaining(line.replace("Frau Rektor", "Frau Rektor")) as string),
  );
});

test("who does not see a page, or no child's, is not in it", async () => {
  await office.get("/children/nobody");
  await office.get("/children?q=mila");
  await pages.ask(`/office/children/${(await school.child("Mila")).id}`);
  expect(looked()).toBe(0);
});

test("where it cannot be kept the page opens all the same, and whoever runs the server hears so", async () => {
  const lines: string[] = [];
  school.house.log = { ...school.house.log, warn: (_, outcome) => void lines.push(outcome) };
  school.database.$client.exec(
    "create trigger no_room before insert on child_look begin select raise(abort, 'x'); end",
  );
  expect((await office.get(`/children/${(await school.child("Mila")).id}`)).status).toBe(200);
  await new Promise((done) => setImmediate(done));
  expect(lines).toEqual(["office: who looked at a child could not be kept"]);
});

test("who looked is forgotten in its own time, and with the child; nobody changes it", async () => {
  const mila = await school.child("Mila");
  await office.get(`/children/${mila.id}`);
  expect(() => school.database.$client.exec("update child_look set at = 'x'")).toThrow(/stays as it was put down/);
  await school.house.office.sweep(new Date(school.clock.now.getTime() + 364 * 24 * hour), 3, 365);
  expect(looked()).toBe(1);
  await school.house.office.sweep(new Date(school.clock.now.getTime() + 366 * 24 * hour), 3, 365);
  expect(looked()).toBe(0);
});

test("the log says what was before and what is now, counts, and names of files, in German words", async () => {
  const { id } = await school.child("Mila");
  await office.post(`/children/${id}/both`, { both: "yes" });
  await head.post("/people/invite", { name: "Herr Neu", role: "officer" });
  const list = "klasse;rolle;vorname;nachname;geburtsdatum\n9z;kind;Neu;Kind;01.02.2018\n";
  const form = new FormData();
  form.append("files", new File([list], "klasse 9z.csv"));
  const { to } = await office.post("/import", form);
  await office.post(`${(to ?? "").replace("/office", "")}/apply`);
  const { html, text } = await head.get("/actions");
  expect(text).toContain("Klassenliste übernommen");
  const all = rows(html).join("\n");
  expect(all).toContain("klasse 9z.csv: 1 neu, 0 geändert, 0 nicht mehr da");
  expect(all).toContain("vorher: nein, nachher: ja");
  expect(all).toContain("Aufgabe: Datenschutz");
  expect(all).toContain("womit: Link");
});

test("no parent's words and no family's name stand in it", async () => {
  const { id } = await school.child("Leon");
  await office.post(`/children/${id}/correct`, {
    givenName: "Leonard",
    familyName: "Neuname",
    birthDate: "2018-01-02",
  });
  const stored = JSON.stringify(school.database.$client.prepare("select * from office_action").all());
  expect(stored).toContain("birthDate, givenName, familyName");
  expect(stored).not.toMatch(/Leonard|Neuname/);
});

test("it can be asked for one person, one kind, one child, from a day and until a day", async () => {
  const { id } = await school.child("Mila");
  await office.post(`/children/${id}/both`, { both: "yes" });
  school.pass(24 * hour);
  await head.get("");
  const again = await pages.signedIn("head");
  await again.post(`/children/${id}/both`, { both: "no" });
  const found = async (query: string) => rows((await again.get(`/actions?${query}`)).html).length;
  expect(await found("")).toBe(5);
  expect(await found("what=both")).toBe(2);
  expect(await found("by=Frau+Schreiber")).toBe(2);
  expect(await found("child=mila")).toBe(2);
  expect(await found("child=mila&from=2026-11-24")).toBe(1);
  expect(await found("to=2026-11-23")).toBe(3);
  expect(await found("from=2026-11-24&to=2026-11-24")).toBe(2);
  expect(await found("from=2026-11-25")).toBe(0);
  expect(await found("from=nonsense&what=nonsense")).toBe(5);
  expect((await again.get("/actions?child=xyz")).text).toContain("So heißt kein Kind, das an der Schule ist oder war");
  expect((await again.get("/actions?child=beispiel")).text).toMatch(/So heißen mehrere Kinder/);
});

test("what was changed of a child by hand, and taken back, is among what was done for that child", async () => {
  const [mila, leon] = [await school.child("Mila"), await school.child("Leon")];
  const { to } = await office.post(`/children/${mila.id}/move`, { className: "4b", isSure: "yes" });
  const change = String(school.database.$client.prepare("select id from roll_change").pluck().get());
  expect(to).not.toBeNull();
  await office.post(`/changes/${change}/undo`);
  const found = async (child: string, what = "") =>
    rows((await head.get(`/actions?child=${child}&what=${what}`)).html).map((row) => row.includes("Mila Beispiel"));
  expect(await found(mila.id)).toEqual([true, true]);
  expect(await found(mila.id, "all")).toEqual([true, true]);
  expect(await found(leon.id)).toEqual([]);
  expect(await csvOf({ child: mila.id })).toHaveLength(3);
});

test("a child is asked for as it is searched: by its parent or birthday, among namesakes, and when it has left", async () => {
  const { id } = await school.child("Mila");
  await office.post(`/children/${id}/both`, { both: "yes" });
  school.database.$client.prepare("update child set birth_date = '2018-03-15' where id = ?").run(id);
  const found = async (child: string) => {
    const { html, text } = await head.get(`/actions?${new URLSearchParams({ child }).toString()}`);
    return { lines: rows(html).length, text };
  };
  expect((await found("Mila 15.03.2018")).lines).toBe(1);
  school.database.$client.prepare("update child set gone_at = ? where id = ?").run("2026-11-20T10:00:00.000Z", id);
  const left = await found("mila beispiel");
  expect([left.lines, left.text.includes("Mila Beispiel")]).toEqual([1, true]);
  expect(await csvOf({ child: "mila beispiel" })).toEqual([
    expect.stringContaining("Wann"),
    expect.stringContaining("Mila Beispiel"),
  ]);
  school.database.$client
    .prepare("update child set given_name = 'Mila', family_name = 'Beispiel' where given_name = 'Leon'")
    .run();
  const { lines, text } = await found("mila");
  expect(lines).toBe(0);
  expect(text).toContain("So heißen mehrere Kinder");
  expect(text).toMatch(/Mila Beispiel \(15\.03\.\) \(\S+, nicht mehr an der Schule\)/);
});

test("what is done while the log is being saved shifts no line of it: none is there twice, none is missing", async () => {
  const at = school.clock.now.toISOString();
  const note = (about: string) => school.house.office.note({ by: "Frau Schreiber", what: "export", about, at });
  for (let one = 0; one < 1100; one += 1) await note(`list ${one}`);
  const saved = csvOf({ what: "export" });
  const meanwhile = (async () => {
    for (let one = 0; one < 30; one += 1) {
      await note(`meanwhile ${one}`);
      await new Promise((done) => setImmediate(done));
    }
  })();
  const lines = (await saved).map((line) => /"(list \d+)"$/.exec(line)?.[1]).filter((line) => line !== undefined);
  await meanwhile;
  expect([lines.length, new Set(lines).size]).toEqual([1100, 1100]);
});

test("a day is the school's: what was done at half past midnight is of that day, also where clocks change", () => {
  expect(dayBegins("2026-11-24", "Europe/Berlin")).toBe("2026-11-23T23:00:00.000Z");
  expect(dayBegins("2026-07-01", "Europe/Berlin")).toBe("2026-06-30T22:00:00.000Z");
  expect(dayBegins("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(dayBegins("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
  expect(dayBegins("2026-10-26", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  expect(dayBegins("2026-11-24", "UTC")).toBe("2026-11-24T00:00:00.000Z");
  // There is no midnight on these days: the first moment is one o'clock.
  expect(dayBegins("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  expect(dayBegins("2026-03-08", "America/Havana")).toBe("2026-03-08T05:00:00.000Z");
});

test("what was asked for is saved as a table that a spreadsheet opens and runs nothing of; that it was saved is in it", async () => {
  const { id } = await school.child("Mila");
  await office.post(`/children/${id}/both`, { both: "yes" });
  await office.get(`/children/${id}`);
  school.database.$client
    .prepare("insert into office_action (at, by, what, about) values (?, ?, ?, '')")
    .run(school.clock.now.toISOString(), "=HYPERLINK(1)", "x");
  const lines = await csvOf({ what: "all" });
  expect(lines[0]).toBe('"Wann";"Wer";"Was";"Woran";"Einzelheiten";"Nummer"');
  expect(lines).toHaveLength(6);
  expect(lines.join("\n")).toContain(`"Mila Beispiel";"vorher: nein, nachher: ja";"${id}"`);
  expect(lines.join("\n")).toContain("'=HYPERLINK(1)");
  expect((await csvOf({ what: "both" })).length).toBe(2);
  expect((await head.get("/actions")).text).toContain("Protokoll gespeichert");
  expect((await office.post("/actions/log.csv")).status).toBe(403);
});

test("leafing keeps what was asked for", async () => {
  for (let at = 0; at < 60; at += 1)
    await school.house.office.note({
      by: "Frau Schreiber",
      what: "export",
      about: "stand",
      at: "2026-11-23T10:00:00Z",
    });
  const { html } = await head.get("/actions?what=export&from=2026-11-01");
  expect(html).toContain("/office/actions?what=export&amp;from=2026-11-01&amp;page=2");
});

test("details are entered in the journal with the rest: who adds, changes or takes them away is found", async () => {
  const note = { by: "Frau Schreiber", what: "import", about: "d1", at: school.clock.now.toISOString() };
  await school.house.office.note({ ...note, details: { file: "a.csv" } });
  await school.house.office.note(note);
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
  const sql = (text: string) => school.database.$client.exec(text);
  const newest = Number(school.database.$client.prepare("select max(id) from office_action").pluck().get());
  for (const [id, value] of [
    [newest - 1, "null"],
    [newest - 1, `'{"file":"b.csv"}'`],
    [newest, `'{"file":"a.csv"}'`],
    [newest, "cast('{}' as blob)"],
    [newest, "''"],
  ] as const) {
    sql("savepoint before; drop trigger office_action_is_never_changed");
    sql(`update office_action set details = ${value} where id = ${id}`);
    expect(await verifyProof(school.database), `${id} ${value}`).toHaveProperty("broken");
    sql("rollback to before; release before");
  }
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});

test("what is kept of details is short, plain and read back; what is none is none", () => {
  expect(keptDetails({})).toBeNull();
  expect(readDetails(keptDetails({ file: "a\u202e\n.csv", new: 3 }))).toEqual({ file: "a .csv", new: 3 });
  expect(keptDetails({ file: "x".repeat(1000) })?.length).toBeLessThan(300);
  for (const none of [null, "", "x", "[]", "7", "null"]) expect(readDetails(none)).toEqual({});
});
