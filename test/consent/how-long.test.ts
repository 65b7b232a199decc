import fc from "fast-check";
import { expect, test } from "vitest";
import { goesOn, inWords, usually } from "../../src/consent/how-long.ts";

test.each([
  ["2026-07-15", "2026-08-31"],
  ["2026-08-31", "2026-08-31"],
  ["2026-09-01", "2027-08-31"],
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

test.each([
  ["de", { years: 1, questions: 12, looks: 365 }, ["1 Jahr", "12 Monate", "365 Tage"]],
  ["de-simple", { years: 3, questions: 1, looks: 30 }, ["3 Jahre", "1 Monat", "30 Tage"]],
  ["ru", { years: 2, questions: 5, looks: 21 }, ["2 года", "5 месяцев", "21 день"]],
  ["pl", { years: 22, questions: 3, looks: 1 }, ["22 lata", "3 miesiące", "1 dzień"]],
  ["ro", { years: 20, questions: 3, looks: 2000 }, ["20 de ani", "3 luni", "2000 de zile"]],
  ["ar", { years: 3, questions: 11, looks: 100 }, ["3 سنوات", "11 شهرًا", "100 يوم"]],
])("in %s it is said as the language counts", (language, some, said) => {
  const { years, questions, looks } = inWords({ ...usually, ...some }, language);
  expect([years, questions, looks]).toEqual(said);
});
