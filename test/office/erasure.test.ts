import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
const folder = mkdtempSync(join(tmpdir(), "janein-erasure-"));
afterEach(async () => {
  await school.stop();
  rmSync(folder, { recursive: true, force: true });
});

const client = () => school.database.$client;
const one = (text: string) => client().prepare(text).pluck().get();
const count = (table: string) => Number(one(`select count(*) from ${table}`));
const idOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((each) => each.givenName === givenName)!.id;
const asks = (personId: string) =>
  school.house.requests.receive({ id: "r1", right: "erasure", personId, words: "" }, school.clock.now);
const officer = () => new OfficePages(school).signedIn("officer");

async function erases(visitor: Visitor, id = "r1") {
  const { html } = await visitor.get(`/requests/${id}`);
  return visitor.does(`/requests/${id}/erase`, { shown: /name="shown" value="([^"]+)"/.exec(html)?.[1] ?? "" });
}

test("the page says before what goes and what stays, why and until when; then it is done, told in the chat, and in no byte of the file", async () => {
  const path = join(folder, "janein.db");
  school = await School.open({ joined: ["mother"], path });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "NEIN");
  await mother.says("Gibt es in der Mensa heute Zzspaghetti?");
  await mother.presses("Frage an die Schule weitergeben");
  await mother.says("/sprache");
  await mother.presses("Türkçe");
  await mother.says("/einwilligung");
  const person = await idOf("Mila", "Nadja");
  await asks(person);
  const desk = await officer();
  const page = await desk.get("/requests/r1");
  for (const words of [
    "Konto im Messenger",
    "Sprache im Chat",
    "Einmal-Codes",
    "offene Frage im Chat",
    "weitergegebene Fragen",
  ])
    expect(page.text).toContain(words);
  expect(page.text).toContain("Erklärungen (2): solange eine davon gilt");
  expect(page.text).toContain("§ 3 Abs. 2 VO-DV I");
  expect(page.text).toContain("Anträge mit ihren Schritten (1): 31.12.2029.");
  expect(page.text).toContain("Eine Löschung ist kein Widerruf");
  expect(page.html).toContain(`href="/office/children/${(await school.child("Mila")).id}"`);
  expect(page.html).not.toContain('value="answered"');
  expect((await erases(desk)).text).toContain("Die Löschung ist ausgeführt.");
  expect(mother.last).toMatch(/^Silme başvurunuz yerine getirildi/);
  expect(mother.last).toContain("Gelöscht: Konto im Messenger, Sprache im Chat");
  expect(mother.last).toContain("Anträge mit ihren Schritten (1): 31.12.2029.");
  for (const table of ["account", "chat_language", "conversation_state", "join_code", "passed_question"])
    expect([table, count(table)]).toEqual([table, 0]);
  expect(client().prepare("select * from announcement where person_id = ? or chat_id = '101'").all(person)).toEqual([]);
  expect(await school.events("Mila")).toBe("audio given, video refused");
  expect(await school.participation("Mila")).toBe("audio_only");
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
  await school.house.talks.emptyLog();
  const bytes = [path, `${path}-wal`].filter(existsSync).map((file) => readFileSync(file).toString("latin1"));
  for (const file of bytes) expect(file).not.toContain("Zzspaghetti");
});

test("a second press and a second clerk change nothing", async () => {
  school = await School.open({ joined: ["mother"] });
  await asks(await idOf("Mila", "Nadja"));
  const pages = new OfficePages(school);
  const [desk, head] = [await pages.signedIn("officer"), await pages.signedIn("head")];
  const { html } = await desk.get("/requests/r1");
  const form = { shown: /name="shown" value="([^"]+)"/.exec(html)?.[1] ?? "" };
  const both = await Promise.all([desk.post("/requests/r1/erase", form), head.post("/requests/r1/erase", form)]);
  expect(both.map(({ to }) => to?.split("done=")[1]).toSorted()).toEqual(["requestErased", "unchanged"]);
  await school.quiet();
  const heard = school.phone("mother").messages.filter(({ text }) => text?.includes("Löschung ist ausgeführt")).length;
  expect([heard, count("request_step")]).toEqual([1, 2]);
});

test("what was not shown is not erased: something has come in between", async () => {
  school = await School.open({ joined: ["mother"] });
  await asks(await idOf("Mila", "Nadja"));
  const desk = await officer();
  const { html } = await desk.get("/requests/r1");
  await school.phone("mother").answers("Mila", "NEIN", "NEIN");
  const shown = /name="shown" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const not = await desk.does("/requests/r1/erase", { shown });
  expect(not.text).toContain("Es wurde nichts gelöscht");
  expect(count("account")).toBe(1);
  expect((await desk.post("/requests/r1/erase")).to).toContain("erasureChanged");
});

test("who dies in between has erased nothing", async () => {
  school = await School.open({ joined: ["mother"] });
  await asks(await idOf("Mila", "Nadja"));
  const desk = await officer();
  for (const table of ["announcement", "office_action", "request_step"]) {
    client().exec(`create temp trigger dies before insert on ${table} begin select raise(abort, 'killed'); end`);
    expect((await erases(desk)).status).toBe(500);
    client().exec("drop trigger dies");
    expect([count("account"), count("join_code"), count("request_step")]).toEqual([1, 1, 1]);
  }
});

test("a request to erase is never answered by a word; with reasons it can be refused", async () => {
  school = await School.open({ joined: ["mother"] });
  await asks(await idOf("Mila", "Nadja"));
  const desk = await officer();
  expect((await desk.post("/requests/r1", { step: "answered", note: "fertig" })).status).toBe(422);
  expect(await school.house.requests.step("r1", "answered", "x", "", school.clock.now)).toBe(false);
  await desk.does("/requests/r1", { step: "declined", note: "Der Nachweis wird gebraucht." });
  expect(count("account")).toBe(1);
  expect((await desk.get("/requests/r1")).text).not.toContain("Löschung ausführen");
});

test("a quarrelling father has his own erased, and nothing of the mother's, of the child's or of what he has declared", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  const before = ["consent_event", "child", "guardianship", "person"].map(count);
  await asks(await idOf("Mila", "Tarek"));
  await erases(await officer());
  expect(["consent_event", "child", "guardianship", "person"].map(count)).toEqual(before);
  expect(one("select group_concat(chat_id) from account")).toBe("101");
  expect(
    Number(one("select count(*) from announcement where person_id = (select person_id from account)")),
  ).toBeGreaterThan(0);
  expect(await school.participation("Mila")).toBe("none");
  expect(school.phone("father").last).not.toMatch(/Nadja/);
});

test("an open question that is tapped after the erasure declares nothing, and what is said there is nobody's", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung");
  const yes = mother.button("JA");
  await asks(await idOf("Mila", "Nadja"));
  await erases(await officer());
  school.box.presses(101, yes?.message ?? 0, yes?.data ?? "");
  await school.quiet();
  await mother.says("ja");
  expect([count("consent_event"), count("conversation_state"), count("account")]).toEqual([0, 0, 0]);
});

test("former names go out of what can be taken back, and taking it back still works", async () => {
  school = await School.open({ joined: ["mother"] });
  const secretary = await new OfficePages(school).signedIn("head");
  const { html } = await secretary.get(`/children/${(await school.child("Mila")).id}`);
  expect(html).toContain("Nadja");
  const person = await idOf("Mila", "Nadja");
  client()
    .exec(`insert into roll_change (id, at, by, what, about, detail, former) values ('c1', '2026-11-23T10:00:00.000Z',
    'x', 'import', '', '{"changes":[],"counts":null,"files":[]}',
    '{"newClasses":[],"was":{"children":[],"people":[{"id":"${person}","role":"guardian","givenName":"Nadja","familyName":"Zzfrueher","key":null,"goneAt":null}],"guardianships":[],"classTeachers":[]},"became":{"children":[],"people":[],"guardianships":[],"classTeachers":[]}}')`);
  await asks(person);
  await erases(await officer());
  expect(String(one("select former from roll_change"))).not.toContain("Zzfrueher");
  expect(await school.house.changes.wouldTakeBack("c1", school.clock.now)).not.toBeNull();
});

test("of somebody who has no chat nothing is told by itself, and the page says so; an unclear withdrawal is heard first", async () => {
  school = await School.open();
  const person = await idOf("Mila", "Nadja");
  client().exec(`insert into withdrawal_matter (id, chat_id, person_id, words, language, said_at)
    values ('m1', '101', '${person}', 'Ich widerrufe', 'de', '2026-11-23T10:00:00.000Z')`);
  await asks(person);
  const desk = await officer();
  expect((await desk.get("/requests/r1")).text).toContain("ungeklärter Widerruf (1): bis er geklärt ist.");
  const done = await erases(desk);
  expect(done.text).toContain("Die Person ist mit keinem Messenger verbunden");
  expect(done.text).toContain("Gelöscht: Es ist nichts gespeichert, was jetzt gelöscht werden kann. Es bleibt");
  // Nothing is due any more, and nothing stands in the place of the day.
  expect(done.html).not.toContain("<p>–</p>");
  expect([count("withdrawal_matter"), count("announcement")]).toEqual([1, 0]);
});
