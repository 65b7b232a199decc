import { describe, expect, test } from "vitest";
import { eventsOf } from "../../src/consent/declaration.ts";
import { type Entitlement, madeBefore, notEntitled } from "../../src/consent/entitled.ts";
import { mayRemind } from "../../src/consent/reminding.ts";
import { answersThatCount, oneGuardian, standing } from "../../src/consent/standing.ts";
import { declaration, event } from "../support/histories.ts";

describe("in the moment of recording", () => {
  const entitled: Entitlement = { holdsPerson: true, mayDeclare: ["mother"], atSchool: true, periodRuns: true };
  const yes = declaration("mother", { audio: "yes" });
  test("a guardian of this chat may declare", () => expect(notEntitled(yes, entitled)).toBe(null));
  test.each([
    ["account", { holdsPerson: false, mayDeclare: [] }],
    ["child", { mayDeclare: ["father"], atSchool: false }],
    ["left", { atSchool: false, periodRuns: false }],
    ["period", { periodRuns: false }],
  ] as const)("nothing is recorded, and why is said: %s", (why, more) =>
    expect(notEntitled(yes, { ...entitled, ...more })).toBe(why),
  );
  test("a no needs no period: withdrawing is always possible", () =>
    expect(notEntitled(declaration("mother", { audio: "no" }), { ...entitled, periodRuns: false })).toBe(null));
});

describe("the same act once more", () => {
  let ids = 0;
  const newId = () => `n${(ids += 1)}`;
  const act = (answers: Parameters<typeof declaration>[1]) => declaration("mother", answers, { evidence: "update 7" });
  const made = eventsOf(act({ audio: "yes", video: "no" }), [], "2026-11-23T17:00:00.000Z", newId);
  test("makes nothing new where it says the same, whatever has happened since", () =>
    expect(madeBefore(act({ audio: "yes", video: "no" }), [...made, event("withdrawn")])).toEqual(made));
  test("is another declaration where it says something else", () => {
    expect(madeBefore(act({ audio: "no", video: "no" }), made)).toEqual([]);
    expect(madeBefore(act({ audio: "yes" }), made)).toEqual([]);
  });
  test("is compared with what it said last", () => {
    const changed = [...made, ...eventsOf(act({ audio: "no", video: "no" }), made, "2026-11-23T17:01:00.000Z", newId)];
    expect(madeBefore(act({ audio: "yes", video: "no" }), changed)).toEqual([]);
    expect(madeBefore(act({ audio: "no", video: "no" }), changed)).toEqual(changed.slice(2));
  });
  test("is another person's own", () =>
    expect(madeBefore(declaration("father", { audio: "yes", video: "no" }, { evidence: "update 7" }), made)).toEqual(
      [],
    ));
});

describe("who may not declare any more", () => {
  const without = { ...oneGuardian, mayDeclare: ["mother"] };
  const hers = event("given");
  const his = event("refused", "father");
  test("does not stand against the others, and does not allow", () => {
    expect(standing([hers, his], "audio").standing).toBe("conflict");
    expect(standing([hers, his], "audio", without)).toEqual({ standing: "yes", by: hers });
    expect(standing([event("given", "father")], "audio", without)).toEqual({ standing: "not_asked", by: null });
  });
  test("the school's own older word counts as before", () =>
    expect(answersThatCount([event("given", "office"), his], "audio", ["mother"]).answers.size).toBe(1));
  test("counts again when they may declare again", () =>
    expect(standing([hers, his], "audio", { ...without, mayDeclare: ["mother", "father"] }).standing).toBe("conflict"));
  test("does not keep the others from being reminded", () => {
    expect(mayRemind([his], oneGuardian, "mother", 0)).toBe(false);
    expect(mayRemind([his], without, "mother", 0)).toBe(true);
  });
});
