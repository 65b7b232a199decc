import { afterEach, expect, test } from "vitest";
import { dayIn } from "../../src/consent/day.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const aDay = 24 * 60 * 60 * 1000;
/** Monday is 23.11.2026. */
const monday = "2026-11-23";

test("a form that was signed on Monday and typed in on Wednesday does not undo Tuesday's withdrawal in the chat", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  school.pass(aDay);
  await grandfather.answers("Leon", "NEIN", "NEIN");
  school.pass(aDay);
  for (const who of ["grandfather", "lateTeacher"] as const) school.phone(who).forget();
  const put = await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper", monday);
  expect(put).toMatchObject({
    events: 0,
    later: { audio: { kind: "withdrawn", route: "chat" }, video: { kind: "withdrawn", route: "chat" } },
  });
  expect(await school.participation("Leon")).toBe("none");
  expect(await school.events("Leon")).toBe("audio given, video given, audio withdrawn, video withdrawn");
  expect(grandfather.transcript() + school.phone("lateTeacher").transcript()).toBe("");
});

test("what the later answer did not touch is put down", async () => {
  school = await School.open({ joined: ["grandfather"] });
  school.pass(aDay);
  await school.records("Leon", "Heinz", { video: "no" }, "phone");
  school.pass(aDay);
  const put = await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper", monday);
  expect(put?.events).toBe(1);
  expect(await school.events("Leon")).toBe("video refused, audio given");
  expect(await school.participation("Leon")).toBe("audio_only");
});

test("signed after the withdrawal it counts, on the version of the sheet, with the form as the text that was shown", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.phone("grandfather").answers("Leon", "NEIN", "NEIN");
  await school.changesNotice("spätestens nach Ablauf von sieben Tagen", "spätestens nach Ablauf von dreißig Tagen");
  school.pass(2 * aDay);
  const day = "2026-11-24";
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper", day, 1);
  const event = (await school.house.ledger.eventsOf((await school.child("Leon")).id)).at(-1);
  expect(event).toMatchObject({ kind: "given", notice: 1, route: "paper" });
  expect(dayIn(event?.evidence ?? "")).toBe(day);
  expect(await school.house.ledger.textShown(event?.shown ?? "")).toContain("Teilnahme per Audio: JA NEIN");
  expect(await school.participation("Leon")).toBe("audio_and_video");
});

test("a form of the day of a withdrawal in the chat does not undo it, told on that day; one of the next day counts", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  const yes = { audio: "yes", video: "yes" } as const;
  for (const route of ["paper", "phone", "in_person"] as const)
    expect(await school.records("Leon", "Heinz", yes, route)).toMatchObject({
      events: 0,
      later: { audio: { kind: "withdrawn", route: "chat" }, video: { kind: "withdrawn", route: "chat" } },
    });
  expect(await school.participation("Leon")).toBe("none");
  school.pass(aDay);
  expect((await school.records("Leon", "Heinz", yes, "phone"))?.events).toBe(2);
  expect(await school.participation("Leon")).toBe("audio_and_video");
});
