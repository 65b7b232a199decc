import { afterEach, beforeEach, expect, test } from "vitest";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { Phone } from "../support/phone.ts";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let clerk: Visitor;
let mila: string;
let path: string;
let people: Record<string, string>;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  pages = new OfficePages(school);
  clerk = await pages.signedIn("office");
  mila = (await school.child("Mila")).id;
  path = `/children/${mila}`;
  people = Object.fromEntries((await school.house.roster.peopleOf(mila)).map(({ givenName, id }) => [givenName, id]));
});
afterEach(() => school.stop());

const answer = (who: string, audio: string, video: string, more: Record<string, string> = {}) =>
  clerk.does(`${path}/answer`, {
    act: `form ${who} ${audio} ${video}`,
    person: people[who] ?? "",
    audio,
    video,
    route: "paper",
    ...more,
  });
const log = async () =>
  (await school.house.office.actions(0, 50)).actions
    .filter(({ what }) => what !== "signIn")
    .map(({ by, what, about }) => `${by}: ${what}${about === mila ? " Mila" : ""}`);

test("a paper form is put down, the parent and the teacher hear of it, and the page shows it with its receipt", async () => {
  const { text, html } = await answer("Nadja", "yes", "no", { note: "Ordner 3a" });
  expect(text).toContain("Die Antwort ist eingetragen.");
  expect(text).toMatch(
    /Ton ✓ JA 23\.11\.2026, 18:00 Uhr: Nadja Beispiel, auf Papier, Fassung 1 Bild ✕ NEIN .* Erlaubt nur mit Ton/,
  );
  expect(text).toMatch(/Handlung paper, taken by Frau Schreiber, form Nadja yes no; Ordner 3a/);
  expect(school.phone("mother").last).toContain("auf Papier, eingetragen von Frau Schreiber");
  expect(school.phone("teacher").last).toContain("Jetzt erlaubt: Teilnahme nur mit Ton");
  const [, code = ""] = /receipts\/([0-9A-F-]{17})\.pdf/.exec(html) ?? [];
  const receipt = await clerk.get(`/receipts/${code}.pdf`);
  expect(receipt.response.headers.get("content-type")).toBe("application/pdf");
  expect(receipt.html.startsWith("%PDF-")).toBe(true);
  expect(await log()).toEqual(["Frau Schreiber: answer Mila"]);
});

test("a tap too many is no second answer, and what stood already is not put down as done", async () => {
  for (const _ of [1, 2]) await answer("Nadja", "yes", "yes");
  expect(await school.events("Mila")).toBe("audio given, video given");
  expect((await answer("Nadja", "yes", "yes", { act: "another form" })).text).toContain("Genau so stand es schon.");
  expect(await log()).toEqual(["Frau Schreiber: answer Mila"]);
});

test.each([
  ["without who it was", { person: "" }, "Wählen Sie aus, wer geantwortet hat."],
  ["of somebody else's guardian", { person: "stranger" }, "Wählen Sie aus, wer geantwortet hat."],
  ["that says nothing", { audio: "", video: "" }, "Wählen Sie JA oder NEIN"],
  ["without the way it came", { route: "" }, "Wählen Sie aus, wie die Antwort kam."],
  ["that pretends to have come by chat", { route: "chat" }, "Wählen Sie aus, wie die Antwort kam."],
])("an answer %s is not put down; what was typed stays", async (_name, wrong, words) => {
  const { status, text, html } = await clerk.post(`${path}/answer`, {
    act: "f",
    person: people.Tarek ?? "",
    audio: "yes",
    video: "no",
    route: "phone",
    note: "Rückruf um 10",
    ...wrong,
  });
  expect({ status, text }).toEqual({ status: 422, text: expect.stringContaining(words) as string });
  expect(html).toMatch(/<details class="act" open>/);
  expect(html).toContain('value="Rückruf um 10"');
  if (!("video" in wrong)) expect(html).toContain('name="video" value="no" checked');
  expect(await school.events("Mila")).toBe("");
  expect(await log()).toEqual([]);
});

const settle = (counts: string, more: Record<string, string> = {}) =>
  clerk.does(`${path}/settle`, {
    act: `settle ${counts}`,
    purpose: "video",
    counts: people[counts] ?? "",
    why: "order",
    reason: "Beschluss vom 12.11.2026",
    evidence: "Akte, Blatt 14",
    ...more,
  });

test("what differs is settled: whose declaration counts and why, and everybody concerned hears of it", async () => {
  await answer("Nadja", "yes", "yes");
  const differs = await answer("Tarek", "yes", "no");
  expect(differs.text).toContain("Verschiedene Erklärungen klären");
  expect(differs.text).toContain("Tarek Beispiel-Anders: Ton JA (auf Papier, 23.11.2026), Bild NEIN (auf Papier");
  const { text } = await settle("Tarek");
  expect(text).toContain("Der Unterschied ist geklärt.");
  expect(text).not.toContain("Verschiedene Erklärungen klären");
  expect(text).toMatch(
    /Bild gilt nach Klärung Wer Tarek Beispiel-Anders \(die Schule hat geklärt, .*? Warum sie zählt gerichtliche Anordnung Begründung Beschluss vom 12\.11\.2026 Beleg Akte, Blatt 14 Weg Vermerk der Schule, eingetragen von Frau Schreiber/,
  );
  expect(text).toMatch(/Bild ✕ NEIN 23\.11\.2026, 18:00 Uhr: Tarek Beispiel-Anders, auf Papier/);
  expect(await school.participation("Mila")).toBe("audio_only");
  for (const who of ["mother", "father"] as const)
    expect(school.phone(who).last).toContain("ist jetzt geklärt, was gilt");
  expect(await log()).toEqual([
    "Frau Schreiber: settle Mila",
    "Frau Schreiber: answer Mila",
    "Frau Schreiber: answer Mila",
  ]);
});

test.each([
  ["without whose declaration", { counts: "" }, "Wählen Sie aus, wessen Erklärung zählt."],
  ["without why", { why: "" }, "Wählen Sie aus, warum diese Erklärung zählt."],
  ["without the reason", { reason: "" }, "Schreiben Sie die Begründung auf."],
  ["without where the paper is", { evidence: " " }, "Schreiben Sie auf, wo das Papier liegt."],
  ["for somebody else's guardian", { counts: "stranger" }, "Diese Person darf für das Kind nichts mehr erklären."],
  ["for a new declaration that is not told", { why: "new_declaration" }, "Wählen Sie JA oder NEIN"],
])("nothing is settled %s; what was typed stays", async (_name, wrong, words) => {
  await answer("Nadja", "yes", "yes");
  await answer("Tarek", "yes", "no");
  const { text, html } = await settle("Tarek", wrong);
  expect(text).toContain(words);
  if (!("reason" in wrong)) expect(html).toContain('value="Beschluss vom 12.11.2026"');
  expect(await school.events("Mila")).not.toContain("upheld");
});

test("a new declaration of a guardian settles it, put down as that guardian's own", async () => {
  await answer("Nadja", "yes", "yes");
  await answer("Tarek", "yes", "no");
  school.pass(24 * 60 * 60 * 1000);
  clerk = await pages.signedIn("office");
  const told = { why: "new_declaration", video: "yes", route: "phone" };
  expect((await settle("Tarek", told)).text).toContain("Der Unterschied ist geklärt.");
  const last = (await school.house.ledger.eventsOf(mila)).at(-1);
  expect(last).toMatchObject({ kind: "given", role: "guardian", person: people.Tarek, route: "phone" });
  expect(last?.evidence).toContain("Beschluss vom 12.11.2026; Akte, Blatt 14");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("the same declaration said anew counts against the other's where the school says so", async () => {
  await answer("Nadja", "yes", "yes");
  await answer("Tarek", "yes", "no");
  await settle("Nadja", { why: "new_declaration", video: "yes", route: "in_person" });
  expect(await school.events("Mila")).toBe(
    "audio given, video given, audio given, video refused, video given, video upheld",
  );
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("the day and the version of the sheet are put down, with the form as the text that was shown", async () => {
  school.pass(2 * 24 * 60 * 60 * 1000);
  clerk = await pages.signedIn("office");
  const { text } = await answer("Nadja", "yes", "no", { day: "2026-11-24", notice: "1" });
  expect(text).toMatch(/25\.11\.2026, 18:00 Uhr: Ton JA, Bild NEIN Wer Nadja Beispiel Tag der Erklärung 24\.11\.2026/);
  expect(text).toMatch(
    /Gezeigter Text \[Name.*?\] Teilnahme an IServ Videokonferenzen ohne Nutzerkonto .*Die Einwilligung ist/,
  );
});

test.each([
  ["in the future", { day: "2026-11-24" }, "Geben Sie einen Tag an, der nicht in der Zukunft liegt"],
  ["before there was a notice", { day: "2026-11-22" }, "nicht vor der ersten Fassung"],
  ["on a version that there is not", { notice: "7" }, "Wählen Sie eine Fassung, die es gibt."],
])("an answer %s is not put down", async (_name, wrong, words) => {
  expect((await answer("Nadja", "yes", "no", wrong)).text).toContain(words);
  expect(await school.events("Mila")).toBe("");
});

test("what was declared before a later withdrawal does not undo it, and the page names the later one", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "in_person");
  school.pass(24 * 60 * 60 * 1000);
  await school.records("Mila", "Nadja", { video: "no" }, "phone");
  school.pass(24 * 60 * 60 * 1000);
  clerk = await pages.signedIn("office");
  const typed = { act: "f", person: people.Nadja ?? "", video: "yes", route: "paper", day: "2026-11-23" };
  const { status, text } = await clerk.post(`${path}/answer`, typed);
  expect({ status, text }).toEqual({
    status: 409,
    text: expect.stringContaining(
      "Bild: nicht eingetragen. Am 24.11.2026 kam am Telefon eine spätere Erklärung (widerrufen), und die gilt.",
    ) as string,
  });
  expect(await school.participation("Mila")).toBe("audio_only");
  expect(await log()).toEqual([]);
});

test("who may not declare any more and has declared is still named", async () => {
  await answer("Tarek", "no", "no");
  school.database.$client.prepare("delete from guardianship where guardian_id = ?").run(people.Tarek);
  const { text, html } = await clerk.get(path);
  expect(text).toContain("Tarek Beispiel-Anders darf nicht mehr erklären; die Antworten von früher zählen nicht mehr.");
  expect(html).not.toContain(`name="person" value="${people.Tarek}"`);
});

test("no JA without a period; NEIN always", async () => {
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  const { status, text } = await clerk.post(`${path}/answer`, {
    act: "f",
    person: people.Nadja ?? "",
    audio: "yes",
    route: "paper",
  });
  expect({ status, text }).toEqual({
    status: 422,
    text: expect.stringContaining("Zurzeit läuft kein Zeitraum") as string,
  });
  expect((await answer("Nadja", "no", "no")).text).toContain("Die Antwort ist eingetragen.");
});

test("a mistake of the office is voided with its reason; both stay to be seen, and the reason is asked for", async () => {
  await answer("Nadja", "yes", "yes");
  const [event] = await school.house.ledger.eventsOf(mila);
  const without = await clerk.post(`${path}/void`, { event: event?.id ?? "", why: "" });
  expect({ status: without.status, text: without.text }).toEqual({
    status: 422,
    text: expect.stringContaining("Schreiben Sie, worin der Irrtum bestand.") as string,
  });
  const { text } = await clerk.does(`${path}/void`, { event: event?.id ?? "", why: "falsches Kind" });
  expect(text).toMatch(/Ton: als Irrtum vermerkt\. Grund: falsches Kind/);
  expect(await school.events("Mila")).toBe("audio given, video given, audio voided");
  expect((await clerk.does(`${path}/void`, { event: event?.id ?? "", why: "noch einmal" })).text).toContain(
    "galt schon als Irrtum",
  );
  expect(await log()).toEqual(["Frau Schreiber: void", "Frau Schreiber: answer Mila"]);
});

test("an event of another child cannot be voided from here", async () => {
  await school.records("Leon", "Heinz", { audio: "yes" }, "paper");
  const [event] = await school.house.ledger.eventsOf((await school.child("Leon")).id);
  expect((await clerk.post(`${path}/void`, { event: event?.id ?? "", why: "x" })).status).toBe(404);
  expect(await school.events("Leon")).toBe("audio given");
});

test("where all must agree, one yes is not enough, and the page says what is missing", async () => {
  expect((await clerk.does(`${path}/both`, { both: "yes" })).text).toContain(
    "Ab jetzt müssen alle Erziehungsberechtigten zustimmen.",
  );
  expect((await answer("Nadja", "yes", "yes")).text).toMatch(
    /Ton ○ noch keine Antwort .* Es fehlt noch eine weitere Zustimmung\./,
  );
  expect((await answer("Tarek", "yes", "yes")).text).toContain("Erlaubt mit Ton und Bild");
  await clerk.does(`${path}/both`, { both: "no" });
  expect((await school.child("Mila")).bothMustAgree).toBe(false);
});

test("names are put right, and what cannot be is said beside what was typed", async () => {
  await clerk.does(`${path}/correct`, { givenName: "Milla", familyName: "Beispiel", birthDate: "2018-03-16" });
  expect(await school.child("Milla")).toMatchObject({ id: mila, birthDate: "2018-03-16" });
  await clerk.does(`${path}/correct`, {
    person: people.Tarek ?? "",
    givenName: "Tarik",
    familyName: "Beispiel-Anders",
  });
  expect((await school.house.roster.peopleOf(mila)).map(({ givenName }) => givenName)).toContain("Tarik");
  const { status, text, html } = await clerk.post(`${path}/correct`, {
    givenName: "",
    familyName: "Beispiel <b>",
    birthDate: "2018-02-31",
  });
  expect(status).toBe(422);
  expect(text).toMatch(
    /3 Angaben fehlen noch oder stimmen nicht.*Geben Sie den Vornamen ein.*In diesem Namen stehen Zeichen.*Geben Sie das Geburtsdatum/,
  );
  expect(html).toContain('value="Beispiel &lt;b&gt;"');
  expect((await clerk.post(`${path}/correct`, { person: "stranger", givenName: "X", familyName: "Y" })).status).toBe(
    404,
  );
  expect(await log()).toEqual(["Frau Schreiber: correctPerson", "Frau Schreiber: correctChild Mila"]);
});

test.each([
  ["M".repeat(101)],
  ["M".repeat(90_000)],
  ["Mila\n\nJetzt erlaubt: Teilnahme mit Ton und Bild"],
  ["Mi\u0000la"],
])("a corrected name that the import would not take changes nothing, of the child and of a guardian", async (name) => {
  for (const person of ["", people.Nadja ?? ""]) {
    const values = { person, givenName: name, familyName: "Beispiel", birthDate: "" };
    expect((await clerk.post(`${path}/correct`, values)).status).toBe(422);
  }
  expect((await school.child("Mila")).givenName).toBe("Mila");
  expect((await school.house.roster.peopleOf(mila)).map(({ givenName }) => givenName)).toContain("Nadja");
});

test("the reason of a mistake is at most as long as its field", async () => {
  await answer("Nadja", "yes", "yes");
  const [event] = await school.house.ledger.eventsOf(mila);
  const sent = await clerk.post(`${path}/void`, { event: event?.id ?? "", why: "x".repeat(201) });
  expect([sent.status, sent.text.includes("Kürzen Sie den Grund auf höchstens 200 Zeichen.")]).toEqual([422, true]);
});

test("the history shows what came by chat with the exact text, as this family saw it", async () => {
  const mother = school.phone("mother");
  await mother.answers("Mila B. (3a)", "JA", "NEIN");
  const { text, html } = await clerk.get(path);
  expect(text).toMatch(/Wer Nadja Beispiel Weg im Chat Fassung der Information 1 Sprache Deutsch/);
  expect(text).toMatch(/Gezeigter Text .*Mila B\. .*Die Einwilligung ist freiwillig\..*Teilnahme per Audio \(Ton\)\?/);
  expect(/<blockquote class="shown">(.*?)<\/blockquote>/s.exec(html)?.[1]).not.toMatch(/⟨|&lt;b&gt;/);
});

test("a pupil of age may answer, and the page says that it must", async () => {
  await school.imports(classOfOlder);
  await school.pupil("Lena");
  const lena = (await school.child("Lena")).id;
  const { text, html } = await clerk.get(`/children/${lena}`);
  expect(text).toContain("muss selbst auch zustimmen");
  const pupil = (await school.house.roster.peopleOf(lena)).find(({ role }) => role === "pupil")?.id ?? "";
  expect(html).toContain(`name="person" value="${pupil}"`);
  await clerk.does(`/children/${lena}/answer`, {
    act: "f",
    person: pupil,
    audio: "no",
    video: "no",
    route: "in_person",
  });
  expect((await school.house.ledger.eventsOf(lena)).map(({ role, kind }) => `${role} ${kind}`)).toEqual([
    "pupil refused",
    "pupil refused",
  ]);
});

test.each<[OfficeRole, number]>([
  ["office", 303],
  ["head", 303],
  ["officer", 403],
])("%s and changing a child: %i", async (role, status) => {
  const visitor = await pages.signedIn(role);
  const sent = [
    await visitor.post(`${path}/answer`, { act: "f", person: people.Nadja ?? "", audio: "yes", route: "paper" }),
    await visitor.post(`${path}/both`, { both: "yes" }),
    await visitor.post(`${path}/correct`, { givenName: "M", familyName: "B", birthDate: "" }),
  ];
  expect(sent.map((one) => one.status)).toEqual([status, status, status]);
  expect((await visitor.get(path)).html.includes('<form method="post" action="/office/children')).toBe(
    role !== "officer",
  );
});

test("an account that is in the wrong hands is taken away, in two steps; the answers stay, the log shows it", async () => {
  await answer("Nadja", "yes", "no");
  const nadja = people.Nadja ?? "";
  const before = await clerk.get(path);
  expect(before.text).toMatch(
    /Konto trennen .* Die Antworten bleiben, wie sie sind\. .* Konto von Nadja Beispiel trennen/,
  );
  const { text } = await clerk.does(`${path}/disconnect`, { person: nadja });
  expect(text).toContain("Das Konto ist getrennt.");
  expect(text).not.toContain("Konto von Nadja Beispiel trennen");
  expect(school.phone("mother").last).toContain("Die Schule hat die Verbindung für Nadja Beispiel getrennt.");
  expect(await school.participation("Mila")).toBe("audio_only");
  expect((await clerk.does(`${path}/disconnect`, { person: nadja })).text).toContain("Es wurde nichts geändert.");
  const { actions } = await school.house.office.actions(0, 50);
  expect(actions.filter(({ what }) => what === "disconnect")).toMatchObject([{ by: "Frau Schreiber", about: nadja }]);
  expect((await (await pages.signedIn("head")).get("/actions")).text).toContain("Konto getrennt");
});

test("nobody but who may write letters takes an account away, and only of those who belong to the child", async () => {
  const leon = (await school.child("Leon")).id;
  const person = people.Nadja ?? "";
  expect((await clerk.post(`/children/${leon}/disconnect`, { person })).status).toBe(404);
  const officer = await pages.signedIn("officer");
  expect((await officer.post(`${path}/disconnect`, { person })).status).toBe(403);
  expect((await officer.get(path)).text).not.toContain("Konto trennen");
  expect(await school.house.accounts.personsOf(101)).toHaveLength(1);
});

test("an account that has moved stands beside its person, and so does a used code that somebody else typed", async () => {
  const code = await school.letter("mother");
  expect((await clerk.get(path)).text).not.toContain("Konto gewechselt");
  const [first, second] = [901, 902].map((chat) => new Phone("Fremd", chat, school.box, () => school.quiet())) as [
    Phone,
    Phone,
  ];
  await first.says(code);
  await first.presses("Verbinden");
  await second.says(code);
  await second.says(code);
  const { text } = await clerk.get(path);
  expect(text).toMatch(
    /Nadja Beispiel verbunden seit 23\.11\.2026 Konto gewechselt am 23\.11\.2026 ein schon benutzter Code/,
  );
  const moved = /Konten, die in den letzten 14 Tagen gewechselt haben .* Nadja Beispiel , 23\.11\.2026/;
  const { text: overview, html } = await clerk.get("");
  expect(overview).toMatch(moved);
  expect(overview.match(/Ein schon benutzter Code wurde noch einmal eingegeben/g)).toHaveLength(1);
  expect(html).toMatch(/<a href="\/office\/children\/\w+">Nadja Beispiel<\/a>/);
  await school.days(15);
  expect((await clerk.get("")).status).toBe(401);
  expect((await (await pages.signedIn("head")).get("")).text).not.toMatch(moved);
});

test("who is not there has no page", async () => {
  for (const missing of ["/children/unknown", "/receipts/AAAAA-AAAAA-AAAAA.pdf", "/receipts/nonsense.pdf"])
    expect((await clerk.get(missing)).status).toBe(404);
  expect((await clerk.post("/children/unknown/both", { both: "yes" })).status).toBe(404);
});
