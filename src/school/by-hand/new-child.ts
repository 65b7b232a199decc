import { type ChildRow, nothing } from "../office-file.ts";
import { type ImportPlan, planImport } from "../plan-import.ts";
import { emptyPlan, type StoredChild } from "../planning/import-plan.ts";
import { type Candidates, matchChildren } from "../planning/match.ts";
import { workOn } from "../planning/work.ts";
import type { HandAct, NotDone, PlannedByHand, RollThen } from "./acts.ts";
import { candidateOf, meant } from "./candidates.ts";

type NewChild = Extract<HandAct, { what: "addChild" }>;

/**
 * A child who is new to the school, planned as a list with one row: who it may be is found as an import finds it.
 * Whoever has the same name and birth date is the same child; whoever else may be it is asked about.
 */
export function planNewChild(act: NewChild, roll: RollThen, newId: () => string): PlannedByHand | NotDone {
  const row = rowOf(act);
  const match = matchChildren([row], roll).get(row) ?? "new";
  const perhaps = match === "new" ? [] : "stored" in match ? [match.stored] : shown(match);
  const [same] = perhaps.filter(({ birthDate }) => birthDate !== null && birthDate === act.birthDate);
  if (match !== "new" && "stored" in match && same)
    return { refused: "stored", candidates: [candidateOf(same.id, roll)] };
  if (perhaps.length > 0 && !act.isNew)
    return { refused: "perhaps", candidates: perhaps.map(({ id }) => candidateOf(id, roll)) };
  const file = { ...nothing(), children: [row] };
  const plan = planImport(file, roll, { chosen: { ":1": "new" } }, newId);
  const [child] = plan.newChildren;
  return child ? withGuardians(plan, child.id, act, roll, newId) : { refused: "unknown", candidates: [] };
}

function rowOf({ givenName, familyName, birthDate, className }: NewChild): ChildRow {
  return {
    ...{ file: "", row: 1, givenName, familyName, birthDate, className },
    ...{ key: null, otherKeys: [], language: null, bothMustAgree: null, presence: null, guardians: [], perhaps: null },
  };
}

/** As many as anybody chooses from. */
const atMost = 12;

function shown({ candidates }: { candidates: Candidates }): StoredChild[] {
  return [...new Set(candidates.flat())].slice(0, atMost).map(({ child }) => child);
}

function withGuardians(
  plan: ImportPlan,
  childId: string,
  { guardians }: NewChild,
  roll: RollThen,
  newId: () => string,
): PlannedByHand | NotDone {
  const work = workOn(nothing(), roll, { plan: emptyPlan(nothing()), options: {}, newId, matches: new Map() });
  const found = new Map<string, string>();
  for (const [at, guardian] of guardians.entries()) {
    const who = meant(guardian, "guardian", work, new Set());
    if ("refused" in who) return { ...who, guardian: at };
    found.set(who.id, who.name);
  }
  const joined = [...found].map(([guardianId]) => ({ guardianId, childId }));
  return {
    about: childId,
    plan: {
      ...plan,
      newPeople: [...plan.newPeople, ...work.plan.newPeople],
      newGuardianships: [...plan.newGuardianships, ...joined],
      rows: plan.rows.map((row) => ({
        ...row,
        changes: [...found.values()].map((name) => ({ what: "guardianJoined", from: null, to: name }) as const),
      })),
    },
  };
}
