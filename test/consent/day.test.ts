import fc from "fast-check";
import { expect, test } from "vitest";
import { dayIn, mayHaveBeenDeclaredOn, withDay } from "../../src/consent/day.ts";

test("the day of a declaration stands at the end of the evidence, and is read back whatever stands before it", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("2026-11-23", "2024-02-29"), (before, day) => {
      expect(dayIn(withDay(before, day))).toBe(day);
    }),
  );
  expect(dayIn(withDay("paper; declared on 2020-01-01", "2026-11-23"))).toBe("2026-11-23");
});

test("evidence without it has no day, nor has one that does not exist", () =>
  expect([
    dayIn("update 7, button JA"),
    dayIn("; declared on 2026-11-23; Ordner 3a"),
    dayIn("; declared on 2026-02-30"),
  ]).toEqual([null, null, null]));

test.each([
  ["2026-11-23", true],
  ["2026-11-24", true],
  ["2026-11-25", false],
  ["2026-11-22", false],
  ["23.11.2026", false],
  ["", false],
])("with a notice since 2026-11-23, what was declared on %s can be told on 2026-11-24: %s", (day, may) =>
  expect(mayHaveBeenDeclaredOn(day, { today: "2026-11-24", first: "2026-11-23" })).toBe(may),
);
