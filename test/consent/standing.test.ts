import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Declaration, eventsOf } from "../../src/consent/declaration.ts";
import { type ConsentEvent, type EventKind, purposes } from "../../src/consent/event.ts";
import { childStanding, participation, standing } from "../../src/consent/standing.ts";

let ids = 0;
const event = (kind: EventKind, person: string | null = "mother", more: Partial<ConsentEvent> = {}): ConsentEvent => ({
  id: `e${(ids += 1)}`, decision: "d", child: "mila", purpose: "audio", kind, person, role: person === null ? "office" : person === "pupil" ? "pupil" : "guardian", route: "chat", recordedBy: person ?? "office", at: "2026-11-23T17:00:00.000Z",
  notice: 1, language: "de", shown: null, evidence: "", voids: null, ...more,
});
const stands = (...events: ConsentEvent[]) => standing(events, "audio").standing;

describe("what stands", () => {
  test("nothing said is not asked", () => expect(stands()).toBe("not_asked"));
  test("a yes is a yes, of either guardian", () => expect([stands(event("given")), stands(event("given", "father"))]).toEqual(["yes", "yes"]));
  test("a refusal and a withdrawal are different, and neither allows", () => expect([stands(event("refused")), stands(event("given"), event("withdrawn"))]).toEqual(["no", "withdrawn"]));
  test("two guardians who differ are a conflict, whoever was last", () =>
    expect([stands(event("given"), event("refused", "father")), stands(event("refused", "father"), event("given"))]).toEqual(["conflict", "conflict"]));
  test("a guardian who comes round ends the conflict", () => expect(stands(event("given"), event("refused", "father"), event("given", "father"))).toBe("yes"));
  test("the office's word settles a conflict", () => expect(stands(event("given"), event("refused", "father"), event("refused", null))).toBe("no"));
  test("a lapse ends all answers before it, and a new answer counts", () =>
    expect([stands(event("given"), event("lapsed", null)), stands(event("given"), event("lapsed", null), event("given"))]).toEqual(["lapsed", "yes"]));
  test("a voided event never happened", () => {
    const mistake = event("given", "mother", { route: "paper" });
    expect(stands(mistake, event("voided", null, { voids: mistake.id }))).toBe("not_asked");
  });
  test("where both must agree, both must have said yes", () => {
    const both = ["mother", "father"];
    expect(standing([event("given")], "audio", { guardians: both, pupil: false }).standing).toBe("not_asked");
    expect(standing([event("given"), event("given", "father")], "audio", { guardians: both, pupil: false }).standing).toBe("yes");
  });
  test("picture without sound allows nothing", () => expect(participation("no", "yes")).toBe("none"));
  test("only yes allows", () => {
    for (const other of ["not_asked", "no", "withdrawn", "lapsed", "conflict"] as const) expect(participation(other, "yes")).toBe("none");
  });
});

const declared = fc.record({
  guardian: fc.constantFrom("mother", "father"),
  answers: fc.record({ audio: fc.constantFrom("yes", "no"), video: fc.constantFrom("yes", "no") }, { requiredKeys: [] }),
});

function declare(history: ConsentEvent[], { guardian, answers }: { guardian: string; answers: Declaration["answers"] }): ConsentEvent[] {
  const act = { child: "mila", person: guardian, role: "guardian" as const, answers, route: "chat" as const, recordedBy: guardian, notice: 1, language: "de", shown: null, evidence: "" };
  return [...history, ...eventsOf(act, history, "2026-11-23T17:00:00.000Z", () => `e${(ids += 1)}`)];
}

describe("for any sequence of declarations", () => {
  test("saying the same twice changes nothing", () => {
    fc.assert(fc.property(fc.array(declared), declared, (before, last) => {
      const once = declare(before.reduce(declare, []), last);
      expect(declare(once, last)).toEqual(once);
    }));
  });

  test("history only grows, and what a guardian last said is what counts for them", () => {
    fc.assert(fc.property(fc.array(declared, { minLength: 1 }), (all) => {
      let history: ConsentEvent[] = [];
      for (const one of all) {
        const next = declare(history, one);
        expect(next.slice(0, history.length)).toEqual(history);
        history = next;
      }
      for (const purpose of purposes) {
        const lastOf = (guardian: string) => all.findLast((one) => one.guardian === guardian && one.answers[purpose])?.answers[purpose];
        const said = [lastOf("mother"), lastOf("father")].filter((answer) => answer !== undefined);
        const expected = said.length === 0 ? ["not_asked"] : said.every((answer) => answer === "yes") ? ["yes"] : said.every((answer) => answer === "no") ? ["no", "withdrawn"] : ["conflict"];
        expect(expected).toContain(childStanding(history)[purpose].standing);
      }
    }));
  });

  test("after a guardian's no nothing is allowed for that purpose, in no order of others' answers", () => {
    fc.assert(fc.property(fc.array(declared), fc.array(declared.filter(({ guardian }) => guardian === "father")), (before, after) => {
      const withNo = declare(before.reduce(declare, []), { guardian: "mother", answers: { audio: "no" } });
      expect(childStanding(after.reduce(declare, withNo)).audio.standing).not.toBe("yes");
    }));
  });
});
