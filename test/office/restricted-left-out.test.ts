import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const names = (html: string) =>
  [...html.matchAll(/class="sheet front[^"]*" aria-label="([^"]+)"/g)].map(([, name]) => name);
const personId = (givenName: string) =>
  String(school.database.$client.prepare("select id from person where given_name = ?").pluck().get(givenName));

async function restricts(givenName: string): Promise<void> {
  const person = personId(givenName);
  await school.house.requests.receive(
    { id: "r1", right: "restriction", personId: person, words: "" },
    school.clock.now,
  );
  const fact = { ground: "accuracy" as const, since: "2026-11-20", note: "Der Name wird geprüft.", by: "x" };
  await school.house.restrictions.begin("r1", fact, "", school.clock.now);
  await school.quiet();
}

async function office(wanted: Parameters<typeof School.open>[0] = {}): Promise<Visitor> {
  school = await School.open(wanted);
  return new OfficePages(school).signedIn("head");
}

test("a father whose data are only kept gets no letter with the class, and the page says it and why", async () => {
  const head = await office();
  const id = await school.classId("3a");
  const counts = async () => /Alle: (\d+) Personen/.exec((await head.get(`/letters?class=${id}`)).text)?.[1];
  const before = Number(await counts());
  await restricts("Tarek");
  const { text, html } = await head.get(`/letters?class=${id}`);
  expect(Number(await counts())).toBe(before - 1);
  expect(text).toContain("Die Daten einer Person sind eingeschränkt (Art. 18 DSGVO): An sie geht kein Brief");
  expect(html).toMatch(/Tarek Beispiel-Anders: .*<a href="\/office\/children\/[^"]+">Mila Beispiel<\/a> \(3a\)/);
  const made = await head.does("/letters", { class: id, whom: "everybody" });
  expect(names(made.html)).toHaveLength(before - 1);
  expect(made.html).not.toContain("Tarek Beispiel-Anders");
});

test("letters that are made already show none for whoever is restricted before they are printed", async () => {
  const head = await office();
  const made = await head.post("/letters", { class: await school.classId("3a"), whom: "everybody" });
  await restricts("Tarek");
  const { html } = await head.get((made.to ?? "").replace("/office", ""));
  expect(html).toContain("Nadja Beispiel");
  expect(html).not.toContain("Tarek Beispiel-Anders");
});

test("one letter for him alone is made where somebody chooses that beside the mark", async () => {
  const head = await office();
  await restricts("Tarek");
  const made = await head.does("/letters", { person: personId("Tarek"), child: (await school.child("Mila")).id });
  expect(names(made.html)).toEqual(["Tarek Beispiel-Anders"]);
});

test("the reminders, on paper and in the chat, say who is left out", async () => {
  const head = await office({ joined: ["mother", "father"] });
  await restricts("Nadja");
  const id = await school.classId("3a");
  for (const path of [`/reminders?class=${id}`, "/reminders?class=all", `/letters?class=${id}`])
    expect([path, (await head.get(path)).text]).toEqual([
      path,
      expect.stringMatching(/An sie geht kein Brief und keine Erinnerung.*Nadja Beispiel: .*Mila/),
    ]);
  const other = await school.classId("2c");
  expect((await head.get(`/reminders?class=${other}`)).text).not.toContain("eingeschränkt");
});

test("a teacher whose data are only kept gets no code, which is said, and stands on the overview until it is lifted", async () => {
  const head = await office();
  await restricts("Petra");
  const { text } = await head.get("/letters");
  expect(text).toContain("Keinen Code bekommt, wessen Daten eingeschränkt sind (Art. 18 DSGVO): Petra Tafel.");
  expect((await head.does("/letters/teachers")).text).not.toContain("Petra Tafel");
  const overview = await head.get("");
  expect(overview.text).toContain("Die Daten einer Klassenlehrkraft sind eingeschränkt");
  expect(overview.html).toContain(`<a href="/office/requests/r1">Petra Tafel</a>`);
  await school.days(30);
  const later = await new OfficePages(school).signedIn("head");
  expect((await later.get("")).text).toContain("Die Daten einer Klassenlehrkraft sind eingeschränkt");
  const lifting = { since: "2026-12-23", toldOn: "2026-12-22", note: "Brief", by: "x" };
  await school.house.restrictions.lift({ personId: personId("Petra"), requestId: "r1" }, lifting, school.clock.now);
  expect((await later.get("")).text).not.toContain("Klassenlehrkraft sind eingeschränkt");
});
