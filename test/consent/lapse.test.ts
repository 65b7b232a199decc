import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConsentEvent, purposes } from "../../src/consent/event.ts";
import { lapseOfAll, lapseOfOlder } from "../../src/consent/lapse.ts";
import { answersThatCount, childStanding } from "../../src/consent/standing.ts";
import { anyHistory, event, upholding } from "../support/histories.ts";

const at = "2030-11-24T08:00:00.000Z";
const ending = { recordedBy: "Frau Poppinga", evidence: "end of period 1", notice: 3 };
const ids = () => {
  let made = 0;
  return () => `lapse${(made += 1)}`;
};
const all = (history: ConsentEvent[]) => lapseOfAll(history, "mila", ending, at, ids());
const older = (history: ConsentEvent[], since: number) => lapseOfOlder(history, "mila", since, ending, at, ids());
const yes = (history: ConsentEvent[], purpose: "audio" | "video") =>
  [...answersThatCount(history, purpose).answers.values()].filter(({ kind }) => kind === "given");
const noes = (history: ConsentEvent[]) =>
  purposes.flatMap((purpose) =>
    [...answersThatCount(history, purpose).answers.values()].filter(({ kind }) => kind !== "given"),
  );
const runs = { numRuns: 1000 };

describe("at the end of the period (the form: for the duration of the restricted schooling)", () => {
  test("a lapse is one event a purpose in which a yes counts, set off by the office", () => {
    const made = all([
      event("given"),
      event("given", "father"),
      event("refused", "mother", { id: "v", purpose: "video" }),
    ]);
    expect(made).toEqual([
      {
        ...ending,
        id: "lapse2",
        decision: "lapse1",
        child: "mila",
        purpose: "audio",
        kind: "lapsed",
        person: null,
        role: "office",
        route: "note",
        at,
        language: "de",
        shown: null,
        voids: null,
      },
    ]);
  });
  test("where nothing was allowed, nothing lapses", () =>
    expect([all([]), all([event("refused")]), all([event("given"), event("withdrawn")])]).toEqual([[], [], []]));
  test("also a yes that the school has overruled, for it would count again with the other guardian gone", () => {
    const [hers, his] = [event("given"), event("refused", "father")];
    const history = [hers, his, upholding(his)];
    const [lapse] = all(history);
    expect(lapse).toMatchObject({ kind: "lapsed", purpose: "audio", person: null });
    const alone = { guardians: [], pupil: false, mayDeclare: ["mother"] };
    expect(childStanding(history, alone).audio.standing).toBe("yes");
    expect(childStanding([...history, lapse!], alone).audio.standing).toBe("lapsed");
    expect(childStanding([...history, ...older(history, 2)], alone).audio.standing).toBe("lapsed");
  });

  test("whatever was said before, no yes is left, each no stays, and a second end ends nothing", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const after = [...history, ...all(history)];
        expect(purposes.flatMap((purpose) => yes(after, purpose))).toEqual([]);
        expect(noes(after)).toEqual(noes(history));
        expect(all(after)).toEqual([]);
        expect(childStanding(after).participation).toBe("none");
      }),
      runs,
    );
  });
});

describe("when the notice has changed materially (EDPB 05/2020 no. 110)", () => {
  const [hers, his] = [event("given", "mother", { notice: 1 }), event("given", "father", { notice: 2 })];
  test("whoever has agreed anew keeps the yes, the other's lapses", () =>
    expect(older([hers, his], 2)).toMatchObject([{ kind: "lapsed", person: "mother", voids: null }]));
  test("where nobody has agreed anew, one event ends them all", () =>
    expect(older([hers, his], 3)).toMatchObject([{ kind: "lapsed", person: null, voids: null }]));
  test("where everybody has, nothing lapses", () => expect(older([hers, his], 1)).toEqual([]));
  test("the office's own word lapses alone where a guardian has agreed anew", () => {
    const word = event("given", "office", { notice: 1 });
    expect(older([word, his], 2)).toMatchObject([{ person: null, voids: word.id }]);
    expect(
      childStanding([word, his, ...older([word, his], 2)], { guardians: ["mother", "father"], pupil: false }).audio
        .standing,
    ).toBe("not_asked");
  });

  test("whatever was said before, the yeses on the new version are left and no others, each no stays, and it happens once", () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 4 }), (history, since) => {
        const after = [...history, ...older(history, since)];
        for (const purpose of purposes)
          expect(yes(after, purpose)).toEqual(yes(history, purpose).filter(({ notice }) => notice >= since));
        expect(noes(after)).toEqual(noes(history));
        expect(older(after, since)).toEqual([]);
      }),
      runs,
    );
  });
});
