import { afterEach, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { verifyProof } from "../../db/proof/verify.ts";
import { mayUse, restrictionIn } from "../../src/consent/restriction.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { ownDataOf } from "../../src/house/own-data.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school?.stop());

const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");
const client = () => school.database.$client;
const one = (text: string) => client().prepare(text).pluck().get();
const count = (table: string) => Number(one(`select count(*) from ${table}`));
const idOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((each) => each.givenName === givenName)!.id;
const officer = () => new OfficePages(school).signedIn("officer");
const form = { ground: "accuracy", since: "2026-11-20", note: "Der Nachname wird geprüft." };

async function restricts(child: string, givenName: string, visitor?: Visitor): Promise<Visitor> {
  const personId = await idOf(child, givenName);
  await school.house.requests.receive({ id: "r1", right: "restriction", personId, words: "" }, school.clock.now);
  const desk = visitor ?? (await officer());
  expect((await desk.does("/requests/r1/restrict", form)).text).toContain("Die Verarbeitung ist eingeschränkt.");
  return desk;
}

test("what a restriction leaves: keeping, the person's own word, proof; nothing else", () => {
  const holds = { ground: "accuracy" as const };
  const uses = [
    "keep",
    "ownDeclaration",
    "ownRight",
    "proof",
    "tellOwnDecision",
    "erase",
    "remind",
    "write",
    "importOver",
    "list",
  ] as const;
  expect(uses.filter((use) => mayUse(holds, use))).toEqual([
    "keep",
    "ownDeclaration",
    "ownRight",
    "proof",
    "tellOwnDecision",
  ]);
  expect(uses.filter((use) => mayUse(null, use))).toEqual(uses);
  expect(restrictionIn([])).toBeNull();
});

test("the officer restricts, the mother is told the ground, the child's page marks it, and it stands in her own data", async () => {
  school = await School.open({ joined: ["mother"] });
  const desk = await restricts("Mila", "Nadja");
  expect(school.phone("mother").last).toContain("Die Verarbeitung ist seit dem 20.11.2026 eingeschränkt.");
  expect(school.phone("mother").last).toContain("Der Nachname wird geprüft.");
  const { id } = await school.child("Mila");
  expect((await desk.get(`/children/${id}`)).text).toMatch(
    /Nadja Beispiel.*eingeschränkt seit dem 20.11.2026: Die Person bestreitet/,
  );
  expect((await desk.get("/requests/r1")).text).toContain("eingeschränkt seit dem 20.11.2026");
  const data = await ownDataOf(school.house, await idOf("Mila", "Nadja"));
  expect(data?.restrictions).toMatchObject([{ ground: "accuracy", since: "2026-11-20" }]);
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
});

test("a second restriction ends no first one, and lifting one leaves the other", async () => {
  school = await School.open();
  const desk = await restricts("Mila", "Nadja");
  const personId = await idOf("Mila", "Nadja");
  await school.house.requests.receive({ id: "r2", right: "restriction", personId, words: "" }, school.clock.now);
  await desk.does("/requests/r2/restrict", { ...form, ground: "claims" });
  await desk.does("/requests/r2/lift", { toldOn: "2026-11-23", note: "am Telefon" });
  expect(await school.house.restrictions.of(personId)).toMatchObject({ requestId: "r1", ground: "accuracy" });
  expect(await school.house.restrictions.everybody()).toEqual(new Set([personId]));
  expect((await desk.post("/requests/r2/lift", { toldOn: "2026-11-23", note: "noch einmal" })).to).toContain(
    "unchanged",
  );
  await desk.does("/requests/r1/lift", { toldOn: "2026-11-23", note: "am Telefon" });
  expect(await school.house.restrictions.everybody()).toEqual(new Set());
});

test("it is no word: answered it cannot be before; without a ground, a reason or with a day to come it is sent back; twice is once", async () => {
  school = await School.open();
  const personId = await idOf("Mila", "Nadja");
  await school.house.requests.receive({ id: "r1", right: "restriction", personId, words: "" }, school.clock.now);
  const desk = await officer();
  expect((await desk.post("/requests/r1", { step: "answered", note: "" })).status).toBe(422);
  for (const wrong of [{ ground: "" }, { since: "2026-11-24" }, { note: " " }])
    expect((await desk.post("/requests/r1/restrict", { ...form, ...wrong })).status).toBe(422);
  expect(count("restriction_fact")).toBe(0);
  await desk.does("/requests/r1/restrict", form);
  expect((await desk.post("/requests/r1/restrict", form)).to).toContain("done=unchanged");
  expect([count("restriction_fact"), count("request_step")]).toEqual([1, 2]);
  const secretary = await new OfficePages(school).signedIn("office");
  expect((await secretary.post("/requests/r1/restrict", form)).status).toBe(403);
});

test("while it holds the mother is not reminded, and her withdrawal is taken like any other", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await restricts("Mila", "Nadja");
  const due = (await school.house.reminders.due(null, school.clock.now)).map(({ guardianId }) => guardianId);
  expect(due).not.toContain(await idOf("Mila", "Nadja"));
  expect(due).toContain(await idOf("Mila", "Tarek"));
  await mother.says("Ich widerrufe die Einwilligung für Mila");
  expect(await school.events("Mila")).toMatch(/withdrawn/);
});

test("a reminder that waits when the restriction comes is not sent", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.bot.stop();
  await school.house.reminders.send(null, school.clock.now);
  const personId = await idOf("Mila", "Nadja");
  await school.house.requests.receive({ id: "r1", right: "restriction", personId, words: "" }, school.clock.now);
  await school.house.restrictions.begin("r1", { ...form, ground: "accuracy", by: "x" }, "", school.clock.now);
  await school.start();
  await school.quiet();
  expect(school.phone("mother").messages.some(({ text }) => text?.includes("noch keine Antwort"))).toBe(false);
});

test("a list neither renames nor ends whose data are only kept: it stands on the overview", async () => {
  school = await School.open({ joined: ["father"] });
  const desk = await new OfficePages(school).signedIn("head");
  await restricts("Mila", "Tarek", desk);
  await school.imports(schoolFile.replaceAll("Beispiel-Anders", "Zzneu"));
  expect(one("select family_name from person where given_name = 'Tarek'")).toBe("Beispiel-Anders");
  expect((await desk.get("")).text).toContain("Daten eingeschränkt sind");
  await school.imports(schoolFile.replace(/^.*;Tarek;.*;Mila;.*\n/m, ""));
  expect(
    (await school.house.roster.peopleOf((await school.child("Mila")).id)).map(({ givenName }) => givenName),
  ).toContain("Tarek");
});

test("nothing of the person is erased while it holds; once lifted, all of it goes in its time, and the record holds", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("/widerruf");
  await mother.says("Gibt es in der Mensa heute Zzspaghetti?");
  await mother.presses("Frage an die Schule weitergeben");
  await restricts("Mila", "Nadja");
  const rounds = async (day: string) => {
    school.clock.now = new Date(`${day}T03:00:00Z`);
    await dailyRounds(school.house, 14, true);
  };
  client().exec("update child set gone_at = '2026-12-01T00:00:00.000Z'");
  const ofMother = () =>
    ["consent_event", "passed_question", "rights_request", "restriction_fact"].map((table) =>
      Number(
        one(`select count(*) from ${table} where person_id = (select person_id from account where chat_id = '101')`),
      ),
    );
  const before = ofMother();
  await rounds("2031-02-01");
  await rounds("2035-02-01");
  // Leaving has let the consents lapse, in her name.
  expect(ofMother().slice(1)).toEqual(before.slice(1));
  expect(ofMother()[0]).toBeGreaterThanOrEqual(before[0] ?? 0);
  const desk = await officer();
  const not = await desk.post("/requests/r1/lift", { toldOn: "", note: "Brief" });
  expect(not.status).toBe(422);
  for (const toldOn of ["2026-11-19", "2035-02-02", "x"])
    expect((await desk.post("/requests/r1/lift", { toldOn, note: "Brief" })).status).toBe(422);
  expect(() =>
    client().exec(`insert into restriction_fact (person_id, request_id, ground, since, told_on, note, "by", at)
      select person_id, 'r1', '', '2035-02-01', '', '', 'x', 'x' from restriction_fact`),
  ).toThrow(/told/);
  const lifted = await desk.does("/requests/r1/lift", { toldOn: "2035-02-01", note: "Brief vom 1.2." });
  expect(lifted.text).toContain("Die Einschränkung ist aufgehoben.");
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
  await rounds("2039-02-01");
  await rounds("2039-02-02");
  expect([count("restriction_fact"), count("rights_request"), count("passed_question")]).toEqual([0, 0, 0]);
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
});

test("while it holds a request to erase is not carried out", async () => {
  school = await School.open({ joined: ["mother"] });
  const desk = await restricts("Mila", "Nadja");
  const personId = await idOf("Mila", "Nadja");
  await school.house.requests.receive({ id: "r2", right: "erasure", personId, words: "" }, school.clock.now);
  const page = await desk.get("/requests/r2");
  expect(page.text).toContain("Solange das gilt, wird nichts gelöscht");
  expect(page.html).not.toContain("/requests/r2/erase");
  const carrying = { by: "x", isAsShown: () => true, note: () => "" };
  expect(await school.house.erasing.carryOut("r2", carrying, school.clock.now)).toBe("restricted");
});
