import { afterEach, expect, test } from "vitest";
import { answersThatCount } from "../../src/consent/standing.ts";
import { School } from "../support/school.ts";

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
