import { expect, test } from "vitest";
import { erasedAtOnce, type HeldOfPerson, outlookOf } from "../../src/consent/erasing-person.ts";
import { usually } from "../../src/consent/how-long.ts";

const held: HeldOfPerson = {
  atOnce: Object.fromEntries(erasedAtOnce.map((what) => [what, 0])) as HeldOfPerson["atOnce"],
  histories: [],
  left: [],
  strangerSince: null,
  personId: "nadja",
  custody: 0,
  scans: 0,
  closedRequests: [],
  openRequests: 1,
  belongsTo: 1,
  openMatters: 0,
  numbers: null,
};
const stays = (numbers: HeldOfPerson["numbers"]) =>
  outlookOf({ ...held, numbers }, new Date("2026-11-23T17:00:00.000Z"), usually).stays.filter(
    ({ what }) => what === "numbers",
  );

test("the address of a chat that is one's own goes on a day; that of a chat which is another's too has no day", () => {
  expect(stays("own")).toEqual([{ what: "numbers", count: 1, until: "2026-12-08" }]);
  expect(stays("shared")).toEqual([{ what: "numbers", count: 1, until: null }]);
  expect(stays(null)).toEqual([]);
});
