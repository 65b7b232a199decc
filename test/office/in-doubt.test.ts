import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages } from "../support/office-pages.ts";
import type { School } from "../support/school.ts";
import { endSealed, type SealedSchool, sealedSchool } from "../support/sealed-school.ts";
import { withoutGuards } from "../support/without-guards.ts";

let sealed: SealedSchool;
let school: School;
beforeEach(async () => {
  sealed = await sealedSchool("grandfather");
  school = sealed.school;
  await school.phone("grandfather").answers("Leon", "JA", "JA");
});
afterEach(() => endSealed(sealed.folder, school));

const shell = (change: string) => withoutGuards(sealed.path, change);
const breakRow = () => shell("update consent_event set recorded_by = 'somebody' where seq = 1");
const setRight = () => shell("update consent_event set recorded_by = person_id where seq = 1");
const wrong = /Jemand hat Aufzeichnungen in der Datenbank verändert.* mit janein verify/;
const yes = "✓ JA";

test.each(["before", "only after"])(
  "the pages of the office, opened %s it, say in doubt what is wrong",
  async (when) => {
    const pages = () => new OfficePages(school);
    const before = await pages().signedIn("head");
    const { classId, id } = await school.child("Leon");
    const paths = ["", "/children", `/classes/${classId}`, `/classes/${classId}/lesson`, `/children/${id}`];
    const others = ["/requests", "/questions", "/verify", "/people", "/actions", "/letters", "/notice", "/export"];
    expect((await before.get(`/classes/${classId}`)).text).toContain(yes);
    breakRow();
    const head = when === "before" ? before : await pages().signedIn("head");
    for (const path of [...paths, ...others]) {
      const { status, text, html } = await head.get(path);
      expect({ path, status, said: text.match(new RegExp(wrong, "g"))?.length }).toEqual({
        path,
        status: 200,
        said: 1,
      });
      expect({ path, shows: /class="stands/.test(html) || text.includes("Ton und Bild (") }).toEqual({
        path,
        shows: false,
      });
    }
    expect((await head.get("")).text).toContain("2c");
    expect((await head.get(`/classes/${classId}`)).text).toContain("Niemand, Leon");
    setRight();
    for (const path of ["", `/classes/${classId}`, `/classes/${classId}/lesson`]) {
      const { status, text } = await head.get(path);
      expect({ path, status, said: wrong.test(text) }).toEqual({ path, status: 200, said: false });
    }
    expect((await head.get(`/classes/${classId}`)).text).toContain(yes);
  },
);

test("what is not done in doubt is refused in words, not as a fault of ours", async () => {
  const head = await new OfficePages(school).signedIn("head");
  breakRow();
  for (const [path, values] of [
    ["/period/end", { sure: "yes" }],
    ["/export/stand.csv", {}],
    ["/export/missing.csv", {}],
  ] as const) {
    const { status, text } = await head.post(path, values);
    expect({ path, status, said: wrong.test(text) }).toEqual({ path, status: 503, said: true });
  }
  const period = await head.get("/period");
  expect([period.status, wrong.test(period.text)]).toEqual([503, true]);
  shell("create trigger planted before insert on consent_event begin select 1; end");
  const planted = await head.post("/export/stand.csv");
  expect([planted.status, planted.text]).toEqual([503, expect.stringMatching(/janein verify/)]);
  expect(await head.get("/verify")).toMatchObject({ status: 200 });
});

test("in doubt nothing is settled; a NEIN that came with it counts, and the page says which", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "paper");
  const clerk = await new OfficePages(school).signedIn("office");
  const { id } = await school.child("Mila");
  const personOf = async (name: string) =>
    (await school.house.roster.peopleOf(id)).find(({ givenName }) => givenName === name)?.id ?? "";
  const form = { act: "a1", counts: await personOf("Nadja"), purpose: "both", reason: "neu", evidence: "Akte 1" };
  const events = () => Number(school.database.$client.prepare("select count(*) from consent_event").pluck().get());
  const before = events();
  breakRow();
  const bare = await clerk.post(`/children/${id}/settle`, { ...form, why: "order" });
  expect([bare.status, wrong.test(bare.text)]).toEqual([503, true]);
  const anew = { ...form, why: "new_declaration", route: "paper", audio: "no", video: "no" };
  const { to } = await clerk.post(`/children/${id}/settle`, anew);
  expect(to).toContain("done=onlyNo");
  expect((await clerk.get(`/children/${id}?done=onlyNo`)).text).toMatch(/Das NEIN ist eingetragen und gilt/);
  expect(events()).toBe(before + 2);
  expect((await clerk.post(`/children/${id}/settle`, { ...anew, act: "a2", audio: "yes" })).status).toBe(503);
  expect(events()).toBe(before + 2);
});

test("the officer's page names each place that is known not to hold, and since when", async () => {
  const officer = await new OfficePages(school, {
    verify: () =>
      Promise.resolve({
        ...{ events: 2, newest: "f", entries: 2, newestEntry: "e", notedSeen: true, lost: null },
        compared: {
          ...{ folder: "", heads: 0, newestHead: null, givenUp: null, foreign: 0, doubted: null },
          ...{ stamps: 0, newestStamp: null, badStamps: [] },
          knownBroken: [
            { where: "event", seq: 2, id: "id7", fault: "what it says was changed", since: "2026-11-23T17:00:00Z" },
            { where: "journal", seq: 5, id: "period 1", fault: "it is dated ahead", since: "2026-11-23T17:00:00Z" },
            { where: "journal", seq: 0, id: "period 9", fault: "it has no entry in the journal", since: "2026-11-23" },
          ],
        },
      }),
  }).signedIn("officer");
  const { text } = await officer.post("/verify");
  expect(text).not.toContain("alles stimmt");
  for (const words of [
    "2 Erklärungen",
    "Ereignis 2 (id7): was darin steht, wurde geändert (seit dem 23.11.2026)",
    "Eintrag 5 im Journal (period 1): diese Löschung trägt eine Zeit, die erst noch kommt (seit dem 23.11.2026)",
    "period 9: im Journal steht nichts davon",
  ])
    expect(text).toContain(words);
});
