import { afterEach, expect, test } from "vitest";
import { overview } from "../../db/school/overview.ts";
import { ownDataOf } from "../../src/house/own-data.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school?.stop());

const names = (html: string) =>
  [...html.matchAll(/class="sheet front[^"]*" aria-label="([^"]+)"/g)].map(([, name]) => name);
const idOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((one) => one.givenName === givenName)?.id ??
  "";
const run = (text: string, ...values: string[]) => school.database.$client.prepare(text).run(...values);

/** Who gets a reminder on paper, in the order of the letters. */
async function reminded(visitor: Visitor, chosen: string) {
  const form = { act: `an act for ${chosen} ${school.clock.now.getTime()}`, class: chosen, returnBy: "2026-12-09" };
  const { to } = await visitor.post("/letters/reminders", form);
  return names((await visitor.get((to ?? "").replace(/^\/office/, ""))).html);
}

test("nobody whose data are restricted is reminded on paper, as in the chat", async () => {
  school = await School.open();
  const pages = new OfficePages(school);
  const [secretary, officer] = [await pages.signedIn("office"), await pages.signedIn("officer")];
  const chosen = await school.classId("3a");
  expect((await secretary.get(`/letters?class=${chosen}`)).text).toContain("11 Erinnerungen erzeugen");
  const personId = await idOf("Mila", "Tarek");
  await school.house.requests.receive({ id: "r1", right: "restriction", personId, words: "" }, school.clock.now);
  await officer.does("/requests/r1/restrict", { ground: "accuracy", since: "2026-11-20", note: "Wird geprüft." });
  expect((await secretary.get(`/letters?class=${chosen}`)).text).toContain("10 Erinnerungen erzeugen");
  const got = await reminded(secretary, chosen);
  expect(got).toHaveLength(10);
  expect(got).not.toContain("Tarek Beispiel-Anders");
});

test("a pupil of age whom the messenger does not reach any more is reminded on paper, and stands on the overview", async () => {
  school = await School.open({ settings: { PUPIL_AGE: 9 } });
  const pages = new OfficePages(school, { pupilAge: 9 });
  const visitor = await pages.signedIn("office");
  await school.house.roster.bringPupilsOfAge(9, school.house.newId, school.clock.now);
  const pupil = (await school.house.roster.addressees()).find(({ role }) => role === "pupil");
  const [own, name] = [pupil?.children[0], `${pupil?.givenName} ${pupil?.familyName}`];
  const tied = "insert into account (person_id, chat_id, joined_at) values (?, '301', '2026-11-20T08:00:00.000Z')";
  run(tied, pupil?.id ?? "");
  expect(await reminded(visitor, own?.classId ?? "")).not.toContain(name);
  run("update account set unreachable_since = '2026-11-21T08:00:00.000Z'");
  school.pass(1000);
  expect(await reminded(visitor, own?.classId ?? "")).toContain(name);
  expect((await visitor.get("")).text).toContain(name);
});

test("the page reads what stands for the children of a choice together, not child by child", async () => {
  school = await School.open();
  const asked: number[] = [];
  const { ledger } = school.house;
  const house = {
    ...school.house,
    ledger: {
      ...ledger,
      eventsOf: () => Promise.reject(new Error("one by one")),
      eventsOfChildren: (ids: readonly string[]) => {
        asked.push(ids.length);
        return ledger.eventsOfChildren(ids);
      },
    },
  };
  const visitor = await new OfficePages(school, { house }).signedIn("office");
  expect((await visitor.get("/letters?class=all")).text).toContain("25 Erinnerungen erzeugen");
  const children = await school.house.roster.everyChild();
  expect(asked).toEqual([children.length]);
});

test("reminders on paper are counted by person: a child's page and the list of who is missing say how often and when last", async () => {
  school = await School.open({ joined: ["mother"] });
  const visitor = await new OfficePages(school).signedIn("office");
  const [{ id }, chosen, other] = [await school.child("Mila"), await school.classId("3a"), await school.classId("1b")];
  expect((await visitor.get(`/children/${id}`)).text).not.toContain("auf Papier erinnert");
  const before = (await visitor.get(`/letters?class=${chosen}`)).text;
  expect(before).toContain("Die Grenze von zwei Erinnerungen in einem Zeitraum gilt für den Chat.");
  expect(before).not.toContain("schon auf Papier erinnert");
  await reminded(visitor, chosen);
  const once = "auf Papier erinnert am 23.11.2026";
  const page = (await visitor.get(`/children/${id}`)).text;
  expect(page.split(once)).toHaveLength(2);
  expect(page.indexOf(once)).toBeGreaterThan(page.indexOf("Tarek Beispiel-Anders"));
  const list = (await visitor.get(`/export/missing?class=${chosen}`)).text;
  expect(list).toContain(`Tarek Beispiel-Anders (noch kein Brief), ${once}`);
  expect(list).toContain("Nadja Beispiel (verbunden), Tarek");
  expect((await visitor.get(`/letters?class=${other}`)).text).toMatch(
    /in diesem Zeitraum schon auf Papier erinnert wurde/,
  );
  school.pass(24 * 60 * 60 * 1000);
  const again = await new OfficePages(school).signedIn("office");
  await reminded(again, other);
  const twice = "2-mal auf Papier erinnert, zuletzt am 24.11.2026";
  for (const one of [chosen, other])
    expect((await again.get(`/export/missing?class=${one}`)).text).toContain(`(noch kein Brief), ${twice}`);
  expect((await again.get(`/children/${id}`)).text).toContain(twice);
});

test("put down is of which child somebody was reminded: not of one that is answered", async () => {
  school = await School.open();
  const visitor = await new OfficePages(school).signedIn("office");
  const chosen = await school.classId("3a");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await reminded(visitor, chosen);
  const own = await school.house.held.ofPersons([await idOf("Mila", "Tarek")]);
  expect(own.messages.filter(({ kind }) => kind === "paper").map(({ child }) => child)).toEqual([
    (await school.child("Jonas")).id,
  ]);
});

test("what was printed to remind is told by nobody: it is counted as no message, and own data call it paper", async () => {
  school = await School.open();
  const secretary = await new OfficePages(school).signedIn("office");
  const told = async () => (await overview(school.database, school.clock.now)).messages.told;
  const before = await told();
  expect(await reminded(secretary, await school.classId("3a"))).toHaveLength(11);
  expect(await told()).toBe(before);
  const own = await ownDataOf(school.house, await idOf("Mila", "Tarek"));
  expect(own?.messages.map(({ kind, sentAt }) => [kind, sentAt === null])).toEqual([
    ["paper", false],
    ["paper", false],
  ]);
});

test("a child that was added by mistake, with its mother, is taken back also where she was reminded on paper", async () => {
  school = await School.open();
  const secretary = await new OfficePages(school).signedIn("office");
  const typed = { act: "added", familyName: "Neu", givenName: "Nele", birthDate: "2018-05-02", className: "3a" };
  const { to } = await secretary.post("/children/new", { ...typed, familyName1: "Neu", givenName1: "Nora" });
  expect(await reminded(secretary, await school.classId("3a"))).toContain("Nora Neu");
  const { status } = await secretary.post(`${(to ?? "").replace(/^\/office/, "")}/undo`);
  const { children, people } = await school.house.roster.roll();
  const left = [...children, ...people].filter(({ familyName }) => familyName === "Neu");
  expect([status, left]).toEqual([303, []]);
});
