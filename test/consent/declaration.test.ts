import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesAnything, type Declaration, eventsOf } from "../../src/consent/declaration.ts";
import { type ConsentEvent, purposes } from "../../src/consent/event.ts";
import { answersThatCount, childStanding, standing } from "../../src/consent/standing.ts";
import {
  anyAnswers,
  declaration,
  type Declarer,
  event,
  livedHistory,
  mistakeOf,
  whoMustAgree,
} from "../support/histories.ts";

const at = "2026-11-24T08:00:00.000Z";
const runs = { numRuns: 1000 };

function declare(history: readonly ConsentEvent[], one: Declaration): ConsentEvent[] {
  let made = 0;
  return eventsOf(one, history, at, () => `new${history.length + (made += 1)}`);
}
const kinds = (one: Declaration, ...history: ConsentEvent[]) =>
  declare(history, one).map(({ purpose, kind }) => `${purpose} ${kind}`);
const yes = (who: Declarer, notice = 1) => declaration(who, { audio: "yes" }, { notice });
const no = (who: Declarer) => declaration(who, { audio: "no" });

describe("what a declaration makes of what was said before", () => {
  test("sound and picture of one act are two events of one decision, with all that proves them", () => {
    const proof = {
      notice: 2,
      language: "tr",
      shown: "5ha",
      evidence: "update 7",
      route: "paper",
      recordedBy: "Frau Sekretär",
    } as const;
    const [audio, video] = declare([], declaration("mother", { audio: "yes", video: "no" }, proof));
    expect(audio).toEqual({
      ...proof,
      id: "new2",
      decision: "new1",
      child: "mila",
      purpose: "audio",
      kind: "given",
      person: "mother",
      role: "guardian",
      at,
      voids: null,
    });
    expect(video).toEqual({ ...audio, id: "new3", purpose: "video", kind: "refused" });
  });
  test("a purpose that is not named stays as it stands", () => expect(kinds(yes("mother"))).toEqual(["audio given"]));
  test("yes twice is yes once, and no twice is no once", () =>
    expect([
      kinds(yes("mother"), event("given")),
      kinds(no("mother"), event("refused")),
      kinds(no("mother"), event("withdrawn")),
    ]).toEqual([[], [], []]));
  test("a yes on another notice version is a new yes", () =>
    expect(kinds(yes("mother", 2), event("given"))).toEqual(["audio given"]));
  test("a no after an own yes is a withdrawal, a no before any yes a refusal", () =>
    expect([kinds(no("mother"), event("given")), kinds(no("mother"), event("given", "father"))]).toEqual([
      ["audio withdrawn"],
      ["audio refused"],
    ]));
  test("after a lapse a yes is given anew, and a no is a refusal", () => {
    const lapsed = [event("given"), event("lapsed", "office")];
    expect([kinds(yes("mother"), ...lapsed), kinds(no("mother"), ...lapsed)]).toEqual([
      ["audio given"],
      ["audio refused"],
    ]);
  });
  test("a yes that was a mistake of the office was never said", () => {
    const mistaken = event("given");
    expect([
      kinds(yes("mother"), mistaken, mistakeOf(mistaken)),
      kinds(no("mother"), mistaken, mistakeOf(mistaken)),
    ]).toEqual([["audio given"], ["audio refused"]]);
  });
  test("what the office has settled counts as said for a guardian, and not for a pupil", () => {
    const settled = event("given", "office");
    expect([
      kinds(yes("father"), settled),
      kinds(no("father"), settled),
      kinds(yes("pupil"), settled),
      kinds(no("pupil"), settled),
    ]).toEqual([[], ["audio withdrawn"], ["audio given"], ["audio refused"]]);
  });
  test("the office settles anew where a guardian has said otherwise since, and says nothing twice", () => {
    const settled = event("given", "office");
    expect([
      kinds(yes("office"), settled),
      kinds(yes("office"), settled, event("given", "pupil")),
      kinds(yes("office"), settled, event("given")),
    ]).toEqual([[], [], []]);
    expect([
      kinds(yes("office"), settled, event("withdrawn")),
      kinds(no("office"), settled, event("withdrawn")),
    ]).toEqual([["audio given"], ["audio withdrawn"]]);
    expect(kinds(no("office"), event("refused", "office"), event("given"))).toEqual(["audio refused"]);
  });
});

describe("for any life of a consent", () => {
  const anyone = fc.constantFrom<Declarer>("mother", "father", "pupil", "office");
  const anyDeclaration = fc
    .record({ who: anyone, answers: anyAnswers, notice: fc.integer({ min: 1, max: 3 }) })
    .map(({ who, answers, notice }) => declaration(who, answers, { notice }));

  test("saying the same twice changes nothing", () => {
    fc.assert(
      fc.property(livedHistory, anyDeclaration, (history, one) => {
        const once = [...history, ...declare(history, one)];
        expect(changesAnything(one, once)).toBe(false);
      }),
      runs,
    );
  });

  test("only what is named is touched", () => {
    fc.assert(
      fc.property(livedHistory, anyDeclaration, (history, one) => {
        for (const { purpose } of declare(history, one)) expect(Object.keys(one.answers)).toContain(purpose);
      }),
      runs,
    );
  });

  test("after it, what the person said counts for them, or the office's word that says the same", () => {
    fc.assert(
      fc.property(livedHistory, anyDeclaration, (history, one) => {
        const after = [...history, ...declare(history, one)];
        for (const purpose of purposes) {
          const { answers } = answersThatCount(after, purpose);
          const counts = answers.get(one.person) ?? (one.role === "guardian" ? answers.get(null) : undefined);
          if (one.answers[purpose]) expect(counts?.kind === "given" ? "yes" : "no").toBe(one.answers[purpose]);
          if (one.answers[purpose] === "yes") expect(counts?.notice).toBe(one.notice);
        }
      }),
      runs,
    );
  });

  test("withdrawing takes effect at once (Art. 7(3) GDPR): after any guardian's no nothing is allowed, in no order of the others' answers", () => {
    fc.assert(
      fc.property(livedHistory, whoMustAgree, fc.array(anyAnswers), (history, who, others) => {
        const withdrawn = [...history, ...declare(history, no("mother"))];
        const after = others.reduce(
          (before, answers) => [...before, ...declare(before, declaration("father", answers))],
          withdrawn,
        );
        expect(childStanding(after, who).participation).toBe("none");
      }),
      runs,
    );
  });

  test("the office's word settles: what it says stands, unless the pupil of age says no", () => {
    fc.assert(
      fc.property(livedHistory, fc.boolean(), (history, agrees) => {
        const after = [...history, ...declare(history, agrees ? yes("office") : no("office"))];
        expect(agrees ? ["yes"] : ["no", "withdrawn"]).toContain(standing(after, "audio").standing);
      }),
      runs,
    );
  });
});
