import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const aDay = 24 * 60 * 60 * 1000;
let school: School;
let clerk: Visitor;
let path: string;
let people: Record<string, string>;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const { id } = await school.child("Mila");
  path = `/children/${id}`;
  people = Object.fromEntries((await school.house.roster.peopleOf(id)).map(({ givenName, id }) => [givenName, id]));
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "in_person");
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "phone");
  school.pass(aDay);
  clerk = await new OfficePages(school).signedIn("head");
});
afterEach(() => school.stop());

const said = "audio given, video given, audio refused, video refused";
const events = async () => school.house.ledger.eventsOf((await school.child("Mila")).id);
const settle = (counts: string, more: Record<string, string> = {}) =>
  clerk.does(`${path}/settle`, {
    ...{ act: "form 1", purpose: "both", counts: people[counts] ?? "", why: "order" },
    ...{ reason: "Beschluss vom 12.11.2026", evidence: "Akte, Blatt 14", ...more },
  });
const isSettled = "Der Unterschied ist geklärt.";

test("the same form twice is one settling, and what it says of it stays true", async () => {
  for (const _ of [1, 2]) expect((await settle("Tarek")).text).toContain(isSettled);
  expect(await school.events("Mila")).toBe(`${said}, audio upheld, video upheld`);
});

test("the same form that says something else is a settling of its own: nothing is called settled that is not", async () => {
  await settle("Tarek");
  const { text } = await settle("Nadja", { reason: "andersherum" });
  expect(text).not.toContain(isSettled);
  expect(text).toContain("Die Erklärungen unterscheiden sich dort nicht oder nicht mehr. Es wurde nichts geändert.");
  expect(await school.events("Mila")).toBe(`${said}, audio upheld, video upheld`);
});

test("first sound, then both in the same form settles picture as well", async () => {
  await settle("Nadja", { purpose: "audio" });
  expect(await school.participation("Mila")).toBe("audio_only");
  expect((await settle("Nadja")).text).toContain(isSettled);
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("the same form with a new declaration twice is one; with another answer in it, it is not called settled", async () => {
  const anew = { why: "new_declaration", audio: "yes", video: "yes", route: "in_person" };
  for (const _ of [1, 2]) expect((await settle("Tarek", anew)).text).toContain(isSettled);
  expect(await school.events("Mila")).toBe(`${said}, audio given, video given`);
  expect((await settle("Tarek", { ...anew, video: "no" })).text).not.toContain(isSettled);
});

test("the reason and where the paper is stand in full in the evidence of a new declaration", async () => {
  const [reason, evidence] = ["R".repeat(200), `${"E".repeat(191)}AKTE-4711`];
  await settle("Tarek", { why: "new_declaration", audio: "yes", video: "yes", route: "in_person", reason, evidence });
  expect((await events()).at(-1)?.evidence).toContain(`; ${reason}; ${evidence}; declared on 2026-11-24`);
});

test("nothing is cut: what is too long is said beside its field", async () => {
  const { status, text } = await settle("Tarek", { reason: "R".repeat(201), evidence: "E".repeat(201) });
  expect(status).toBe(422);
  expect(text).toContain("Kürzen Sie die Begründung auf höchstens 200 Zeichen.");
  expect(text).toContain("Kürzen Sie auf höchstens 200 Zeichen, wo das Papier liegt.");
  const note = { person: people.Nadja ?? "", audio: "no", route: "paper", note: "N".repeat(201) };
  expect((await clerk.post(`${path}/answer`, note)).text).toContain(
    "Kürzen Sie den Vermerk auf höchstens 200 Zeichen.",
  );
  expect(await school.events("Mila")).toBe(said);
});

const answer = (who: string, more: Record<string, string>) =>
  clerk.post(`${path}/answer`, { act: "answer 1", person: people[who] ?? "", route: "paper", ...more });

test("a declaration from before the settling is refused, and the page says why", async () => {
  await settle("Nadja");
  // The father's own NEIN by telephone was of that day as well.
  const { status, text } = await answer("Tarek", { video: "no", day: "2026-11-23" });
  expect({ status, text }).toEqual({
    status: 409,
    text: expect.stringContaining(
      "Bild: nicht eingetragen. Am 24.11.2026 hat die Schule geklärt, wessen Erklärung zählt, und das gilt auch gegen",
    ) as string,
  });
});

test("a JA of the day of a NEIN is refused, and the page names it", async () => {
  const { status, text } = await answer("Tarek", { audio: "yes", day: "2026-11-23" });
  expect({ status, text }).toEqual({
    status: 409,
    text: expect.stringContaining(
      "Ton: nicht eingetragen. Am 23.11.2026 kam am Telefon auch eine andere Erklärung (NEIN), und sie gilt gegen ein JA",
    ) as string,
  });
});

test("a sheet carries no version from after its day; where none is named it is the one of the day", async () => {
  await school.changesNotice("spätestens nach Ablauf von sieben Tagen", "spätestens nach Ablauf von dreißig Tagen");
  clerk = await new OfficePages(school).signedIn("head", "Frau Konrektor");
  const newer = await answer("Nadja", { audio: "no", day: "2026-11-23", notice: "2" });
  expect({ status: newer.status, text: newer.text }).toEqual({
    status: 422,
    text: expect.stringContaining("Diese Fassung gab es an dem Tag noch nicht.") as string,
  });
  expect((await answer("Nadja", { audio: "yes", notice: "1e0" })).text).toContain(
    "Wählen Sie eine Fassung, die es gibt.",
  );
  expect((await clerk.get(path)).html).toContain('<option value="" selected>die am Tag der Erklärung galt</option>');
  await answer("Nadja", { audio: "no", day: "2026-11-24" });
  await answer("Tarek", { act: "answer 2", audio: "yes", day: "2026-11-24" });
  expect((await events()).slice(-2)).toMatchObject([
    { kind: "withdrawn", notice: 2 },
    { kind: "given", notice: 2 },
  ]);
  await answer("Nadja", { act: "answer 3", video: "no", day: "2026-11-23" });
  expect((await events()).at(-1)).toMatchObject({ purpose: "video", kind: "withdrawn", notice: 1 });
});

test("what the office has not put down itself offers no button to call it its mistake", async () => {
  await school.phone("mother").answers("Mila", "NEIN", "NEIN");
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  const { html } = await clerk.get(path);
  for (const { id, route } of await events()) {
    const offered = html.includes(`name="event" value="${id}"`);
    expect({ route, offered }).toEqual({ route, offered: route === "in_person" || route === "phone" });
    if (!offered) expect((await clerk.post(`${path}/void`, { event: id, why: "x" })).status).toBe(404);
  }
  expect(await school.events("Mila")).toBe(`${said}, audio withdrawn, video withdrawn`);
});
