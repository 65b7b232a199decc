import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byCustody,
  custodies,
  type Custody,
  isDecided,
  mayBeAskedWith,
  mayDeclareWith,
  mayKnowWith,
  mostOfPaper,
  whyNotDecided,
} from "../../src/consent/custody.ts";
import { eventsOf } from "../../src/consent/declaration.ts";
import { notEntitled } from "../../src/consent/entitled.ts";
import { type ConsentEvent, purposes } from "../../src/consent/event.ts";
import { answersThatCount, childStanding, type MustAgree } from "../../src/consent/standing.ts";
import { anyAnswers, daysAfter, declaration, upholding } from "../support/histories.ts";

test("what each fact allows", () => {
  const table = [null, ...custodies].map((custody) => {
    const may = { declares: mayDeclareWith(custody), knows: mayKnowWith(custody), asked: mayBeAskedWith(custody) };
    const said = Object.entries(may).filter(([, is]) => is);
    return `${custody}: ${said.map(([what]) => what).join(", ")}`;
  });
  expect(table).toEqual([
    "null: declares, knows, asked",
    "declares: declares, knows, asked",
    "informed: knows",
    "neither: ",
    "undecided: declares, knows",
    "held_back: ",
  ]);
});

describe("a decision", () => {
  const today = "2026-11-23";
  test("holds since a day that has come, on some paper", () =>
    expect(whyNotDecided({ since: today, paper: "Beschluss, Akte 12" }, today)).toEqual({}));
  test.each(["2026-11-24", "1989-12-31", "2026-02-30", "23.11.2026", "x"])("since %s is none", (since) =>
    expect(whyNotDecided({ since, paper: "x" }, today)).toEqual({ since: "wrong" }),
  );
  test("without day and paper says both; of too long a paper it says so", () => {
    expect(whyNotDecided({ since: "", paper: "" }, today)).toEqual({ since: "missing", paper: "missing" });
    const paper = "x".repeat(mostOfPaper + 1);
    expect(whyNotDecided({ since: today, paper }, today)).toEqual({ paper: "tooLong" });
  });
});

test("while it is open, a new yes of a guardian waits, and a no is recorded", () => {
  const open = { holdsPerson: true, mayDeclare: ["father"], undecided: ["father"], atSchool: true, periodRuns: true };
  expect(notEntitled(declaration("father", { audio: "yes", video: "no" }), open)).toBe("undecided");
  expect(notEntitled(declaration("father", { audio: "no" }), open)).toBe(null);
  expect(notEntitled(declaration("mother", { audio: "no" }), open)).toBe("child");
});

test("where all must agree, it is whoever may declare, and whom nobody has decided about", () => {
  const family = custodies.map((custody) => ({ guardian: custody, custody: custody }));
  expect(byCustody([...family, { guardian: "usual", custody: null }])).toEqual({
    mayDeclare: ["declares", "undecided", "usual"],
    undecided: ["undecided"],
    informed: ["informed"],
    ofAll: ["declares", "undecided", "held_back", "usual"],
  });
});

type Guardian = "mother" | "father";
type Step = { who: Guardian } & ({ fact: Custody | "flagged" } | { answers: Parameters<typeof declaration>[1] });
const who = fc.constantFrom<Guardian>("mother", "father");
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ who, fact: fc.constantFrom("declares" as const, "informed" as const, "neither" as const) }),
  fc.record({ who, fact: fc.constant("flagged" as const) }),
  fc.record({ who, answers: anyAnswers }),
);

/** A family as it goes on: what holds of each, and all that was recorded. */
interface Family {
  custody: Record<Guardian, Custody | null>;
  history: ConsentEvent[];
  /** How much was recorded when a list spoke of a guardian. */
  flaggedAt: Record<Guardian, number>;
}

const agreeing = ({ custody }: Family, both: boolean): MustAgree & ReturnType<typeof byCustody> => {
  const by = byCustody((["mother", "father"] as const).map((guardian) => ({ guardian, custody: custody[guardian] })));
  return { ...by, guardians: both ? by.ofAll : [], pupil: false };
};

/** One step, by the rules: a list never changes what is there, a declaration is recorded as far as it may be. */
function goesOn(family: Family, step: Step, both: boolean): Family {
  if ("fact" in step) {
    const before = family.custody[step.who];
    if (step.fact === "flagged" && before !== null) return family;
    const custody = { ...family.custody, [step.who]: step.fact === "flagged" ? "undecided" : step.fact };
    const flaggedAt = { ...family.flaggedAt, [step.who]: family.history.length };
    return { ...family, custody, ...(step.fact === "flagged" ? { flaggedAt } : {}) };
  }
  const declared = declaration(step.who, step.answers);
  const here = { ...agreeing(family, both), holdsPerson: true, atSchool: true, periodRuns: true };
  if (notEntitled(declared, here) !== null) return family;
  let made = family.history.length;
  const at = daysAfter("2026-11-23T17:00:00.000Z", made);
  const events = eventsOf(declared, family.history, at, () => `e${(made += 1)}`);
  return { ...family, history: [...family.history, ...events] };
}

const begins: Family = {
  custody: { mother: null, father: null },
  history: [],
  flaggedAt: { mother: Infinity, father: Infinity },
};

test("no sequence of decisions, lists and declarations lets a yes rest on somebody who may not declare then", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), fc.boolean(), fc.boolean(), (steps, both, settled) => {
      let family = begins;
      for (const step of steps) {
        family = goesOn(family, step, both);
        const mustAgree = agreeing(family, both);
        const last = family.history.findLast(({ kind }) => kind === "given");
        const more = { id: "upheld", purpose: last?.purpose ?? ("audio" as const) };
        const history = settled && last ? [...family.history, upholding(last, more)] : family.history;
        const standing = childStanding(history, mustAgree);
        for (const purpose of purposes.filter((one) => standing[one].standing === "yes")) {
          const yes = [...answersThatCount(history, purpose, mustAgree.mayDeclare).answers.values()];
          expect(yes.length).toBeGreaterThan(0);
          for (const { person, id } of yes) {
            const guardian = person as Guardian;
            expect(mayDeclareWith(family.custody[guardian])).toBe(true);
            const place = family.history.findIndex((one) => one.id === id);
            if (family.custody[guardian] === "undecided") expect(place).toBeLessThan(family.flaggedAt[guardian]);
          }
          if (both)
            for (const guardian of ["mother", "father"] as const)
              if (family.custody[guardian] === null || family.custody[guardian] === "declares")
                expect(settled || yes.some(({ person }) => person === guardian)).toBe(true);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test("a decision is decided, and what waits is not", () =>
  expect([null, ...custodies].filter(isDecided)).toEqual(["declares", "informed", "neither"]));
