import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
afterEach(() => school.stop());

async function opens(wanted: Parameters<typeof School.open>[0] = {}): Promise<void> {
  school = await School.open(wanted);
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
}

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);" +
  "Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 2: Nachname;Erzieher 2: Vorname;Bemerkungen\n";
const nils = (remark: string) =>
  `${heading}2001;Krüger;Nils;01.02.2018;4d;Aktiv;Eltern;Krüger;Paula;Krüger;Piotr;${remark}\n`;

async function takesOver(text: string): Promise<void> {
  const files = new FormData();
  files.append("files", new File([Uint8Array.from(saved(text))], "schild.csv"));
  const { to } = await clerk.post("/import", files);
  await clerk.does(`${(to ?? "").replace(/^\/office/, "")}/apply`);
}

const guardians = async (child: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).map(
    ({ givenName, familyName, custody }) => `${givenName} ${familyName} ${custody ?? "usual"}`,
  );
const idsOf = async (child: string) =>
  Object.fromEntries(
    (await school.house.roster.peopleOf((await school.child(child)).id)).map(({ givenName, id }) => [givenName, id]),
  );

/** The sheet of one child, signed by one guardian, with the same answer to both questions. */
async function sheet(child: string, who: string, answer: "yes" | "no") {
  const { id, classId } = await school.child(child);
  const person = (await idsOf(child))[who] ?? "";
  const form = new FormData();
  for (const [name, value] of Object.entries({ act: "grid-1", day: "", notice: "", note: "" })) form.set(name, value);
  form.append(`who-${id}`, person);
  for (const purpose of ["audio", "video"]) form.set(`${purpose}-${id}`, answer);
  const path = `/classes/${classId}/paper`;
  const shown = await clerk.post(path, form);
  form.set("seen", /name="seen" value="([^"]+)"/.exec(shown.html)?.[1] ?? "");
  return { shown, records: () => clerk.does(path, form) };
}

test("of whom it is open whether they may declare, a sheet of paper with a JA is not put down, and one with a NEIN is", async () => {
  await opens();
  await takesOver(nils(""));
  await takesOver(nils("Sorgerecht allein bei der Mutter"));
  expect(await guardians("Nils")).toEqual(["Paula Krüger undecided", "Piotr Krüger undecided"]);
  const { shown, records } = await sheet("Nils", "Piotr", "yes");
  expect(shown.text).toContain("Wird nicht eingetragen");
  expect((await records()).text).not.toContain("Ein Formular ist eingetragen");
  expect(await school.events("Nils")).toBe("");
  const refusal = await sheet("Nils", "Piotr", "no");
  expect((await refusal.records()).text).toContain("Ein Formular ist eingetragen.");
  expect(await school.events("Nils")).toBe("audio refused, video refused");
});

test("who may neither declare nor be told stays so when the office adds them by hand, by name or as who is stored", async () => {
  await opens();
  await takesOver(nils(""));
  await school.decides("Nils", "Piotr", "neither");
  const { id } = await school.child("Nils");
  const piotr = (await idsOf("Nils")).Piotr ?? "";
  for (const values of [
    { familyName: "Krüger", givenName: "Piotr" },
    { familyName: "Krüger", givenName: "Piotr", asked: "yes", meant: piotr },
  ]) {
    const done = await clerk.does(`/children/${id}/guardians`, values);
    expect(done.text).not.toContain("Die Person darf jetzt für dieses Kind antworten.");
    expect(await guardians("Nils")).toEqual(["Paula Krüger usual", "Piotr Krüger neither"]);
  }
});

test("a decision stays when the list that brought the child is taken back, and holds when the child comes again", async () => {
  await opens();
  await takesOver(nils("Sorgerecht allein bei der Mutter"));
  await school.decides("Nils", "Paula", "declares");
  await school.decides("Nils", "Piotr", "neither");
  const { html } = await clerk.get("/import");
  await clerk.does(/action="\/office(\/changes\/[^"]+\/undo)"/.exec(html)?.[1] ?? "");
  expect((await clerk.get("/children?q=Nils")).text).not.toContain("Wer antworten darf");
  await takesOver(nils(""));
  expect(await guardians("Nils")).toEqual(["Paula Krüger declares", "Piotr Krüger neither"]);
});

test("a child that changes its class while its sheet is looked at keeps its sheet, and the new class teacher hears of it", async () => {
  await opens({ joined: ["mother", "teacher", "otherTeacher"] });
  const { records } = await sheet("Mila", "Nadja", "yes");
  const { id } = await school.child("Mila");
  const other = (await school.house.roster.roll()).classes.find(({ name }) => name === "1b")?.name ?? "";
  await clerk.does(`/children/${id}/move`, { className: other, newClass: "" });
  for (const who of ["teacher", "otherTeacher"] as const) school.phone(who).forget();
  expect((await records()).text).toContain("Ein Formular ist eingetragen.");
  expect(await school.events("Mila")).toBe("audio given, video given");
  expect(school.phone("teacher").transcript()).toBe("");
});

test("a child that leaves while its sheet is looked at is not put down", async () => {
  await opens({ joined: ["mother", "teacher"] });
  const { id } = await school.child("Mila");
  const { records } = await sheet("Mila", "Nadja", "yes");
  await clerk.does(`/children/${id}/leave`, { on: "2026-11-23" });
  expect((await records()).text).not.toContain("Ein Formular ist eingetragen");
  expect(await school.house.ledger.eventsOf(id)).toEqual([]);
});

/** The school has a new head, and says so in its notice. */
async function newNotice(): Promise<void> {
  const { school: own, now } = school.house;
  const { facts, ...rest } = own.beginning();
  const kept = own.keepDraft({ ...rest, facts: { ...facts, head: "Neue Leitung" } }, null, "Frau Rektor", now());
  await own.publish(kept?.mark ?? "", { kind: "correction" }, "Frau Rektor", now());
}

test("a notice that is put in force while a sheet is looked at is shown before anything is put down under it", async () => {
  await opens();
  const { shown, records } = await sheet("Mila", "Nadja", "yes");
  expect(shown.text).toContain("Fassung der Information: 1");
  await newNotice();
  const late = await records();
  expect({ status: late.status, events: await school.events("Mila") }).toEqual({ status: 409, events: "" });
  expect(late.text).toContain("Fassung der Information: 2");
});

test("a sheet that is looked at before midnight and put down after it is shown anew, for its day would be another", async () => {
  await opens();
  const { shown, records } = await sheet("Mila", "Nadja", "yes");
  expect(shown.text).toContain("Tag der Unterschrift: 23.11.2026");
  school.pass(7 * 60 * 60 * 1000);
  const late = await records();
  expect({ status: late.status, events: await school.events("Mila") }).toEqual({ status: 409, events: "" });
  expect(late.text).toContain("Tag der Unterschrift: 24.11.2026");
});

test("the grid offers nobody who may not declare, and whoever alone still may is chosen beforehand", async () => {
  await opens();
  await school.decides("Mila", "Tarek", "neither");
  const { id, classId } = await school.child("Mila");
  const people = await idsOf("Mila");
  const { html } = await clerk.get(`/classes/${classId}/paper`);
  expect(html).not.toContain(`name="who-${id}" value="${people.Tarek}"`);
  expect(html).toContain(`name="who-${id}" value="${people.Nadja}" checked`);
  expect((await sheet("Mila", "Tarek", "no")).shown.text).toContain("darf für dieses Kind nichts erklären");
});

test("whose own answer alone is missing, a pupil of age, is named as who can give it", async () => {
  await opens();
  await school.imports(classOfOlder);
  await school.pupil("Lena");
  const { text } = await clerk.get("/export/missing");
  expect(text).toMatch(/Luftschloss, Lena .*Lena Luftschloss \(hat einen Brief\)/);
});
