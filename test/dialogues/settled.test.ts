import { afterEach, expect, test } from "vitest";
import { answersThatCount } from "../../src/consent/standing.ts";
import { School } from "../support/school.ts";

const aDay = 24 * 60 * 60 * 1000;
let school: School;
afterEach(() => school.stop());

/** Mila's mother has said JA to both, the father JA to sound and NEIN to picture. */
async function inConflict() {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const [mother, father, teacher] = [school.phone("mother"), school.phone("father"), school.phone("teacher")];
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "in_person");
  await school.records("Mila", "Tarek", { audio: "yes", video: "no" }, "phone");
  for (const phone of [mother, father, teacher]) phone.forget();
  return { mother, father, teacher };
}
const standingOf = async (purpose: "audio" | "video") => {
  const { id } = await school.child("Mila");
  return (await school.house.ledger.standings([id], school.clock.now)).get(id)?.[purpose].standing;
};
const events = async () => school.house.ledger.eventsOf((await school.child("Mila")).id);

test("the school says whose declaration counts: the guardian's own, and both hear what is allowed now, not who was right", async () => {
  const { mother, father, teacher } = await inConflict();
  expect(await school.settles("Mila", "Nadja")).toEqual({ events: 1 });
  expect(await school.events("Mila")).toBe("audio given, video given, audio given, video refused, video upheld");
  const { answers } = answersThatCount(await events(), "video");
  expect([...answers.values()]).toMatchObject([{ kind: "given", role: "guardian", route: "in_person" }]);
  expect(await school.participation("Mila")).toBe("audio_and_video");
  expect(mother.last).toContain("ist jetzt geklärt, was gilt: Teilnahme mit Ton und Bild");
  expect(father.last).toBe(mother.last);
  expect(teacher.last).toContain("Jetzt erlaubt: Teilnahme mit Ton und Bild");
});

test("until then nothing is allowed, and what is said after it counts again", async () => {
  await inConflict();
  expect(await standingOf("video")).toBe("conflict");
  await school.settles("Mila", "Tarek");
  expect(await school.participation("Mila")).toBe("audio_only");
  school.pass(aDay);
  await school.records("Mila", "Tarek", { video: "yes" }, "phone");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await school.records("Mila", "Nadja", { video: "no" }, "phone");
  expect(await standingOf("video")).toBe("conflict");
});

test("whoever may not declare any more is not upheld, nor where nothing differs", async () => {
  await inConflict();
  const tarek = (await school.house.roster.peopleOf((await school.child("Mila")).id)).find(
    ({ givenName }) => givenName === "Tarek",
  );
  expect(await school.settles("Mila", "Tarek", ["audio"])).toEqual({ refused: "nothingDiffers", later: {} });
  const { id } = await school.child("Mila");
  const upholding = {
    child: id,
    person: (await school.house.roster.peopleOf((await school.child("Leon")).id))[0]?.id ?? "",
    purposes: ["video" as const],
    why: "custody" as const,
    reason: "x",
    evidence: "y",
    recordedBy: "Frau Schreiber",
    act: "a",
    notice: 1,
  };
  const settle = (person: string) => school.house.ledger.settle({ ...upholding, person }, null, school.clock.now);
  expect(await settle(upholding.person)).toEqual({ refused: "notEntitled", later: {} });
  expect(await settle(tarek?.id ?? "")).toEqual({ events: 1 });
  expect(await settle(tarek?.id ?? "")).toEqual({ events: 1 });
  expect((await events()).filter(({ kind }) => kind === "upheld")).toHaveLength(1);
});

/** From then on only these may declare for Mila. */
async function mayDeclare(...who: ("E01" | "E02")[]) {
  const rows = {
    E01: "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01\n",
    E02: "3a;erziehungsberechtigt;Tarek;Beispiel-Anders;;Mila;Beispiel;;E02\n",
  };
  const head = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
  const child = "3a;kind;Mila;Beispiel;15.03.2018;;;;\n";
  await school.imports(head + child + who.map((one) => rows[one]).join(""));
  await school.quiet();
}

test("what the school has upheld of the father has no effect once he may not declare any more, and the mother's NEIN counts", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const mother = school.phone("mother");
  await school.records("Mila", "Nadja", { audio: "no", video: "no" }, "in_person");
  await school.records("Mila", "Tarek", { audio: "yes", video: "yes" }, "phone");
  await school.settles("Mila", "Tarek");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await mayDeclare("E01");
  expect(await standingOf("audio")).toBe("no");
  expect(school.phone("teacher").transcript()).toContain("keine Teilnahme");
  await mother.says("/status");
  expect(mother.last).toContain("Ton: NEIN seit 23.11.2026");
  expect(mother.last).not.toContain("geklärt");
  await mayDeclare("E01", "E02");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("a JA that counts again with the father gone is withdrawn at once", async () => {
  const { mother } = await inConflict();
  await school.settles("Mila", "Tarek");
  await mayDeclare("E01");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await mother.says("ich widerrufe meine Einwilligung für Mila");
  expect(await school.participation("Mila")).toBe("none");
  expect([await standingOf("audio"), await standingOf("video")]).toEqual(["withdrawn", "withdrawn"]);
});

test("a JA that was overruled ends with the period too, and does not come back with whoever goes", async () => {
  await inConflict();
  await school.settles("Mila", "Tarek");
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  await school.house.periods.start("Frau Rektor", school.clock.now);
  await mayDeclare("E01");
  expect(await standingOf("video")).toBe("lapsed");
});

test("a paper that is older than the settling does not reopen it; one from the day of the settling does", async () => {
  await inConflict();
  school.pass(aDay);
  await school.settles("Mila", "Nadja");
  school.pass(aDay);
  const put = (day: string) => school.records("Mila", "Tarek", { video: "no" }, "paper", day);
  expect(await put("2026-11-23")).toMatchObject({ events: 0, later: { video: { kind: "upheld" } } });
  expect(await standingOf("video")).toBe("yes");
  expect(await put("2026-11-24")).toMatchObject({ events: 1, later: {} });
  expect(await standingOf("video")).toBe("conflict");
});

test("neither a lapse nor what a family has declared in the chat is a mistake of the office", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.answers("Mila", "JA", "NEIN");
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  const by = { recordedBy: "Frau Schreiber", why: "x" };
  for (const { id, kind } of await events())
    await expect(school.house.ledger.voidEvent(id, by, school.clock.now), kind).rejects.toThrow(
      `Event ${id} (${kind}, ${kind === "lapsed" ? "note" : "chat"}) was not put down by the office`,
    );
  expect(await school.events("Mila")).toBe("audio given, video given, video withdrawn, audio lapsed");
});

test("only what was declared while the clock went ahead may be taken back, else the ledger were shut until then", async () => {
  school = await School.open({ joined: ["mother"] });
  school.pass(aDay);
  await school.phone("mother").answers("Mila", "JA", "JA");
  school.pass(-aDay);
  await expect(school.records("Leon", "Heinz", { audio: "no" }, "paper")).rejects.toThrow("while it went ahead");
  const by = { recordedBy: "Frau Schreiber", why: "the clock went ahead" };
  expect(await school.house.ledger.voidEvent((await events()).at(-1)?.id ?? "", by, school.clock.now)).toBe(true);
  expect(await school.records("Leon", "Heinz", { audio: "no" }, "paper")).toMatchObject({ events: 1 });
});

test("a declaration put down by mistake takes with it what the school has upheld of it", async () => {
  await inConflict();
  await school.settles("Mila", "Tarek");
  const refused = (await events()).find(({ kind }) => kind === "refused");
  await school.house.ledger.voidEvent(refused?.id ?? "", { recordedBy: "Frau Schreiber", why: "x" }, school.clock.now);
  await school.quiet();
  const voided = (await events()).filter(({ kind }) => kind === "voided");
  expect(voided.map(({ route }) => route)).toEqual(["note", "note"]);
  expect(await school.participation("Mila")).toBe("audio_and_video");
});
