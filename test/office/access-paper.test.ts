import { extractText } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";
import { putBeforeOffice } from "../../db/proof/custody.ts";
import type { OwnData } from "../../src/consent/own-data.ts";
import { ownData, ownDataOf } from "../../src/house/own-data.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const idOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((one) => one.givenName === givenName)!.id;
const sent = async (visitor: Visitor, path: string) =>
  new Uint8Array(await (await visitor.post(path)).response.arrayBuffer());
const read = async (pdf: Uint8Array) => (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, " ");
const asks = async (personId: string, id = "r1") =>
  school.house.requests.receive({ id, right: "access", personId, words: "" }, school.clock.now);

test("a father without an account gets on paper what is stored about him, and nothing of the mother's", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await asks(await idOf("Mila", "Tarek"));
  const officer = await new OfficePages(school).signedIn("officer");
  expect((await officer.get("/requests/r1")).text).toContain("Auskunft drucken");
  const text = await read(await sent(officer, "/requests/r1/own-data.pdf"));
  for (const words of ["Tarek Beispiel-Anders", "Mila Beispiel", "Jonas Beispiel", "Ton: NEIN", "auf Papier"])
    expect(text).toContain(words);
  expect(text).not.toMatch(/Nadja|Bild: JA|Nummer des Kontos/);
  const json = new TextDecoder().decode(await sent(officer, "/requests/r1/own-data.json"));
  const data = JSON.parse(json) as OwnData;
  expect(data.persons).toMatchObject([{ givenName: "Tarek", account: null }]);
  expect(data.children.map(({ declarations }) => declarations.map(({ kind }) => kind))).toEqual([["refused"], []]);
  expect(json).not.toMatch(/Nadja|"given"|"101"/);
  const { actions } = await school.house.office.actions(0, 5);
  expect(actions.slice(0, 2).map(({ by, what, about }) => [by, what, about])).toEqual([
    ["Herr Datenschutz", "ownData", "r1"],
    ["Herr Datenschutz", "ownData", "r1"],
  ]);
});

test("on paper and in chat it is the same, where the chat is one person's", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  await school.phone("mother").says("/einwilligung");
  const [inChat, onPaper] = [
    await ownData(school.house, 101),
    await ownDataOf(school.house, await idOf("Mila", "Nadja")),
  ];
  expect(onPaper).toEqual(inChat);
});

test("of a chat that is somebody else's too, what is open there is on nobody's paper", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("AB2D-EFGH-JKMN");
  await mother.says("/einwilligung");
  school.database.$client.exec(
    "insert into account (person_id, chat_id, joined_at) select id, '101', '2026-11-23T17:00:00.000Z' from person where given_name = 'Tarek'",
  );
  const data = await ownDataOf(school.house, await idOf("Mila", "Tarek"));
  expect(data).toMatchObject({ openConversation: null, wrongCodes: [], persons: [{ givenName: "Tarek" }] });
});

describe("of a guardian whose custody is open", () => {
  /** Tarek was there before a list spoke of custody, or that list has brought him. */
  async function open(custody: "undecided" | "held_back") {
    school = await School.open({ joined: ["mother", "father"] });
    await school.phone("father").answers("Mila", "NEIN", "NEIN");
    const mila = await school.child("Mila");
    const tarek = await idOf("Mila", "Tarek");
    school.database.transaction((tx) =>
      putBeforeOffice(tx, [{ childId: mila.id, guardianId: tarek, custody }], school.clock.now),
    );
    await asks(tarek);
    return { mila, officer: await new OfficePages(school).signedIn("officer") };
  }

  test.each(["undecided", "held_back"] as const)(
    "the clerk reads what is open and where it is decided (%s)",
    async (custody) => {
      const { mila, officer } = await open(custody);
      const page = await officer.get("/requests/r1");
      expect(page.text).toContain("Noch nicht entschieden ist, ob diese Person erklären darf für: Mila Beispiel (3a)");
      expect(page.html).toMatch(
        new RegExp(`class="warn">[^<]*<a href="/office/children/${mila.id}">Mila Beispiel</a>`),
      );
    },
  );

  test.each(["undecided", "held_back"] as const)(
    "the paper has nothing of the child but the own declarations (%s)",
    async (custody) => {
      const { mila, officer } = await open(custody);
      const { birthDate } = mila;
      const data = await ownDataOf(school.house, await idOf("Mila", "Tarek"));
      expect(data?.children.map(({ givenName }) => givenName)).toEqual(["Jonas"]);
      expect(data?.formerChildren).toMatchObject([{ id: mila.id, shownAs: "Mila B.", declarations: [{}, {}] }]);
      expect(data?.looks.filter(({ child }) => child === mila.id)).toEqual([]);
      const json = new TextDecoder().decode(await sent(officer, "/requests/r1/own-data.json"));
      expect(json).not.toMatch(new RegExp(`Nadja|Mila Beispiel|${birthDate}`));
      const text = await read(await sent(officer, "/requests/r1/own-data.pdf"));
      expect(text).toContain("noch nicht entschieden");
      expect(text).not.toMatch(/Nadja|Mila Beispiel/);
    },
  );

  test("once it is decided nothing is said, and the child is on the paper", async () => {
    const { officer } = await open("undecided");
    await school.decides("Mila", "Tarek", "declares");
    expect((await officer.get("/requests/r1")).text).not.toContain("Noch nicht entschieden ist");
    expect(await read(await sent(officer, "/requests/r1/own-data.pdf"))).toContain("Mila Beispiel");
  });
});

test("whoever is on no list reads that nothing is stored but the own request", async () => {
  school = await School.open();
  const officer = await new OfficePages(school).signedIn("officer");
  const form = { name: "Zzora Zzfremd", act: "a1", right: "access", receivedOn: "2026-11-20", route: "phone" };
  await officer.does("/requests/enter", form);
  const text = await read(await sent(officer, "/requests/a1/own-data.pdf"));
  expect(text).toContain("Zzora Zzfremd");
  expect(text).toContain("Person, über die außer dem eigenen Antrag nichts gespeichert ist");
});

test("the secretary prints it for nobody, and a request that is not there is none", async () => {
  school = await School.open();
  await asks(await idOf("Mila", "Tarek"));
  const desk = new OfficePages(school);
  const secretary = await desk.signedIn("office");
  expect((await secretary.post("/requests/r1/own-data.pdf")).status).toBe(403);
  expect((await secretary.get("/requests/r1")).text).not.toContain("Auskunft drucken");
  expect((await (await desk.signedIn("head")).post("/requests/r9/own-data.json")).status).toBe(404);
});
