import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { classOfOlder, School } from "../support/school.ts";

const hour = 60 * 60 * 1000;
let school: School;
let pages: OfficePages;
let clerk: Visitor;
beforeEach(async () => {
  // Monday, the 23rd of November, 18:00.
  school = await School.open({ joined: ["mother", "father"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
});
afterEach(() => school.stop());

/** The next day, with a browser that is signed in. */
async function nextDay(): Promise<Visitor> {
  school.pass(14 * hour);
  return (clerk = await pages.signedIn("office"));
}

test("what has changed since the last school day is on one page: answers, withdrawals, conflicts, leavers", async () => {
  await school.records("Sofia", "Elena", { audio: "yes", video: "no" }, "paper");
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  await school.records("Leon", "Heinz", { audio: "no" }, "phone");
  const tim = await school.child("Tim");
  school.database.$client.prepare("update child set gone_at = ? where id = ?").run("2026-11-23T18:00:00.000Z", tim.id);
  const { text } = await (await nextDay()).get("/morning");
  expect(text).toContain("seit dem 23.11.2026, 0 Uhr");
  expect(text).toMatch(/Neue Antworten für 3 Kinder .*Widerruf für ein Kind Leon Niemand \(2c\)/);
  expect(text).toMatch(/Bei einem Kind sind die Erklärungen jetzt verschieden Mila Beispiel \(3a\)/);
  expect(text).toMatch(/Ein Kind hat die Schule verlassen Tim Erfunden \(3a\)/);
  expect(text).toContain("Der Bot arbeitet.");
});

test("a leaving that was put down by hand is new when it was put down, whatever day it was on, and not once it is taken back", async () => {
  const [tim, mila] = [await school.child("Tim"), await school.child("Mila")];
  for (const { id } of [tim, mila]) await clerk.does(`/children/${id}/leave`, { on: "2026-11-20" });
  await clerk.does(`/children/${mila.id}/come-back`, { className: "3a", newClass: "" });
  const page = await (await nextDay()).get("/morning");
  expect(page.text).toMatch(/Ein Kind hat die Schule verlassen Tim Erfunden \(3a\)/);
  await nextDay();
  await nextDay();
  expect((await clerk.get("/morning")).text).not.toContain("hat die Schule verlassen");
  const again = await clerk.does(`/children/${mila.id}/leave`, { on: "2026-11-24" });
  expect((await clerk.get("/morning?since=2026-11-25")).text).toContain("Ein Kind hat die Schule verlassen");
  await clerk.does(/action="\/office(\/changes\/[^"]+\/undo)"/.exec(again.html)?.[1] ?? "");
  expect((await clerk.get("/morning?since=2026-11-25")).text).not.toContain("hat die Schule verlassen");
});

test("by a decision on custody declarations differ no longer, and differ again: both stand there", async () => {
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await nextDay();
  await nextDay();
  const mila = await school.child("Mila");
  const tarek = (await school.house.roster.peopleOf(mila.id)).find(({ givenName }) => givenName === "Tarek");
  const decision = {
    child: mila.id,
    guardian: tarek?.id ?? "",
    since: "2026-11-24",
    paper: "Beschluss",
    by: "Frau S.",
  };
  await school.house.custody.decide({ ...decision, custody: "neither" }, school.clock.now);
  expect((await clerk.get("/morning?since=2026-11-24")).text).toMatch(/nicht mehr verschieden Mila Beispiel/);
  await nextDay();
  await nextDay();
  await school.house.custody.decide({ ...decision, custody: "declares" }, school.clock.now);
  expect((await clerk.get("/morning?since=2026-11-25")).text).toMatch(/jetzt verschieden Mila Beispiel/);
});

test("a pupil who comes of age ends a conflict with a NEIN of its own, and that stands there", async () => {
  await school.imports(classOfOlder);
  await school.pupil("Lena");
  const lena = await school.child("Lena");
  const { $client } = school.database;
  const nadja = (await school.house.roster.roll()).people.find(({ givenName }) => givenName === "Nadja");
  $client.prepare("insert into guardianship (guardian_id, child_id) values (?, ?)").run(nadja?.id, lena.id);
  await school.records("Lena", "Gisela", { audio: "yes" }, "paper");
  await school.records("Lena", "Nadja", { audio: "no" }, "paper");
  await school.records("Lena", "Lena", { audio: "no" }, "paper");
  $client.prepare("update child set birth_date = '2010-11-25' where id = ?").run(lena.id);
  school.pass(40 * hour);
  clerk = await pages.signedIn("office");
  expect((await clerk.get("/morning?since=2026-11-24")).text).toMatch(/nicht mehr verschieden Lena/);
});

test("a conflict that is over is said so on the day after, and what is older is not said again", async () => {
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await nextDay();
  await nextDay();
  await school.records("Mila", "Tarek", { audio: "yes" }, "phone");
  const page = async (path: string) => (await clerk.get(path)).text;
  expect(await page("/morning?since=2026-11-24")).toMatch(/nicht mehr verschieden Mila Beispiel/);
  expect(await page("/morning?since=2026-11-24")).not.toContain("jetzt verschieden");
  school.pass(48 * hour);
  clerk = await pages.signedIn("office");
  expect(await page("/morning")).toContain("Seitdem hat sich für kein Kind etwas geändert.");
});

test("on a Monday it looks back to Friday; a day may be chosen, and a wrong one is the last school day", async () => {
  school.pass(7 * 24 * hour);
  clerk = await pages.signedIn("office");
  expect((await clerk.get("/morning")).text).toContain("seit dem 27.11.2026");
  expect((await clerk.get("/morning?since=2026-11-23")).text).toContain("seit dem 23.11.2026");
  for (const wrong of ["2027-01-01", "gestern", "2026-02-30"])
    expect((await clerk.get(`/morning?since=${wrong}`)).text).toContain("seit dem 27.11.2026");
  expect((await clerk.get("/morning?since=2020-01-01")).text).toContain("seit dem 29.09.2026");
});

test("an open request stands there with the days that are left", async () => {
  const [mother] = await school.house.accounts.personsOf(101);
  const request = { id: "r1", right: "erasure" as const, personId: mother?.id ?? "", words: "" };
  await school.house.requests.receive(request, school.clock.now);
  expect((await clerk.get("/morning")).text).toContain("Löschung , noch 30 Tage");
  school.pass(31 * 24 * hour);
  clerk = await pages.signedIn("officer");
  expect((await clerk.get("/morning")).text).toContain("einen Tag überfällig");
});

test("who is let go loses the messenger, the line and every code with the way in", async () => {
  const head = await pages.signedIn("head");
  const made = await clerk.does("/morning/code");
  const [, code = ""] = /<code class="code">([^<]+)<\/code>/.exec(made.html) ?? [];
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  const everybody = await school.house.office.everybody(school.clock.now);
  const { id } = everybody.find(({ role }) => role === "office") ?? { id: "" };
  await head.post(`/people/${id}/let-go`);
  const open = (table: string) => school.database.$client.prepare(`select count(*) from ${table}`).pluck().get();
  expect([open("morning_line"), open("join_code where used_at is null")]).toEqual([0, 0]);
  expect(await school.house.staffChats.of(id)).toEqual({ joinedAt: null, unreachableSince: null, morning: null });
});

test("an import does not take the office's people for its own, and the daily round keeps them", async () => {
  await clerk.does("/morning/code");
  await school.imports("klasse;rolle;vorname;nachname;kennung\n3a;lehrkraft;Neu;Schreiber;Frau\n");
  await school.days(1);
  const rows = school.database.$client.prepare("select family_name, gone_at from person where role = 'office'").all();
  expect(rows).toEqual([{ family_name: "Frau Schreiber", gone_at: null }]);
});

test("an account of the office's own is no family's, and a name without a given name begins with no blank", async () => {
  await clerk.post("/morning/code");
  const { $client } = school.database;
  const own = $client.prepare("select id from person where role = 'office'").pluck().get() as string;
  $client
    .prepare(
      `insert into announcement (kind, about, person_id, born_at, due_at, sent_at)
       values ('account', 'moved', ?, '2026-11-23T17:00:00.000Z', '2026-11-23T17:00:00.000Z', '2026-11-23T17:00:00.000Z')`,
    )
    .run(own);
  expect((await clerk.get("")).text).not.toContain("Frau Schreiber, 23.11.2026");
  await school.house.requests.receive({ id: "r1", right: "access", personId: own, words: "" }, school.clock.now);
  expect((await school.house.requests.all()).map(({ name }) => name)).toEqual(["Frau Schreiber"]);
});
