import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConsentEvent, purposes } from "../../src/consent/event.ts";
import { childStanding, type MustAgree, standing } from "../../src/consent/standing.ts";
import { anyHistory, event, mistakeOf, whoMustAgree } from "../support/histories.ts";

const runs = { numRuns: 1000 };
const answer = fc.constantFrom("given" as const, "refused" as const, "withdrawn" as const);

/** What one person's word on sound comes to, told from the end and without looking at the others: only the office can settle it, only a lapse can end a yes. */
function lastWord(history: readonly ConsentEvent[], person: string | null): "yes" | "no" | null {
  const voided = history.filter(({ kind }) => kind === "voided").map(({ voids }) => voids);
  const told = history.filter((one) => one.purpose === "audio" && one.kind !== "voided" && !voided.includes(one.id));
  const endedAlone = new Set<string | null>();
  let lapsed = false;
  for (const one of told.toReversed()) {
    if (one.kind === "lapsed") {
      if (one.voids !== null) endedAlone.add(one.voids);
      else lapsed ||= one.person === null || one.person === person;
    } else if (one.kind === "upheld") {
      if (one.person !== person && person !== "pupil") return null;
    } else if (one.person === person)
      return one.kind !== "given" ? "no" : lapsed || endedAlone.has(one.id) ? null : "yes";
    else if (one.person === null && person !== "pupil") return null;
  }
  return null;
}

/** Whether the school has put down that this person's last word on sound counts against the others'. */
function isUpheld(history: readonly ConsentEvent[], person: string): boolean {
  const voided = history.filter(({ kind }) => kind === "voided").map(({ voids }) => voids);
  const told = history.filter((one) => one.purpose === "audio" && one.kind !== "voided" && !voided.includes(one.id));
  const last = told.findLast((one) => one.person === person && one.kind !== "lapsed" && one.kind !== "upheld");
  return told.some(({ kind, voids }) => kind === "upheld" && voids === last?.id);
}

/** The rule in one sentence: somebody has agreed, nobody has refused, and nobody who must agree is missing. */
function allowed(history: readonly ConsentEvent[], { guardians, pupil }: MustAgree): boolean {
  const [mother, father, office] = ["mother", "father", null].map((person) => lastWord(history, person));
  const words = [mother, father, office, pupil ? lastWord(history, "pupil") : null];
  const agreed =
    guardians.length === 0
      ? [mother, father, office].includes("yes")
      : office === "yes" ||
        (mother === "yes" && (father === "yes" || isUpheld(history, "mother"))) ||
        (father === "yes" && isUpheld(history, "father"));
  return agreed && !words.includes("no") && (!pupil || lastWord(history, "pupil") === "yes");
}

describe("for any sequence of events, two guardians, a pupil and the office", () => {
  test("yes stands exactly where somebody has agreed, nobody has refused, and nobody who must agree is missing", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, (history, who) => {
        expect(standing(history, "audio", who).standing === "yes").toBe(allowed(history, who));
      }),
      runs,
    );
  });

  test("only yes allows", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, (history, who) => {
        const { audio, video, participation } = childStanding(history, who);
        expect(participation).toBe(
          audio.standing !== "yes" ? "none" : video.standing === "yes" ? "audio_and_video" : "audio_only",
        );
      }),
      runs,
    );
  });

  test("the last answer never wins over a differing one", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.constantFrom("refused" as const, "withdrawn" as const),
        fc.boolean(),
        (history, no, yesFirst) => {
          const both = [event("given", "mother", { id: "m" }), event(no, "father", { id: "f" })];
          expect(standing([...history, ...(yesFirst ? both : both.toReversed())], "audio").standing).toBe("conflict");
        },
      ),
      runs,
    );
  });

  test("in which order two guardians answer makes no difference, whatever comes before and after", () => {
    fc.assert(
      fc.property(anyHistory, answer, answer, anyHistory, whoMustAgree, (before, hers, his, after, who) => {
        const [one, other] = [event(hers, "mother", { id: "m" }), event(his, "father", { id: "f" })];
        const standings = [
          [one, other],
          [other, one],
        ].map((both) => childStanding([...before, ...both, ...renamed(after)], who));
        expect(standings.map(({ audio, participation }) => [audio.standing, participation])[0]).toEqual([
          standings[1]?.audio.standing,
          standings[1]?.participation,
        ]);
      }),
      runs,
    );
  });

  test("voiding an event is as if it had never happened", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), whoMustAgree, (history, which, who) => {
        const voidable = history.filter(({ kind }) => kind !== "voided");
        const mistaken = voidable[which % voidable.length];
        fc.pre(mistaken !== undefined);
        expect(childStanding([...history, mistakeOf(mistaken)], who)).toEqual(
          childStanding(
            history.filter((one) => one !== mistaken),
            who,
          ),
        );
      }),
      runs,
    );
  });

  test("after a lapse nothing is yes, and each no is the no it was", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, (history, who) => {
        const before = standing(history, "audio", who);
        const after = standing([...history, event("lapsed", "office", { id: "lapse" })], "audio", who);
        expect(after.standing).not.toBe("yes");
        expect(after.standing).not.toBe("conflict");
        if (before.standing === "no" || before.standing === "withdrawn") expect(after).toEqual(before);
      }),
      runs,
    );
  });

  test("without the yes of a pupil of age nothing is allowed, and after the pupil's no it is a no", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, (history, who) => {
        const ofAge = { ...who, pupil: true };
        expect(
          childStanding(
            history.filter(({ role }) => role !== "pupil"),
            ofAge,
          ).participation,
        ).toBe("none");
        expect(standing([...history, event("refused", "pupil", { id: "p" })], "audio", ofAge).standing).toBe("no");
      }),
      runs,
    );
  });

  test("who may not declare any more has never answered, nor has the school ever upheld them against the others", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, fc.subarray(["mother", "father", "pupil"]), (history, who, mayDeclare) => {
        const now = { ...who, guardians: who.guardians.filter((one) => mayDeclare.includes(one)), mayDeclare };
        const isAnswer = ({ kind }: ConsentEvent) => ["given", "refused", "withdrawn", "upheld"].includes(kind);
        const theirs = history.filter(
          (one) => one.person !== null && !mayDeclare.includes(one.person) && isAnswer(one),
        );
        expect(childStanding(history, now)).toEqual(
          childStanding(
            history.filter((one) => !theirs.includes(one)),
            { ...now, mayDeclare: ["mother", "father", "pupil"] },
          ),
        );
      }),
      runs,
    );
  });

  test("sound and picture are two questions: neither says anything about the other", () => {
    fc.assert(
      fc.property(anyHistory, whoMustAgree, (history, who) => {
        for (const purpose of purposes)
          expect(standing(history, purpose, who)).toEqual(
            standing(
              history.filter((one) => one.purpose === purpose),
              purpose,
              who,
            ),
          );
      }),
      runs,
    );
  });
});

/** Events that may follow another history: with ids of their own. */
function renamed(history: ConsentEvent[]): ConsentEvent[] {
  return history.map((one) => ({ ...one, id: `later ${one.id}`, voids: one.voids && `later ${one.voids}` }));
}
