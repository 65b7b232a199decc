import { expect, test } from "vitest";
import type { Moment } from "../../src/consent/changes.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { wouldChange } from "../../src/consent/would-change.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { event } from "../support/histories.ts";

const said = [event("given"), event("refused", "father")];
const moment = (events: ConsentEvent[], mayDeclare: string[], more: Partial<Moment> = {}): Moment => {
  const who = { guardians: [], pupil: false, mayDeclare };
  return { standing: childStanding(events, who), who, both: false, classId: "3a", atSchool: true, ...more };
};
const both = ["mother", "father"];
const changes = (before: Moment, after: Moment) =>
  wouldChange(new Map([["mila", before]]), new Map([["mila", after]])).map((one) => [
    one.before.standing.audio.standing,
    one.after.standing.audio.standing,
  ]);

test("a father who may not declare any more takes his NEIN with him", () =>
  expect(changes(moment(said, both), moment(said, ["mother"]))).toEqual([["conflict", "yes"]]));

test("who leaves, comes back or changes class is named, though the answers stay", () => {
  const here = moment(said, both);
  expect(changes(here, { ...here, atSchool: false })).toHaveLength(1);
  expect(changes({ ...here, atSchool: false }, here)).toHaveLength(1);
  expect(changes(here, { ...here, classId: "4a" })).toHaveLength(1);
  expect(changes(here, { ...here })).toEqual([]);
});

test("children of whom nobody has said anything are left out, and those who change class come last", () => {
  const silent = moment([], both);
  expect(changes(silent, { ...silent, atSchool: false })).toEqual([]);
  const here = moment(said, both);
  const before = new Map([
    ["moves", here],
    ["changes", here],
  ]);
  const after = new Map([
    ["moves", { ...here, classId: "4a" }],
    ["changes", moment(said, ["mother"])],
  ]);
  expect(wouldChange(before, after).map(({ childId }) => childId)).toEqual(["changes", "moves"]);
});
