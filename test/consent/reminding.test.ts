import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { mayRemind, mostReminders } from "../../src/consent/reminding.ts";
import { type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import { anyHistory, event, mistakeOf, whoMustAgree } from "../support/histories.ts";

const both = { guardians: ["mother", "father"], pupil: false };
const video = (one: ConsentEvent): ConsentEvent => ({ ...one, id: `${one.id} too`, purpose: "video" });
const may = (guardian: string, history: ConsentEvent[], mustAgree: MustAgree = oneGuardian, reminded = 0) =>
  mayRemind(history, mustAgree, guardian, reminded);

describe("a guardian may be reminded", () => {
  test("who has not answered, twice and no more", () =>
    expect([0, 1, 2, 3].map((reminded) => may("mother", [], oneGuardian, reminded))).toEqual([
      true,
      true,
      false,
      false,
    ]));
  test("not when one guardian's answer is enough and is there", () =>
    expect(may("father", [event("given"), video(event("given"))])).toBe(false));
  test("when only sound has been answered", () =>
    expect([may("mother", [event("given")]), may("father", [event("given")])]).toEqual([true, true]));
  test("where both must agree, the one who has not answered", () => {
    const hers = [event("given"), video(event("given"))];
    expect([may("mother", hers, both), may("father", hers, both)]).toEqual([false, true]);
  });
  test("not of what only the pupil has still to say", () =>
    expect(may("father", [event("given"), video(event("given"))], { guardians: [], pupil: true })).toBe(false));
  test("when a yes has lapsed, and when it was a mistake", () => {
    const yes = [event("given"), video(event("given"))];
    expect(may("mother", [...yes, event("lapsed", "office"), video(event("lapsed", "office"))])).toBe(true);
    expect(may("mother", [...yes, ...yes.map((one) => mistakeOf(one))])).toBe(true);
  });
});

describe("never after a NEIN (Art. 7(4) GDPR)", () => {
  test("of whomever, to whichever question, refused or withdrawn", () => {
    for (const no of [
      event("refused"),
      event("refused", "father"),
      event("withdrawn", "pupil"),
      event("refused", "office"),
      video(event("refused")),
    ])
      expect(may("mother", [no])).toBe(false);
  });
  test("also where the office has settled it as a yes, and that has lapsed", () => {
    const history = [event("given"), event("refused", "father"), event("given", "office"), event("lapsed", "office")];
    expect([may("father", history), may("mother", history)]).toEqual([false, false]);
  });
  test("unless the NEIN was a mistake of the office, or the same person has said JA since", () => {
    const no = event("refused", "father");
    expect(may("mother", [no, mistakeOf(no)])).toBe(true);
    expect(may("mother", [no, event("given", "father"), event("lapsed", "office")])).toBe(true);
  });

  test("whatever happened before, and for whoever must agree", () => {
    fc.assert(
      fc.property(
        anyHistory,
        whoMustAgree,
        fc.constantFrom("mother" as const, "father" as const),
        fc.constantFrom("mother" as const, "father" as const),
        fc.nat(3),
        (history, who, no, guardian, reminded) => {
          expect(may(guardian, [...history, event("refused", no, { id: "no" })], who, reminded)).toBe(false);
          expect(
            may(
              guardian,
              [...history, event("refused", no, { id: "no" }), event("lapsed", "office", { id: "end" })],
              who,
              reminded,
            ),
          ).toBe(false);
          if (reminded >= mostReminders) expect(may(guardian, history, who, reminded)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
