import { expect, test } from "vitest";
import { outcomeOf } from "../../src/consent/outcome.ts";
import { byWeek, mondayOf, weeksBefore } from "../../src/consent/weeks.ts";

test("a week begins on Monday, also across the end of a year and the turning of the clocks", () => {
  expect(["2026-11-23", "2026-11-29", "2027-01-01", "2026-03-29"].map(mondayOf)).toEqual([
    "2026-11-23",
    "2026-11-23",
    "2026-12-28",
    "2026-03-23",
  ]);
  expect(weeksBefore("2026-11-25", 1)).toBe("2026-11-16");
});

test("answers are counted in their week, weeks without any are there, and what nobody declared is not counted", () => {
  const counts = [
    { day: "2026-11-23", kind: "given", count: 2 },
    { day: "2026-11-22", kind: "refused", count: 1 },
    { day: "2026-11-22", kind: "withdrawn", count: 1 },
    { day: "2026-11-22", kind: "lapsed", count: 9 },
    { day: "2026-01-01", kind: "given", count: 9 },
  ];
  expect(byWeek(counts, "2026-11-25", 3)).toEqual([
    { monday: "2026-11-09", yes: 0, no: 0, withdrawn: 0 },
    { monday: "2026-11-16", yes: 0, no: 1, withdrawn: 1 },
    { monday: "2026-11-23", yes: 2, no: 0, withdrawn: 0 },
  ]);
});

test.each([
  ["yes", "yes", "audio_and_video", "yes"],
  ["yes", "no", "audio_only", "audio"],
  ["yes", "not_asked", "audio_only", "audio"],
  ["no", "yes", "none", "no"],
  ["no", "withdrawn", "none", "withdrawn"],
  ["conflict", "yes", "none", "conflict"],
  ["lapsed", "not_asked", "none", "open"],
] as const)("a child with sound %s and picture %s is %s: %s on the bar", (audio, video, participation, outcome) => {
  expect(outcomeOf({ audio, video, participation })).toBe(outcome);
});
