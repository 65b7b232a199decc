import { describe, expect, test } from "vitest";
import { withDay } from "../../src/consent/day.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type Declared, laterThan } from "../../src/consent/later.ts";
import { event, mistakeOf } from "../support/histories.ts";

const on = (day: number) => `2026-11-${day}`;
const at = (day: number) => ({ at: `${on(day)}T12:00:00.000Z` });
const against = (declared: Partial<Declared>, ...history: ConsentEvent[]) =>
  laterThan(
    { person: "mother", role: "guardian", answers: { audio: "yes" }, day: on(23), ...declared },
    history,
    on(25),
    (moment) => moment.slice(0, 10),
  ).audio?.id;

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

test("of a yes and a no of one day, told afterwards, the no stands; told on that day the order is that of telling", () => {
  const no = event("withdrawn", "mother", at(23));
  expect(against({}, no)).toBe(no.id);
  expect(against({ day: on(25) }, event("withdrawn", "mother", at(25)))).toBe(undefined);
  expect(against({ answers: { audio: "no" } }, event("given", "mother", at(23)))).toBe(undefined);
});
