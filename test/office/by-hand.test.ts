import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
afterEach(() => school.stop());

async function opens(wanted: Parameters<typeof School.open>[0] = {}): Promise<void> {
  school = await School.open(wanted);
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
}
const idOf = async (name: string) =>
  (await school.house.roster.roll()).children.find((one) => one.givenName === name)?.id ?? "";
const peopleOf = async (name: string) =>
  (await school.house.roster.peopleOf(await idOf(name))).map((one) => `${one.givenName} ${one.familyName}`);
const log = async () =>
  (await school.house.office.actions(0, 20)).actions.map(({ what }) => what).filter((what) => what !== "signIn");
const undoIn = (html: string) => /action="\/office(\/changes\/[^"]+\/undo)"/.exec(html)?.[1] ?? "";

const nele = { familyName: "Neu", givenName: "Nele", birthDate: "2018-05-02", className: "3a", newClass: "" };
const noGuardians = { familyName1: "", givenName1: "", familyName2: "", givenName2: "" };

test("the secretary adds a child with its mother on one page, sees what was done, and can take it back", async () => {
  await opens();
  const done = await clerk.does("/children/new", { ...nele, ...noGuardians, familyName1: "Neu", givenName1: "Nora" });
  expect(done.text).toContain("Das Kind ist aufgenommen. Nele Neu (3a).");
  expect(done.text).toContain("Zum Kind, Brief drucken");
  expect(await peopleOf("Nele")).toEqual(["Nora Neu"]);
  expect(await log()).toEqual(["addChild"]);
  const back = await clerk.does(undoIn(done.html));
  expect(back.text).toContain("Das ist rückgängig gemacht.");
  expect(await idOf("Nele")).toBe("");
  expect((await school.house.roster.roll()).people.some(({ givenName }) => givenName === "Nora")).toBe(false);
  expect(await log()).toEqual(["undo", "addChild"]);
});

test("the form comes back with what is missing, and nothing is stored", async () => {
  await opens();
  const empty = await clerk.post("/children/new", { ...noGuardians, className: "", newClass: "2024-abc@" });
  expect(empty.status).toBe(422);
  for (const words of ["Geben Sie den Vornamen ein.", "Geben Sie den Nachnamen ein.", "Das kann keine Klasse sein."])
    expect(empty.text).toContain(words);
  expect(await log()).toEqual([]);
});

test("a mother who is stored is asked about by name, found by her family name alone, and never doubled", async () => {
  await opens();
  const values = { ...nele, ...noGuardians, familyName: "Beispiel", familyName1: "Beispiel", givenName1: "Nadja" };
  const asked = await clerk.post("/children/new", values);
  expect([asked.status, asked.text.includes("Nadja Beispiel, Jonas Beispiel (1b), Mila Beispiel (3a)")]).toEqual([
    409,
    true,
  ]);
  const id = /value="([^"]+)"> Nadja Beispiel/.exec(asked.html)?.[1] ?? "";
  await clerk.does("/children/new", { ...values, asked: "yes", meant1: id });
  expect(await peopleOf("Nele")).toEqual(["Nadja Beispiel"]);
  const searched = await clerk.post(`/children/${await idOf("Tim")}/guardians`, {
    familyName: "beispiel",
    givenName: "",
  });
  expect(searched.text).toContain("Tarek Beispiel-Anders");
  expect(searched.text).not.toContain("jemand anders");
  const nobody = await clerk.post(`/children/${await idOf("Tim")}/guardians`, { familyName: "Xylo", givenName: "" });
  expect([nobody.status, nobody.text.includes("Unter diesem Nachnamen ist niemand gespeichert.")]).toEqual([422, true]);
  expect((await school.house.roster.roll()).people.filter(({ givenName }) => givenName === "Nadja")).toHaveLength(1);
});

test("a child that is there already is shown instead of added; pressed twice, the button adds once", async () => {
  await opens();
  const mila = { ...nele, ...noGuardians, familyName: "Beispiel", givenName: "Mila", birthDate: "2018-03-15" };
  const stored = await clerk.post("/children/new", mila);
  expect([stored.status, stored.html.includes(`/office/children/${await idOf("Mila")}"`)]).toEqual([409, true]);
  const both = await Promise.all([1, 2].map(() => clerk.post("/children/new", { ...nele, ...noGuardians })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect(await log()).toEqual(["addChild"]);
});

test("of one form that is sent twice with “somebody else” one child, one guardian and one teacher come; typed anew it is another", async () => {
  await opens();
  const actIn = (html: string) => /name="act" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const milasPage = `/children/${await idOf("Mila")}`;
  const [child, guardian, teacher] = [
    { path: "/children/new", form: "/children/new" },
    { path: `${milasPage}/guardians`, form: milasPage },
    { path: `/classes/${await school.classId("3a")}/teachers`, form: `/classes/${await school.classId("3a")}` },
  ];
  const sendTwice = async ({ path, form }: typeof child, values: Record<string, string>) => {
    const typed = { act: actIn((await clerk.get(form)).html), ...values };
    const asked = await clerk.post(path, typed);
    expect([asked.status, asked.html.includes("data-wait"), actIn(asked.html)]).toEqual([409, true, typed.act]);
    const both = await Promise.all([1, 2].map(() => clerk.post(path, { ...typed, asked: "yes", meant: "new" })));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(both[0]?.to).toBe(both[1]?.to);
    return typed;
  };
  const mila = { ...nele, ...noGuardians, familyName: "Beispiel", givenName: "Mila", birthDate: "" };
  const typed = await sendTwice(child, mila);
  await sendTwice(guardian, { familyName: "Erfunden", givenName: "Gabi" });
  await sendTwice(teacher, { familyName: "Kreide", givenName: "Karl" });
  const { children, people } = await school.house.roster.roll();
  const count = (all: readonly { givenName: string }[], name: string) =>
    all.filter(({ givenName }) => givenName === name).length;
  expect([count(children, "Mila"), count(people, "Gabi"), count(people, "Karl")]).toEqual([2, 2, 2]);
  expect(await log()).toEqual(["addTeacher", "addGuardian", "addChild"]);
  const other = { ...typed, birthDate: "2018-07-09", asked: "yes", meant: "new" };
  expect((await clerk.does("/children/new", other)).text).toContain("Das Kind ist aufgenommen.");
  expect(await log()).toHaveLength(4);
});

test("a change of class is told to the old teacher and the new one, the answers stay, and undone before it is told nobody hears of it", async () => {
  await opens({ joined: ["mother", "teacher", "otherTeacher"] });
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  for (const who of ["teacher", "otherTeacher", "mother"] as const) school.phone(who).forget();
  const done = await clerk.does(`/children/${await idOf("Mila")}/move`, { className: "1b", newClass: "" });
  expect(done.text).toContain("Klasse: 3a → 1b");
  expect(school.phone("teacher").messages.at(-1)?.text).toContain("Mila");
  expect(school.phone("otherTeacher").messages.at(-1)?.text).toContain("Mila");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await clerk.does(undoIn(done.html));
  expect((await school.child("Mila")).className).toBe("3a");
  const heard = [school.phone("teacher"), school.phone("otherTeacher")].map((one) => one.messages.length);
  const again = await clerk.post(`/children/${await idOf("Mila")}/move`, { className: "1b", newClass: "" });
  await clerk.post(undoIn((await clerk.get((again.to ?? "").replace("/office", ""))).html));
  await school.quiet();
  expect([school.phone("teacher"), school.phone("otherTeacher")].map((one) => one.messages.length)).toEqual(heard);
});

test("a child leaves on its day, is off the lists, keeps its consents while that can be taken back, and comes back", async () => {
  await opens({ joined: ["mother", "teacher"] });
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  const id = await idOf("Mila");
  const ahead = await clerk.post(`/children/${id}/leave`, { on: "2026-12-24" });
  expect([ahead.status, ahead.text.includes("Dieser Tag kommt erst noch.")]).toEqual([422, true]);
  const done = await clerk.does(`/children/${id}/leave`, { on: "2026-11-20" });
  expect(done.text).toContain("Das Kind ist abgemeldet. Mila Beispiel (3a).");
  expect((await clerk.get(`/children/${id}`)).text).toContain("Hat die Schule am 20.11.2026 verlassen");
  await school.days(2);
  clerk = await pages.signedIn("office");
  expect((await school.house.ledger.eventsOf(id)).map(({ kind }) => kind)).toEqual(["given", "given"]);
  await clerk.does(undoIn(done.html));
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await clerk.does(`/children/${id}/leave`, { on: "2026-11-21" });
  await school.days(8);
  clerk = await pages.signedIn("office");
  expect((await school.house.ledger.eventsOf(id)).map(({ kind }) => kind)).toContain("lapsed");
  const back = await clerk.does(`/children/${id}/come-back`, { className: "3a", newClass: "" });
  expect(back.text).toContain("Das Kind ist wieder da.");
  expect((await school.child("Mila")).className).toBe("3a");
});

test("a class teacher is added and ended on the page of the class, and hears of it", async () => {
  await opens({ joined: ["teacher", "otherTeacher"] });
  const [id, kreide] = [await school.classId("3a"), "Kreide"];
  const found = await clerk.post(`/classes/${id}/teachers`, { familyName: kreide, givenName: "" });
  const person = /value="([^"]+)"> Karl Kreide/.exec(found.html)?.[1] ?? "";
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await clerk.does(`/classes/${id}/teachers`, { familyName: kreide, givenName: "", meant: person });
  expect(school.phone("otherTeacher").messages.at(-1)?.text).toContain("3a");
  const tafel = (await school.house.changes.teachersOf(id)).find(({ familyName }) => familyName === "Tafel")?.id ?? "";
  const ended = await clerk.does(`/classes/${id}/teachers/end`, { teacher: tafel });
  expect(ended.text).toContain("Die Lehrkraft gehört nicht mehr zu dieser Klasse.");
  expect((await clerk.get(`/classes/${id}`)).text).toContain("Klassenlehrkräfte Karl Kreide");
  await clerk.does(`/classes/${id}/teachers/correct`, { teacher: person, givenName: "Carl", familyName: kreide });
  expect((await clerk.get(`/classes/${id}`)).text).toContain("Carl Kreide");
  expect(await log()).toEqual(["correctTeacher", "endTeacher", "addTeacher"]);
});

test("a name of a teacher that cannot be one comes back in its own form, with what was typed", async () => {
  await opens();
  const id = await school.classId("3a");
  const [tafel] = await school.house.changes.teachersOf(id);
  const typed = { teacher: tafel?.id ?? "", givenName: "Zzvorname", familyName: "" };
  const { status, html } = await clerk.post(`/classes/${id}/teachers/correct`, typed);
  const correcting = html.slice(
    html.indexOf("teachers/correct"),
    html.indexOf("</form>", html.indexOf("teachers/correct")),
  );
  expect([status, correcting.includes('value="Zzvorname"'), correcting.includes('aria-invalid="true"')]).toEqual([
    422,
    true,
    true,
  ]);
  expect(html.split("Zzvorname")).toHaveLength(2);
  expect((await clerk.post(`/classes/${id}/teachers/correct`, { ...typed, teacher: "nobody" })).status).toBe(404);
});

test("the officer sees no button and is refused; the log says what was changed without a name", async () => {
  await opens();
  const officer = await pages.signedIn("officer");
  expect((await officer.post("/children/new", { ...nele, ...noGuardians })).status).toBe(403);
  expect((await officer.get(`/children/${await idOf("Mila")}`)).text).not.toContain("Klasse wechseln");
  await clerk.does(`/children/${await idOf("Mila")}/move`, { className: "", newClass: "4c" });
  expect((await officer.get("/actions")).text).toContain("Klasse gewechselt Mila Beispiel Klasse: 3a → 4c");
  const detail = school.database.$client.prepare("select detail from roll_change").pluck().get();
  expect(detail).not.toContain("Mila");
});

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";

/** Sends a file. Out: the preview, and its path under /office. */
async function looksAt(content: string) {
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(saved(content))], "liste.csv"));
  const { to } = await clerk.post("/import", form);
  const path = (to ?? "").replace(/^\/office/, "");
  return { path, ...(await clerk.get(path)) };
}

const list3a = ["Mila;Beispiel;15.03.2018", "Noah;Vorlage;09.06.2017", "Olena;Vyhadana;28.08.2017"]
  .concat(["Paul;Fabel;12.12.2017", "Rania;Chayal;03.11.2017", "Sofia;Fantasie;25.05.2018", "Tim;Erfunden;17.01.2018"])
  .map((one) => `3a;${one}\n`);
const pupils = "Klasse;Vorname;Nachname;Geburtsdatum\n";

test("a file with one new child of a class only adds, unless somebody says that it is whole and confirms the counts", async () => {
  await opens();
  const { path, text, html } = await looksAt(`${pupils}3a;Nele;Neu;02.05.2018\n`);
  expect(text).toContain("nur ergänzen: Niemand gilt als weg");
  expect(html).toMatch(/value="adds" checked/);
  expect(text).not.toContain("Nicht mehr da");
  const whole = await clerk.does(`${path}/said`, { mode: "whole" });
  expect(whole.text).toContain("Klasse 3a: 7 von 7");
  const unsure = await clerk.post(`${path}/apply`);
  expect([unsure.status, unsure.text.includes("Bestätigen Sie, dass diese Kinder die Schule verlassen haben")]).toEqual(
    [422, true],
  );
  await clerk.does(`${path}/said`, { mode: "adds" });
  await clerk.does(`${path}/apply`);
  expect((await school.house.roster.childrenIn(await school.classId("3a"))).length).toBe(8);
});

test("who confirms the counts has them gone", async () => {
  await opens();
  const { path } = await looksAt(`${pupils}3a;Nele;Neu;02.05.2018\n`);
  await clerk.does(`${path}/said`, { mode: "whole" });
  expect((await clerk.post(`${path}/apply`, { sure: "3a 6 7" })).status).toBe(422);
  await clerk.does(`${path}/apply`, { sure: "3a 7 7" });
  expect((await school.house.roster.childrenIn(await school.classId("3a"))).length).toBe(1);
});

test("a class that is in no file any more is asked about, and its children leave only when somebody says so", async () => {
  await opens();
  const rows = (await school.house.roster.everyChild())
    .filter(({ className }) => className !== "1b")
    .map((one) => `${one.className};${one.givenName};${one.familyName};${one.birthDate}\n`);
  const { path, text } = await looksAt(pupils + rows.join(""));
  expect(text).toContain("Klasse 1b fehlt ganz (6)");
  const said = await clerk.does(`${path}/said`, { "class-0": "left" });
  expect(said.text).toContain("Nicht mehr da (6)");
  await clerk.does(`${path}/apply`);
  expect(await school.house.roster.childrenIn(await school.classId("1b"))).toEqual([]);
});

test("a list that says otherwise than what was done by hand says so before it is taken over, and the file is right", async () => {
  await opens();
  await clerk.does(`/children/${await idOf("Mila")}/move`, { className: "1b", newClass: "" });
  await clerk.does("/children/new", { ...nele, ...noGuardians });
  const { path, text } = await looksAt(pupils + list3a.join(""));
  expect(text).toContain("Von Hand geändert, und die Datei sagt es anders (2)");
  expect(text).toContain("Mila Beispiel : Klasse gewechselt, Klasse: 3a → 1b (am 23.11.2026 von Frau Schreiber)");
  expect(text).toContain("Nele Neu : Kind aufgenommen");
  await clerk.does(`${path}/apply`);
  expect((await school.child("Mila")).className).toBe("3a");
});

test("the last import is taken back with one press on the import page: new ones go, changes and leavers are back, answers stay", async () => {
  await opens({ joined: ["teacher", "mother"] });
  await school.records("Tim", "Gabi", { audio: "yes" }, "paper");
  const before = JSON.stringify(await school.house.roster.roll());
  const { path } = await looksAt(
    `${pupils}${list3a.slice(0, -1).join("").replace("Mila", "Milla")}3a;Nele;Neu;02.05.2018\n4d;Ole;Neu;02.05.2018\n`,
  );
  await clerk.does(`${path}/apply`);
  expect(JSON.stringify(await school.house.roster.roll())).not.toBe(before);
  const first = await clerk.get("/import");
  expect(first.text).toContain("Zuletzt übernommen");
  expect(first.text).toContain("liste.csv");
  const undone = await clerk.does(undoIn(first.html));
  expect(undone.text).toContain("Es ist rückgängig gemacht.");
  expect(JSON.stringify(await school.house.roster.roll())).toBe(before);
  expect(await school.participation("Tim")).toBe("audio_only");
  expect((await clerk.get("/import")).text).not.toContain("Rückgängig machen");
  expect((await clerk.post(undoIn(first.html))).to).toContain("done=nothing");
});

test("a new child for whom somebody has answered stays when the import is taken back, and that is said before", async () => {
  await opens();
  const rows = `3a;kind;Nele;Neu;02.05.2018;;;;\n3a;erziehungsberechtigt;Nora;Neu;;Nele;Neu;;E99\n3a;kind;Ole;Neu;03.05.2018;;;;\n`;
  const { path } = await looksAt(own + rows);
  await clerk.does(`${path}/apply`);
  await school.records("Nele", "Nora", { audio: "yes" }, "paper");
  const first = await clerk.get("/import");
  expect(first.text).toContain("Nele Neu : Für dieses Kind ist schon etwas eingetragen");
  await clerk.does(undoIn(first.html));
  expect([await idOf("Ole"), await peopleOf("Nele"), await school.participation("Nele")]).toEqual([
    "",
    ["Nora Neu"],
    "audio_only",
  ]);
});

test("a family that has joined because of an import keeps its child; a sibling's mother is told that the other one is gone", async () => {
  await opens({ joined: ["mother"] });
  const rows = [
    "3a;kind;Leni;Märchen;02.05.2018;;;;",
    "3a;erziehungsberechtigt;Fenja;Märchen;;Leni;Märchen;;E88",
    "3a;kind;Nele;Beispiel;03.05.2019;;;;",
    "3a;erziehungsberechtigt;Nadja;Beispiel;;Nele;Beispiel;;E01",
  ];
  const { path } = await looksAt(`${own}${rows.join("\n")}\n`);
  await clerk.does(`${path}/apply`);
  const fenja = (await school.house.roster.roll()).people.find(({ key }) => key === "E88")?.id ?? "";
  const account = "insert into account (person_id, chat_id, joined_at) values (?, '909', '2026-11-23')";
  school.database.$client.prepare(account).run(fenja);
  const mother = school.phone("mother");
  await mother.says("/einwilligung");
  const first = await clerk.get("/import");
  expect(first.text).toContain("Leni Märchen : Für dieses Kind ist schon etwas eingetragen, oder seine Familie");
  await clerk.does(undoIn(first.html));
  expect([await idOf("Nele"), (await idOf("Leni")) !== ""]).toEqual(["", true]);
  expect(await school.house.talks.conversationOf(mother.chatId)).toBeFalsy();
});

test("what a list has said of custody stays on record: taken back, its new child has left, and is in no list", async () => {
  await opens();
  const { path } = await looksAt(
    `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Bemerkungen;Erzieher 1: Nachname;Erzieher 1: Vorname
8;Kramer;Lea;02.05.2018;3a;Aktiv;Sorgerecht beim Vater;Kramer;Kai
`,
  );
  await clerk.does(`${path}/apply`);
  const id = await idOf("Lea");
  await clerk.does(undoIn((await clerk.get("/import")).html));
  expect((await school.house.roster.everyChild()).some(({ givenName }) => givenName === "Lea")).toBe(false);
  expect((await clerk.get(`/children/${id}`)).text).toContain("Hat die Schule am 23.11.2026 verlassen");
});

test("what was before an import is kept for a week, and no longer than to the next one", async () => {
  await opens();
  const kept = () =>
    school.database.$client.prepare("select count(*) from roll_change where former <> ''").pluck().get();
  const { path } = await looksAt(`${pupils}3a;Nele;Neu;02.05.2018\n`);
  await clerk.does(`${path}/apply`);
  const again = await looksAt(`${pupils}3a;Ole;Neu;02.05.2018\n`);
  await clerk.does(`${again.path}/apply`);
  expect(kept()).toBe(1);
  await school.days(8);
  expect(kept()).toBe(0);
  clerk = await pages.signedIn("head");
  expect((await clerk.get("/import")).text).not.toContain("Rückgängig machen");
});

test("the overview names a child without anybody, a class without a teacher and a guardian without a whole name, until it is done", async () => {
  await opens();
  const schild = `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher 1: Nachname;Erzieher 1: Vorname
9;Petersen;Pia;02.05.2018;4d;Aktiv;Petersen;
`;
  const { path } = await looksAt(schild);
  await clerk.does(`${path}/apply`);
  const overview = (await clerk.get("")).text;
  expect(overview).toContain("Ein Kind hat niemanden, der antworten darf");
  expect(overview).toContain("Eine Klasse hat keine Klassenlehrkraft");
  expect(overview).toContain("In der Klassenliste war bei einem Kind eine Person ohne ganzen Namen");
  expect(JSON.stringify(school.database.$client.prepare("select * from left_open").all())).not.toContain("Petersen");
  await clerk.does(`/children/${await idOf("Pia")}/guardians`, { familyName: "Petersen", givenName: "Paula" });
  await clerk.does(`/classes/${await school.classId("4d")}/teachers`, { familyName: "Neu", givenName: "Nina" });
  const after = (await clerk.get("")).text;
  for (const words of ["hat niemanden", "hat keine Klassenlehrkraft", "ohne ganzen Namen"])
    expect(after).not.toContain(words);
  const { path: next } = await looksAt(schild.replace("02.05.2018", "03.05.2018"));
  await clerk.does(`${next}/apply`);
  expect((await clerk.get("")).text).not.toContain("ohne ganzen Namen");
});

test("a process that dies while an import is taken back leaves all of it as it was", async () => {
  await opens();
  const { path } = await looksAt(`${pupils}3a;Nele;Neu;02.05.2018\n3a;Milla;Beispiel;15.03.2018\n`);
  await clerk.does(`${path}/apply`);
  const before = JSON.stringify(await school.house.roster.roll());
  const { $client } = school.database;
  $client.exec("create temp trigger stumble before delete on school_class begin select 1; end");
  $client.exec("create temp trigger dies before delete on child begin select raise(abort, 'dead'); end");
  expect((await clerk.post(undoIn((await clerk.get("/import")).html))).status).toBe(500);
  $client.exec("drop trigger dies; drop trigger stumble");
  expect(JSON.stringify(await school.house.roster.roll())).toBe(before);
  await clerk.does(undoIn((await clerk.get("/import")).html));
  expect(await idOf("Nele")).toBe("");
});
