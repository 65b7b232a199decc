import { afterEach, beforeEach, expect, test } from "vitest";
import { dayIn } from "../../src/consent/day.ts";
import { classPaper } from "../support/class-paper.ts";
import { OfficePages, type Answer, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
let path: string;
let ids: Record<string, string>;
const aDay = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
  ({ path, ids } = await classPaper(school));
});
afterEach(() => school.stop());

/** "Mila: Nadja" → yes/no/– for sound and picture; several who have signed with "+". */
type Lines = Record<string, [audio: string, video: string]>;

function typed(lines: Lines, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ act: "grid-1", day: "", notice: "", note: "", ...more }))
    form.set(name, value);
  for (const [who, [audio, video]] of Object.entries(lines)) {
    const [child = "", signers = ""] = who.split(": ");
    for (const signer of signers.split("+"))
      if (signer !== "") form.append(`who-${ids[child]}`, ids[`${child}: ${signer}`] ?? signer);
    form.set(`audio-${ids[child]}`, audio);
    form.set(`video-${ids[child]}`, video);
  }
  return form;
}

const look = (lines: Lines, more: Record<string, string> = {}) => clerk.post(path, typed(lines, more));
const seen = ({ html }: Answer) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** Looks at what would be put down, and says so. */
async function record(lines: Lines, more: Record<string, string> = {}): Promise<Answer> {
  const shown = await look(lines, more);
  expect(shown.status).toBe(200);
  return clerk.does(path, typed(lines, { ...more, seen: seen(shown) }));
}

const log = async () =>
  (await school.house.office.actions(0, 50)).actions
    .filter(({ what }) => what !== "signIn")
    .map(({ by, what }) => `${by}: ${what}`);

test("the grid has a line for each child of the class, and whoever alone may declare is chosen beforehand", async () => {
  const { html, text } = await clerk.get(path);
  expect(html.match(/data-row/g)).toHaveLength(
    (await school.house.roster.childrenIn((await school.child("Mila")).classId)).length,
  );
  expect(html).toContain(`name="who-${ids.Noah}" value="${ids["Noah: Berfin"]}" checked`);
  expect(html).not.toContain(`name="who-${ids.Mila}" value="${ids["Mila: Nadja"]}" checked`);
  expect(html).not.toMatch(/name="(audio|video)-[^"]+" value="(yes|no)" checked/);
  expect(text).toContain("Tasten: J für JA");
  const officer = await pages.signedIn("officer");
  expect((await officer.get(path)).status).toBe(403);
  expect((await officer.post(path, typed({ "Mila: Nadja": ["yes", "yes"] }))).status).toBe(403);
});

test("what would be put down is shown first, and nothing is put down by looking", async () => {
  const { status, text } = await look({ "Mila: Nadja": ["yes", "no"], "Noah: Berfin": ["yes", "yes"] });
  expect(status).toBe(200);
  expect(text).toContain("Noch ist nichts eingetragen. Sehen Sie es durch, und drücken Sie dann unten: 2 Formulare.");
  expect(text).toMatch(/Ohne Besonderheit: 2 Formulare .*Beispiel, Mila Nadja Beispiel JA NEIN/);
  expect(await school.events("Mila")).toBe("");
  expect(await log()).toEqual([]);
  expect(school.phone("mother").transcript()).toBe("");
});

test("each sheet is put down as the single answer is: person, way, day, version, the text of the form, who hears of it", async () => {
  school.pass(2 * aDay);
  clerk = await pages.signedIn("office");
  const { text } = await record(
    { "Mila: Nadja": ["yes", "no"], "Noah: Berfin": ["no", "no"] },
    { day: "2026-11-24", note: "Ordner 3a" },
  );
  expect(text).toContain("2 Formulare sind eingetragen.");
  const [event] = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(event).toMatchObject({
    kind: "given",
    person: ids["Mila: Nadja"],
    role: "guardian",
    route: "paper",
    recordedBy: "Frau Schreiber",
    notice: 1,
  });
  expect(event?.evidence).toBe("paper, taken by Frau Schreiber, grid-1; Ordner 3a; declared on 2026-11-24");
  expect(dayIn(event?.evidence ?? "")).toBe("2026-11-24");
  expect(await school.house.ledger.textShown(event?.shown ?? "")).toContain("Teilnahme per Audio: JA NEIN");
  expect(await school.participation("Mila")).toBe("audio_only");
  expect(school.phone("mother").transcript()).toContain("auf Papier, eingetragen von Frau Schreiber");
  expect(school.phone("teacher").transcript()).toContain("Jetzt erlaubt: Teilnahme nur mit Ton");
  expect(await log()).toEqual(["Frau Schreiber: answer", "Frau Schreiber: answer"]);
});

test("sent twice it is recorded once, and the second time is told as the first", async () => {
  const lines: Lines = { "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] };
  const shown = await look(lines);
  const both = await Promise.all([1, 2].map(() => clerk.does(path, typed(lines, { seen: seen(shown) }))));
  for (const { text } of both) expect(text).toContain("2 Formulare sind eingetragen.");
  expect(await school.events("Mila")).toBe("audio given, video given");
  expect(await log()).toHaveLength(2);
  const mine = school.phone("mother").transcript();
  expect(mine.match(/Gespeichert am/g)).toHaveLength(1);
});

test("typed in once more on another page, yes twice is yes once", async () => {
  await record({ "Mila: Nadja": ["yes", "yes"] });
  const again = await look({ "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] }, { act: "grid-2" });
  expect(again.text).toContain("JA (steht schon so)");
  expect(again.text).toContain("drücken Sie dann unten: ein Formular.");
  const { text } = await record({ "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] }, { act: "grid-2" });
  expect(text).toContain("Ein Formular ist eingetragen.");
  expect(text).toContain("Ein weiteres stand schon genau so da.");
  expect(await school.events("Mila")).toBe("audio given, video given");
});

test("a sheet that two have signed is of both, in one act", async () => {
  await record({ "Mila: Nadja+Tarek": ["yes", "yes"] });
  const events = await school.house.ledger.eventsOf(ids.Mila ?? "");
  expect(events.map(({ person, purpose }) => [person, purpose])).toEqual([
    [ids["Mila: Nadja"], "audio"],
    [ids["Mila: Nadja"], "video"],
    [ids["Mila: Tarek"], "audio"],
    [ids["Mila: Tarek"], "video"],
  ]);
  expect(await log()).toEqual(["Frau Schreiber: answer"]);
});

test("what is odd, what differs, what withdraws is said before it is put down", async () => {
  await record({ "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] });
  const { text } = await look(
    { "Mila: Tarek": ["yes", "no"], "Noah: Berfin": ["no", "yes"], "Olena: Iryna": ["no", "yes"] },
    { act: "grid-2" },
  );
  expect(text).toContain("Bitte ansehen: 3 Formulare");
  expect(text).toMatch(/Beispiel, Mila Tarek Beispiel-Anders JA NEIN Danach gibt es verschiedene Erklärungen\./);
  expect(text).toMatch(/Noah .* Ein früheres JA wird damit widerrufen \(Ton\)\. Ton NEIN mit Bild JA steht nicht/);
  expect(text).toMatch(/Olena .* NEIN JA Ton NEIN mit Bild JA steht nicht im Formular/);
});

test("what is older than a withdrawal is said, and not put down; the other answers of the class go in", async () => {
  await school.phone("mother").answers("Mila B. (3a)", "JA", "JA");
  school.pass(aDay);
  await school.phone("mother").answers("Mila B. (3a)", "NEIN", "NEIN");
  school.pass(aDay);
  clerk = await pages.signedIn("office");
  const lines: Lines = { "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] };
  const { text } = await look(lines, { day: "2026-11-23" });
  expect(text).toContain("Ton: nicht eingetragen. Am 24.11.2026 kam im Chat eine spätere Erklärung (widerrufen)");
  expect(text).toContain("drücken Sie dann unten: ein Formular.");
  const done = await record(lines, { day: "2026-11-23" });
  expect(done.text).toContain("Ein Formular ist eingetragen.");
  expect(done.text).toMatch(/Nicht eingetragen Beispiel, Mila : Ton: nicht eingetragen\./);
  expect([await school.participation("Mila"), await school.participation("Noah")]).toEqual(["none", "audio_and_video"]);
});

test("what a parent has said between looking and putting down is shown, and nothing is put down unseen", async () => {
  await school.phone("mother").answers("Mila B. (3a)", "JA", "JA");
  const lines: Lines = { "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] };
  const shown = await look(lines);
  await school.phone("mother").answers("Mila B. (3a)", "NEIN", "NEIN");
  const sent = await clerk.does(path, typed(lines, { seen: seen(shown) }));
  expect(sent.status).toBe(409);
  expect(sent.text).toContain("Inzwischen hat sich etwas geändert");
  expect(await school.events("Noah")).toBe("");
  await clerk.does(path, typed(lines, { seen: seen(sent) }));
  expect(await school.events("Noah")).toBe("audio given, video given");
  expect(await school.participation("Mila")).toBe("none");
});

test("who may not declare is refused for their own line, also where it ends while the page is open", async () => {
  const lines: Lines = { "Mila: Tarek": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] };
  const shown = await look(lines);
  await school.imports(`klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
${(await school.house.roster.childrenIn((await school.child("Mila")).classId))
  .map((one) => `3a;kind;${one.givenName};${one.familyName};${one.birthDate?.split("-").reverse().join(".") ?? ""};;;;`)
  .join("\n")}
3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01
3a;erziehungsberechtigt;Berfin;Vorlage;;Noah;Vorlage;;E08
`);
  const sent = await clerk.does(path, typed(lines, { seen: seen(shown) }));
  expect(sent.text).toContain(
    "Wer unterschrieben hat, darf für dieses Kind nichts erklären, oder es ist noch nicht entschieden.",
  );
  const done = await clerk.does(path, typed(lines, { seen: seen(sent) }));
  expect(done.text).toContain("Ein Formular ist eingetragen.");
  expect([await school.events("Mila"), await school.events("Noah")]).toEqual(["", "audio given, video given"]);
});

test.each<[string, Lines, Record<string, string>, string]>([
  ["a line without who has signed", { "Mila: ": ["yes", "yes"] }, {}, "Wählen Sie aus, wer das Formular"],
  ["nothing at all", { "Mila: Nadja": ["", ""] }, {}, "Noch ist in keiner Zeile JA oder NEIN gewählt."],
  ["a day in the future", { "Mila: Nadja": ["yes", "yes"] }, { day: "2026-12-24" }, "nicht in der Zukunft"],
  ["no day", { "Mila: Nadja": ["yes", "yes"] }, { day: "31.02.2026" }, "nicht in der Zukunft"],
  ["a version that there is not", { "Mila: Nadja": ["yes", "yes"] }, { notice: "7" }, "Wählen Sie eine Fassung"],
  ["a note too long", { "Mila: Nadja": ["yes", "yes"] }, { note: "x".repeat(201) }, "Kürzen Sie den Vermerk"],
])("%s is asked for beside its field, and what was typed stays", async (_name, lines, more, words) => {
  const { status, text, html } = await look(lines, more);
  expect({ status, text }).toEqual({ status: 422, text: expect.stringContaining(words) as string });
  if (lines["Mila: Nadja"]?.[0] === "yes") expect(html).toContain(`name="audio-${ids.Mila}" value="yes" checked`);
  expect(await school.events("Mila")).toBe("");
});

test("without a period a NEIN goes in, and a JA is refused for its own line", async () => {
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  const lines: Lines = { "Mila: Nadja": ["no", "no"], "Noah: Berfin": ["yes", "yes"] };
  expect((await look(lines)).text).toContain("Zurzeit läuft kein Zeitraum");
  await record(lines);
  expect([await school.events("Mila"), await school.events("Noah")]).toEqual(["audio refused, video refused", ""]);
});

test("a child who has changed class or left while the page was open is not lost without a word", async () => {
  const lines: Lines = { "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"] };
  const all = (await school.house.roster.childrenIn((await school.child("Mila")).classId)).filter(
    (one) => one.givenName !== "Noah",
  );
  await school.imports(`klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
${all.map((one) => `3a;kind;${one.givenName};${one.familyName};${one.birthDate?.split("-").reverse().join(".") ?? ""};;;;`).join("\n")}
`);
  const { text } = await look(lines);
  expect(text).toContain("Wird nicht eingetragen: Das Kind ist nicht mehr an der Schule.");
});

test("back to change what was typed: all of it is there again", async () => {
  const { status, html } = await look(
    { "Mila: Tarek": ["yes", "no"] },
    { again: "yes", day: "2026-11-23", note: "Ordner" },
  );
  expect(status).toBe(200);
  expect(html).toContain(`name="who-${ids.Mila}" value="${ids["Mila: Tarek"]}" checked`);
  expect(html).toContain(`name="video-${ids.Mila}" value="no" checked`);
  expect(html).toContain('value="2026-11-23"');
  expect(html).toContain('value="Ordner"');
});

test("where something stumbles in the middle, what went in is told, and sent again the rest goes in, once", async () => {
  const lines: Lines = { "Mila: Nadja": ["yes", "yes"], "Noah: Berfin": ["yes", "yes"], "Olena: Iryna": ["no", "no"] };
  const { ledger } = school.house;
  const works = ledger.putDownSheet.bind(ledger);
  let calls = 0;
  ledger.putDownSheet = async (...sheet) => {
    if ((calls += 1) === 2) throw new Error("the disk is full");
    return works(...sheet);
  };
  const shown = await look(lines);
  const stumbled = await clerk.does(path, typed(lines, { seen: seen(shown) }));
  expect(stumbled.text).toContain("Ein Formular ist eingetragen.");
  expect(stumbled.text.match(/Nicht eingetragen: Das hat nicht geklappt\./g)).toHaveLength(2);
  const again = await clerk.does(path, typed(lines, { seen: seen(shown) }));
  expect(again.text).toContain("3 Formulare sind eingetragen.");
  expect([await school.events("Mila"), await school.events("Noah"), await school.events("Olena")]).toEqual([
    "audio given, video given",
    "audio given, video given",
    "audio refused, video refused",
  ]);
  expect(await log()).toHaveLength(3);
});

test("the log says of each sheet of the grid what was put down: class, answers, version, day, and of how many", async () => {
  await record({ "Mila: Nadja": ["yes", "no"], "Noah: Berfin": ["yes", ""] }, { day: "2026-11-23" });
  const head = await pages.signedIn("head");
  const { text } = await head.get("/actions?what=answer");
  const beside = "Klasse: 3a, Formulare zusammen: 2, Weg: Papier, Fassung: 1, Tag: 2026-11-23";
  expect(text).toContain(`Mila Beispiel Ton: ja, Bild: nein, ${beside}`);
  expect(text).toContain(`Noah Vorlage Ton: ja, ${beside}`);
});

test("of a child for whom nobody may declare the grid and the child's page say what holds, and where it is put right", async () => {
  const pia = { familyName: "Niemand", givenName: "Pia", birthDate: "2018-05-02", className: "3a", newClass: "" };
  await clerk.does("/children/new", { ...pia, familyName1: "", givenName1: "", familyName2: "", givenName2: "" });
  const { id } = await school.child("Pia");
  expect((await clerk.get(path)).text).toContain("Niemand, Pia Für dieses Kind darf zurzeit niemand erklären.");
  const add = "Fügen Sie hier jemanden hinzu; auch die nächste Klassenliste kann das tun.";
  const nobody = "Für dieses Kind ist niemand gespeichert, der antworten darf.";
  expect((await clerk.get(`/children/${id}`)).text).toContain(`${nobody} ${add}`);
  const officer = (await (await pages.signedIn("officer")).get(`/children/${id}`)).text;
  expect([officer.includes(nobody), officer.includes(add)]).toEqual([true, false]);
  await clerk.does(`/children/${id}/leave`, { on: "2026-11-20" });
  expect((await clerk.get(`/children/${id}`)).text).not.toContain(add);
});
