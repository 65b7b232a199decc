import { expect, test } from "vitest";
import { dueTimes, firstMorning, isLate, isSchoolDay, morningTime, schoolTime } from "../../src/school/morning.ts";

test.each([
  ["7:30", "07:30"],
  ["07.30 Uhr", "07:30"],
  ["7 Uhr 30", "07:30"],
  ["um 8", "08:00"],
  ["730", "07:30"],
  ["11:59", "11:59"],
])("„%s“ is a time in the morning", (typed, time) => expect(morningTime(typed)).toBe(time));

test.each(["", "4:59", "12:00", "7:60", "sieben", "7:3", "7:30 8:30", "-7:30", "07:30; drop"])(
  "„%s“ is none",
  (typed) => expect(morningTime(typed)).toBe(null),
);

test("the clock is the school's, in summer and in winter", () => {
  expect(schoolTime(new Date("2026-11-23T23:30:00Z"), "Europe/Berlin")).toEqual({ day: "2026-11-24", time: "00:30" });
  expect(schoolTime(new Date("2026-07-01T05:30:00Z"), "Europe/Berlin")).toEqual({ day: "2026-07-01", time: "07:30" });
});

test("Monday to Friday are school days", () => {
  const week = ["23", "24", "25", "26", "27", "28", "29"].map((day) => isSchoolDay(`2026-11-${day}`));
  expect(week).toEqual([true, true, true, true, true, false, false]);
});

test("a time is due for two hours, and a line that was put down then is late afterwards", () => {
  expect(dueTimes("09:15")).toEqual({ after: "07:15", upTo: "09:15" });
  expect(dueTimes("01:00")).toEqual({ after: "", upTo: "01:00" });
  expect(isLate("2026-11-23T06:30:00Z", new Date("2026-11-23T08:30:00Z"))).toBe(false);
  expect(isLate("2026-11-23T06:30:00Z", new Date("2026-11-23T08:30:01Z"))).toBe(true);
});

test("it begins today where its time is still to come, else tomorrow, also at the end of a year", () => {
  expect(firstMorning("07:30", { day: "2026-11-23", time: "07:29" })).toBe("2026-11-23");
  expect(firstMorning("07:30", { day: "2026-12-31", time: "07:30" })).toBe("2027-01-01");
});
