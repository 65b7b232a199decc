import { describe, expect, test } from "vitest";
import {
  causeOf,
  difference,
  isListedAlike,
  type Moment,
  standingAt,
  whoHasDeclared,
} from "../../src/consent/changes.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { event } from "../support/histories.ts";

const hers = event("given");
const his = event("refused", "father");
const stands = (...events: ConsentEvent[]) => childStanding(events);
const moment = (more: Partial<Moment> = {}): Moment => ({
  standing: stands(hers),
  who: { guardians: [], pupil: false, mayDeclare: ["mother", "father"] },
  both: false,
  classId: "3a",
  atSchool: true,
  ...more,
});

describe("what has changed", () => {
  test("nothing, where the same stands by another answer", () =>
    expect(difference(stands(hers), stands(hers, event("given", "father")))).toEqual({
      stands: false,
      concerns: false,
    }));
  test("a NEIN that was no answer before changes what stands, and not what may be done", () =>
    expect(difference(stands(), stands(his))).toEqual({ stands: true, concerns: false }));
  test("a yes changes what may be done", () =>
    expect(difference(stands(), stands(hers))).toEqual({ stands: true, concerns: true }));
  test("a conflict that comes concerns the guardians, also where nothing was allowed", () =>
    expect(difference(stands(his), stands(his, hers))).toEqual({ stands: true, concerns: true }));
  test("who leaves the school takes part in nothing, whatever is on record", () =>
    expect(difference(standingAt(moment()), standingAt(moment({ atSchool: false })))).toEqual({
      stands: true,
      concerns: true,
    }));
});

describe("why it has changed, where nobody has answered", () => {
  const who = moment().who;
  test.each<[string, Partial<Moment>, Partial<Moment>]>([
    ["left", {}, { atSchool: false, both: true }],
    ["returned", { atSchool: false }, {}],
    ["both", {}, { both: true }],
    ["one", { both: true }, {}],
    ["age", {}, { who: { ...who, pupil: true, mayDeclare: ["mother", "father", "pupil"] } }],
    ["birthDate", { who: { ...who, pupil: true } }, {}],
    ["guardians", {}, { who: { ...who, mayDeclare: ["mother"] } }],
    ["other", {}, { who: { ...who, mayDeclare: ["father", "mother"] } }],
  ])("%s", (cause, before, after) => expect(causeOf(moment(before), moment(after))).toBe(cause));
});

test("who has declared and may declare hears what it comes to, also the one who was overruled; nobody else", () => {
  const events = [hers, his, event("given", "pupil", { purpose: "video" }), event("given", "office")];
  expect(whoHasDeclared(events.slice(0, 3), ["mother", "pupil", "grandmother"])).toEqual(["mother", "pupil"]);
  expect(whoHasDeclared(events, ["mother", "father"])).toEqual(["mother", "father"]);
  expect(whoHasDeclared([], ["mother"])).toEqual([]);
});

test("a teacher's list says the same of what allows the same, and something else of who has not answered", () => {
  expect(isListedAlike("no/withdrawn", "conflict/conflict")).toBe(true);
  expect(isListedAlike("yes/no", "yes/unasked")).toBe(true);
  expect(isListedAlike("yes/yes", "yes/no")).toBe(false);
  expect(isListedAlike("unasked/unasked", "unasked/no")).toBe(false);
});
