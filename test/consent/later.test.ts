import { describe, expect, test } from "vitest";
import { withDay } from "../../src/consent/day.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type Declared, laterThan } from "../../src/consent/later.ts";
import { type Declarer, event, mistakeOf, upholding } from "../support/histories.ts";

const on = (day: number) => `2026-11-${day}`;
const at = (day: number) => ({ at: `${on(day)}T12:00:00.000Z` });
const against = (declared: Partial<Declared>, ...history: ConsentEvent[]) =>
  laterThan({ person: "mother", role: "guardian", answers: { audio: "yes" }, day: on(23), ...declared }, history, {
    today: on(25),
    dayOf: (moment) => moment.slice(0, 10),
    mayDeclare: ["mother", "father"],
  }).audio?.id;

describe("what was declared on Monday and is put down on Wednesday", () => {
  test("does not undo Tuesday's withdrawal", () =>
    expect(against({}, event("given", "mother", at(20)), event("withdrawn", "mother", at(24)))).toBe(
      "withdrawn by mother",
    ));
  test("does not undo the same person's later answer, whatever it was", () => {
    expect(against({}, event("refused", "mother", at(24)))).toBe("refused by mother");
    expect(against({ answers: { audio: "no" } }, event("given", "mother", at(24)))).toBe("given by mother");
  });
  test("counts where only somebody else has answered since, or about something else", () =>
    expect([
      against({}, event("withdrawn", "father", at(24))),
      against({}, event("withdrawn", "mother", { ...at(24), purpose: "video" })),
      against({}, event("refused", "mother", at(22))),
    ]).toEqual([undefined, undefined, undefined]));
  test("goes by the day of the other declaration too, not by when it was put down", () =>
    expect(against({}, event("refused", "mother", { ...at(24), evidence: withDay("paper", on(22)) }))).toBe(undefined));
  test("gives no yes that would have lapsed since; a no stays a no", () => {
    const lapse = event("lapsed", "office", at(24));
    expect([against({}, lapse), against({ answers: { audio: "no" } }, lapse)]).toEqual([lapse.id, undefined]);
  });
  test("does not count against what was put down by mistake", () => {
    const wrong = event("withdrawn", "mother", at(24));
    expect(against({}, wrong, mistakeOf(wrong, at(24)))).toBe(undefined);
  });
});

test("of a yes and a no of one day nobody knows which was first: the no stands, whenever it is told", () => {
  const no = event("withdrawn", "mother", at(23));
  expect(against({}, no)).toBe(no.id);
  expect(against({ day: on(25) }, event("withdrawn", "mother", at(25)))).toBe("withdrawn by mother");
  expect(against({ day: on(25) }, event("refused", "mother", { ...at(25), evidence: withDay("phone", on(25)) }))).toBe(
    "refused by mother",
  );
  expect(against({ day: on(25) }, event("withdrawn", "mother", at(24)))).toBe(undefined);
  expect(against({ answers: { audio: "no" } }, event("given", "mother", at(23)))).toBe(undefined);
});

test("what has lapsed on the day of a yes, before it was told on that day, does not stand against it", () =>
  expect(against({ day: on(25) }, event("lapsed", "office", at(25)))).toBe(undefined));

describe("what was declared before the school settled what differs", () => {
  const his = event("refused", "father", at(22));
  const settled = upholding(his, at(24));
  test("does not count against it, whatever it says", () => {
    expect(against({}, his, settled)).toBe(settled.id);
    expect(against({ answers: { audio: "no" } }, his, settled)).toBe(settled.id);
  });
  test("counts from the day of the settling on, or for the other purpose", () => {
    expect(against({ day: on(24) }, his, settled)).toBe(undefined);
    expect(against({}, his, upholding(his, { ...at(24), purpose: "video" }))).toBe(undefined);
  });
  test("counts where that was a mistake, or of somebody who may not declare any more", () => {
    expect(against({}, his, settled, mistakeOf(settled, at(24)))).toBe(undefined);
    const grandmother = event("refused", "grandmother" as Declarer, at(22));
    expect(against({}, grandmother, upholding(grandmother, at(24)))).toBe(undefined);
  });
  test("counts of whose declaration was upheld: a withdrawal reaches the school late, and takes effect", () =>
    expect(against({ person: "father", answers: { audio: "no" } }, event("given", "father", at(22)), settled)).toBe(
      undefined,
    ));
  test("counts of a pupil, who speaks for itself", () =>
    expect(against({ person: "pupil", role: "pupil" }, his, settled)).toBe(undefined));
});
