import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dueOn,
  isClosed,
  type RequestStep,
  rights,
  servedAtOnce,
  type Step,
  steps,
  urgency,
} from "../../src/consent/rights.ts";

const took = (step: Step, at: string): RequestStep => ({ step, at, by: "office", note: "" });
const received = (at: string, ...later: Step[]) => ({
  history: [took("received", at), ...later.map((step) => took(step, at))],
});
const due = (day: string, ...later: Step[]) => dueOn(received(`${day}T10:00:00Z`, ...later));

test("each right of the form can be asked for, and those to a copy are served at once (Art. 12–22 GDPR)", () => {
  expect(rights).toEqual([
    "access",
    "rectification",
    "erasure",
    "restriction",
    "objection",
    "portability",
    "complaint",
  ]);
  expect(servedAtOnce).toEqual(["access", "portability"]);
});

describe("a request is due one month on (Art. 12(3) GDPR)", () => {
  test("on the same day of the next month, also in the next year", () =>
    expect([due("2026-11-24"), due("2026-12-24")]).toEqual(["2026-12-24", "2027-01-24"]));
  test("on the last day of a shorter month", () =>
    expect([due("2026-08-31"), due("2026-10-31"), due("2026-12-31")]).toEqual([
      "2026-09-30",
      "2026-11-30",
      "2027-01-31",
    ]));
  test("from the 29th to the 31st of January on the last of February, in a leap year the 29th", () => {
    expect(["2026-01-29", "2026-01-30", "2026-01-31"].map((day) => due(day))).toEqual([
      "2026-02-28",
      "2026-02-28",
      "2026-02-28",
    ]);
    expect([due("2028-01-29"), due("2028-01-31"), due("2028-02-29"), due("2100-01-31")]).toEqual([
      "2028-02-29",
      "2028-02-29",
      "2028-03-29",
      "2100-02-28",
    ]);
  });
  test("extended by two further months, counted from when it was received", () =>
    expect([due("2026-01-31", "extended"), due("2026-11-30", "working", "extended")]).toEqual([
      "2026-04-30",
      "2027-02-28",
    ]));
  test("work on it moves nothing", () => expect(due("2026-01-31", "working", "working")).toBe("2026-02-28"));

  test("for any day, it falls into the next month and is never more than a month away", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }), (at) => {
        const [from, to] = [at, new Date(dueOn(received(at.toISOString())))];
        expect((to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()).toBe(1);
        const day =
          new Date(to.getTime() + 86_400_000).getUTCDate() === 1
            ? [to.getUTCDate(), 29, 30, 31].filter((one) => one >= to.getUTCDate())
            : [to.getUTCDate()];
        expect(day).toContain(from.getUTCDate());
      }),
    );
  });
});

describe("the office sees how urgent it is", () => {
  const request = received("2026-11-24T10:00:00Z");
  const on = (now: string) => urgency(request, new Date(now));
  test("open while there is more than a week", () =>
    expect([on("2026-11-24T10:00:00Z"), on("2026-12-17T12:00:00Z")]).toEqual(["open", "open"]));
  test("soon in the last seven days, the day it is due included", () =>
    expect([on("2026-12-18T00:00:00Z"), on("2026-12-24T22:00:00Z")]).toEqual(["soon", "soon"]));
  test("overdue from the day after", () => expect(on("2026-12-25T00:00:00Z")).toBe("overdue"));
  test("closed once it is answered or declined, and only then, however late", () => {
    const closed = steps.filter((step) => isClosed(received("2026-01-31T10:00:00Z", step)));
    expect(closed).toEqual(["answered", "declined"]);
    expect(steps.map((step) => urgency(received("2026-01-31T10:00:00Z", step), new Date("2027-01-01")))).toEqual([
      "overdue",
      "overdue",
      "overdue",
      "closed",
      "closed",
    ]);
  });
});
