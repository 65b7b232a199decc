import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const idOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((one) => one.givenName === givenName)!.id;
const one = (text: string) => school.database.$client.prepare(text).pluck().get();
const count = (table: string) => Number(one(`select count(*) from ${table}`));
const actIn = (html: string) => /name="act" value="([^"]+)"/.exec(html)?.[1] ?? "";
const letter = {
  right: "rectification",
  receivedOn: "2026-11-16",
  route: "letter",
  place: "Ordner Datenschutz, Nr. 3",
  words: "Mein Name ist falsch.",
};
const clerk = () => new OfficePages(school).signedIn("office");

async function enters(visitor: Visitor, who: Record<string, string>, more: Record<string, string> = {}) {
  const { html } = await visitor.get(`/requests/enter?${new URLSearchParams(who).toString()}`);
  return visitor.does("/requests/enter", { ...who, act: actIn(html), ...letter, ...more });
}

test("the secretary finds the mother by the child, puts her letter down, and the month counts from the day it came", async () => {
  school = await School.open({ joined: ["mother"] });
  const secretary = await clerk();
  const found = await secretary.get("/requests/enter?q=Beispiel+3a");
  expect(found.text).toContain("Nadja Beispiel");
  expect(found.text).toMatch(/erziehungsberechtigt für: Mila Beispiel \(3a\), geboren am 15.03.2018; Jonas/);
  const done = await enters(secretary, { person: await idOf("Mila", "Nadja") });
  expect(done.text).toContain("Der Antrag ist eingetragen.");
  expect(done.text).toContain("Eingegangen am 16.11.2026, per Brief; eingetragen von Frau Schreiber am 23.11.2026.");
  expect(done.text).toContain("Der Brief liegt hier: Ordner Datenschutz, Nr. 3");
  expect(done.text).toContain("Fällig am 16.12.2026");
  expect(done.text).toContain("Mein Name ist falsch.");
  const [action] = (await school.house.office.actions(0, 1)).actions;
  expect([action?.what, action?.by]).toEqual(["requestEntered", "Frau Schreiber"]);
  expect(action?.details).not.toMatch(/Nadja|falsch/);
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
});

test("the form that is sent twice is one request, and what is open already is not doubled: the earlier day counts", async () => {
  school = await School.open({ joined: ["mother"] });
  const secretary = await clerk();
  const person = await idOf("Mila", "Nadja");
  await school.house.requests.receive(
    { id: "r1", right: "rectification", personId: person, words: "" },
    school.clock.now,
  );
  const { html } = await secretary.get(`/requests/enter?person=${person}`);
  expect(html).toContain('href="/office/requests/r1"');
  const form = { person, act: actIn(html), ...letter };
  const first = await secretary.does("/requests/enter", form);
  expect(first.text).toContain("Es wurde kein zweiter eingetragen");
  expect(first.text).toContain("Fällig am 16.12.2026");
  const again = await secretary.post("/requests/enter", form);
  expect(again.to).toBe("/office/requests/r1?done=unchanged");
  expect([count("rights_request"), count("request_entry")]).toEqual([1, 1]);
});

test("two clerks who put down the same letter at once have put down one request", async () => {
  school = await School.open({ joined: ["mother"] });
  const desk = new OfficePages(school);
  const [secretary, head] = [await desk.signedIn("office"), await desk.signedIn("head")];
  const person = await idOf("Mila", "Nadja");
  const forms = [secretary, head].map((visitor) => enters(visitor, { person }));
  await Promise.all(forms);
  expect([count("rights_request"), count("request_entry")]).toEqual([1, 2]);
});

test("a day in the future, a letter that lies nowhere and no right are sent back with what was typed", async () => {
  school = await School.open();
  const secretary = await clerk();
  const person = await idOf("Mila", "Nadja");
  const sent = { receivedOn: "2026-11-24", place: " ", right: "" };
  const back = await enters(secretary, { person }, sent);
  expect(back.status).toBe(422);
  for (const words of ["Er darf nicht in der Zukunft liegen", "wo der Brief liegt", "worum es geht"])
    expect(back.text).toContain(words);
  expect(back.html).toContain("Mein Name ist falsch.");
  for (const receivedOn of ["2006-11-16", "2026-02-30", "gestern", ""])
    expect((await enters(secretary, { person }, { receivedOn })).status).toBe(422);
  expect(count("rights_request")).toBe(0);
});

test("namesakes are told apart by their children and classes, and the letter is put down for the one who was chosen", async () => {
  school = await School.open();
  await school.imports(
    "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n" +
      "4b;kind;Zoe;Zzander;01.02.2017;;;;\n4b;erziehungsberechtigt;Nadja;Beispiel;;Zoe;Zzander;;E99\n",
  );
  const secretary = await clerk();
  const { html, text } = await secretary.get("/requests/enter?q=Nadja+Beispiel");
  expect(text).toContain("2 Personen gefunden.");
  expect(text).toContain("Zoe Zzander (4b), geboren am 01.02.2017");
  const person = await idOf("Zoe", "Nadja");
  expect(html).toContain(`person=${person}"`);
  await enters(secretary, { person });
  expect(one("select person_id from rights_request")).toBe(person);
});

test("former ones, teachers and pupils of age are found too; whoever works at the office is not", async () => {
  school = await School.open({ joined: ["mother"] });
  school.database.$client.exec(
    "delete from guardianship where guardian_id = (select id from person where given_name = 'Tarek');" +
      "update person set gone_at = '2026-11-01T00:00:00.000Z' where given_name = 'Tarek'",
  );
  const secretary = await clerk();
  expect((await secretary.get("/requests/enter?q=Tarek")).text).toContain(
    "keinem Kind und keiner Klasse mehr zugeordnet",
  );
  expect((await secretary.get("/requests/enter?q=Tafel")).text).toMatch(/Tafel Lehrkraft: \w+/);
  expect((await secretary.get("/requests/enter?q=Schreiber")).text).toContain("Niemand gefunden.");
});

test("of somebody who is on no list the name alone is put down, and the page says that nothing else is stored", async () => {
  school = await School.open();
  const secretary = await clerk();
  const none = await secretary.get("/requests/enter?q=Zzfremd");
  expect(none.text).toContain("Dann ist über sie nichts gespeichert.");
  expect((await secretary.get("/requests/enter?name=%20")).status).toBe(422);
  const done = await enters(secretary, { name: "Zzora Zzfremd" }, { right: "access" });
  expect(done.text).toContain("Auskunft: Zzora Zzfremd");
  expect(done.text).toContain("Negativauskunft, Art. 15 DSGVO");
  // A second letter of the same person is hers.
  const found = await secretary.get("/requests/enter?q=Zzfremd");
  expect(found.text).toContain("hat schon einmal einen Antrag gestellt");
  // No list of the school takes the stranger for one of its own.
  expect((await school.house.roster.roll()).people.some(({ familyName }) => familyName.includes("Zzfremd"))).toBe(
    false,
  );
});

test("a stranger goes with the request, when its time is over; the record still holds", async () => {
  school = await School.open();
  await enters(await clerk(), { name: "Zzora Zzfremd" }, { right: "access" });
  const officer = await new OfficePages(school).signedIn("officer");
  await officer.does(`/requests/${String(one("select id from rights_request"))}`, {
    step: "answered",
    note: "Nichts da.",
  });
  for (const day of ["2027-06-01", "2031-02-01", "2031-06-02"]) {
    school.clock.now = new Date(`${day}T03:00:00Z`);
    await dailyRounds(school.house, 14, true);
  }
  expect([count("rights_request"), count("request_entry"), count("request_step")]).toEqual([0, 0, 0]);
  expect(one("select count(*) from person where family_name like '%Zzfremd%'")).toBe(0);
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
});

test("a letter that came before the last answer to the same is asked about once more", async () => {
  school = await School.open({ joined: ["mother"] });
  const person = await idOf("Mila", "Nadja");
  await school.house.requests.receive(
    { id: "r1", right: "rectification", personId: person, words: "" },
    school.clock.now,
  );
  await school.house.requests.step("r1", "answered", "Herr Datenschutz", "", school.clock.now);
  school.pass(24 * 60 * 60 * 1000);
  const secretary = await clerk();
  const asked = await enters(secretary, { person });
  expect([asked.status, count("request_entry")]).toEqual([409, 0]);
  expect(asked.text).toContain("hat die Schule am 23.11.2026 schon abgeschlossen");
  expect(asked.html).toContain('href="/office/requests/r1"');
  const { html } = asked;
  const sure = await secretary.does("/requests/enter", { person, act: actIn(html), ...letter, sure: "yes" });
  expect(sure.text).toContain("Der Antrag ist eingetragen.");
  const younger = await enters(secretary, { person }, { receivedOn: "2026-11-24" });
  expect(younger.text).toContain("Es wurde kein zweiter eingetragen");
});

test("what was put down of a letter is never changed or deleted, and a changed one is found", async () => {
  school = await School.open();
  await enters(await clerk(), { person: await idOf("Mila", "Nadja") });
  const { $client: client } = school.database;
  expect(() => client.exec("update request_entry set received_on = '2026-11-20'")).toThrow(/stays as it was/);
  expect(() => client.exec("delete from request_entry")).toThrow(/retention time/);
  client.exec("drop trigger request_entry_is_never_changed; update request_entry set received_on = '2026-11-20'");
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "journal", fault: "the row it is about was changed" },
  });
});
