import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
afterEach(() => school.stop());

async function office(joined: Parameters<typeof School.open>[0] = {}): Promise<Visitor> {
  school = await School.open(joined);
  pages = new OfficePages(school);
  return pages.signedIn("office");
}

const names = (html: string) =>
  [...html.matchAll(/class="sheet front[^"]*" aria-label="([^"]+)"/g)].map(([, name]) => name).sort();
const codes = (html: string) => [...new Set(html.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g) ?? [])];
const personOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((one) => one.givenName === givenName)?.id ??
  "";

test("a class is chosen, then who in it gets a letter, with a warning that codes are shown once", async () => {
  const visitor = await office({ joined: ["mother"] });
  const { text } = await visitor.get(`/letters?class=${await school.classId("3a")}`);
  expect(text).toContain("Wer noch keinen gültigen Brief hat: 10 Personen");
  expect(text).toContain("Alle, die noch nicht verbunden sind: 10 Personen. Alte Codes werden ungültig.");
  expect(text).toContain("Alle: 11 Personen. Wer verbunden ist, bleibt es.");
  expect(text).toContain(
    "Die Codes stehen danach auf einer eigenen Seite, eine Stunde lang und nur für Sie: Drucken Sie sie dort. Ältere Codes dieser Personen gelten dann nicht mehr.",
  );
});

test("the letters of a class go to those whom nothing has reached, once each, and are kept by no cache", async () => {
  const visitor = await office({ joined: ["mother"] });
  const { status, html, response } = await visitor.does("/letters", {
    class: await school.classId("3a"),
    whom: "untouched",
  });
  expect({
    status,
    cache: response.headers.get("cache-control"),
    policy: response.headers.get("content-security-policy")?.includes("style-src 'self'"),
  }).toEqual({ status: 200, cache: "no-store", policy: true });
  expect(names(html)).toEqual([
    "Berfin Vorlage",
    "Elena Fantasie",
    "Gabi Erfunden",
    "Iryna Vyhadana",
    "Layla Chayal",
    "Rita Fabel",
    "Rolf Erfunden",
    "Sami Chayal",
    "Tarek Beispiel-Anders",
    "Udo Fabel",
  ]);
  expect(codes(html)).toHaveLength(10);
  expect((await school.house.office.actions(0, 5)).actions[0]).toMatchObject({
    by: "Frau Schreiber",
    what: "letters",
    about: await school.classId("3a"),
  });
  const head = await pages.signedIn("head");
  expect((await head.get(`/letters?class=${await school.classId("3a")}`)).text).toContain(
    "Wer noch keinen gültigen Brief hat: niemand",
  );
});

test("all classes at once are one letter a person", async () => {
  const visitor = await office();
  const { html } = await visitor.does("/letters", { class: "all", whom: "everybody" });
  expect(names(html)).toHaveLength(25);
  expect(codes(html)).toHaveLength(25);
});

test("letters for a class that is not there are an error, and nobody is said to have done anything", async () => {
  const visitor = await office({ joined: ["mother"] });
  await school.imports(classOfOlder);
  for (const words of ["", "no class", "constructor"]) {
    const { status, text } = await visitor.does("/letters", { class: words, whom: "everybody" });
    expect({ status, text }).toEqual({
      status: 422,
      text: expect.stringContaining("Wählen Sie eine Klasse") as string,
    });
  }
  const done = (await school.house.office.actions(0, 20)).actions.map(({ what }) => what);
  expect(done).toEqual(["signIn"]);
});

test("a new letter makes the older code void, and its own code joins", async () => {
  const visitor = await office();
  const old = await school.letter("father");
  const before = await visitor.does("/letters", { class: await school.classId("3a"), whom: "untouched" });
  expect(names(before.html)).not.toContain("Tarek Beispiel-Anders");
  const { html } = await visitor.does("/letters", {
    person: await personOf("Mila", "Tarek"),
    child: (await school.child("Mila")).id,
  });
  const [code = "", ...others] = codes(html);
  expect({ names: names(html), others }).toEqual({ names: ["Tarek Beispiel-Anders"], others: [] });
  const father = school.phone("father");
  await father.says(`/start ${old}`);
  expect(father.button("Verbinden")).toBeUndefined();
  await father.says(`/start ${code}`);
  await father.presses("Verbinden");
  expect(father.transcript()).toContain("Guten Tag, Tarek Beispiel-Anders!");
});

test("whoever has joined stays joined when everybody gets a letter", async () => {
  const visitor = await office({ joined: ["mother"] });
  await visitor.does("/letters", { class: "all", whom: "everybody" });
  await school.phone("mother").says("/status");
  expect(school.phone("mother").last).toContain("Mila B. (3a)");
});

test("teachers who are not connected get a slip each, and no one else", async () => {
  const visitor = await office({ joined: ["teacher"] });
  const { text, html, response } = await visitor.does("/letters/teachers");
  expect({
    kreide: text.includes("Karl Kreide (1b)"),
    lineal: text.includes("Lina Lineal (2c)"),
    tafel: text.includes("Petra Tafel"),
    codes: codes(html).length,
    cache: response.headers.get("cache-control"),
  }).toEqual({ kreide: true, lineal: true, tafel: false, codes: 2, cache: "no-store" });
});

test("a form that leaves out who says so, and makes no code", async () => {
  const visitor = await office();
  const old = await school.letter("mother");
  const { status, text } = await visitor.does("/letters", { class: "all" });
  expect({ status, says: text.includes("Wählen Sie aus, wer einen Brief bekommt.") }).toEqual({
    status: 422,
    says: true,
  });
  const nobody = await visitor.does("/letters", { class: "no such class", whom: "everybody" });
  expect({ status: nobody.status, sheets: names(nobody.html) }).toEqual({ status: 422, sheets: [] });
  await school.phone("mother").says(`/start ${old}`);
  expect(school.phone("mother").button("Verbinden")).toBeDefined();
});

test("words in place of a class make no letter, and stand in no log", async () => {
  const lines: unknown[] = [];
  const line = (...of: unknown[]) => void lines.push(of);
  const visitor = await office({ log: { info: line, warn: line, error: line } });
  const { status } = await visitor.does("/letters", { class: "Nadja Beispiel", whom: "everybody" });
  expect(status).toBe(422);
  expect(JSON.stringify(lines)).not.toContain("Nadja");
  expect(school.database.$client.prepare("select about from office_action").pluck().all()).not.toContain(
    "Nadja Beispiel",
  );
});

test("the officer writes no letters, and a person of another child cannot be smuggled in", async () => {
  const visitor = await office();
  const officer = await pages.signedIn("officer");
  for (const answer of [
    await officer.get("/letters"),
    await officer.does("/letters", { class: "all", whom: "everybody" }),
    await officer.does("/letters/teachers"),
  ])
    expect({ status: answer.status, codes: codes(answer.html) }).toEqual({ status: 403, codes: [] });
  const teacher = (await school.house.roster.roll()).people.find(({ role }) => role === "teacher")?.id ?? "";
  const smuggled = await visitor.does("/letters", { person: teacher, child: (await school.child("Mila")).id });
  expect({ status: smuggled.status, codes: codes(smuggled.html) }).toEqual({ status: 404, codes: [] });
});

test("who has come of age is counted before there is a letter for them, and gets one", async () => {
  school = await School.open();
  const own = new OfficePages(school, { pupilAge: 9 });
  const [visitor, other] = [await own.signedIn("office"), await own.signedIn("head")];
  const counted = async () => Number(/Alle: (\d+) Personen/.exec((await other.get("/letters?class=all")).text)?.[1]);
  const before = await counted();
  const persons = (await school.house.roster.addressees()).length;
  expect(before).toBeGreaterThan(persons);
  const sent = await visitor.does("/letters", { class: "all", whom: "everybody" });
  expect(sent.status).toBe(200);
  expect([(await school.house.roster.addressees()).length, await counted()]).toEqual([before, before]);
  const noted = (await school.house.office.actions(0, 9)).actions.map(({ what, about }) => `${what} ${about}`);
  expect(noted.filter((line) => line.startsWith("letters"))).toEqual(["letters all", "letters all"]);
});
