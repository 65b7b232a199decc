import fc from "fast-check";
import { expect, test } from "vitest";
import { goesOn } from "../../src/consent/how-long.ts";

test.each([
  ["2026-07-15", "2026-08-31"],
  ["2026-08-31", "2026-08-31"],
  ["2026-09-01", "2027-08-31"],
  ["2026-12-31T23:00:00.000Z", "2027-08-31"],
])("who leaves on %s without a declaration is kept until %s", (left, until) => {
  expect(goesOn(left, "08-31")).toBe(until);
});

test("whenever somebody leaves, and whichever the day is: it is not before the leaving, and within a year", () => {
  const day = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, (left, any) => {
      const of = any.slice(5) === "02-29" ? "02-28" : any.slice(5);
      const until = goesOn(left, of);
      expect(until >= left).toBe(true);
      expect(Date.parse(until) - Date.parse(left)).toBeLessThanOrEqual(366 * 24 * 60 * 60 * 1000);
    }),
  );
});
