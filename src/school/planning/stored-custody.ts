import type { Custody } from "../../consent/custody.ts";
import type { SchoolRoll } from "./import-plan.ts";

/** What is stored of custody, found by what it is asked for. */
export interface FoundCustody {
  /** What holds between a child and a guardian; null without a fact. */
  custodyOf: (childId: string, guardianId: string) => Custody | null;
  /** Of whom there is a fact, by child: also of those who are no guardian any more. */
  decidedOf: ReadonlyMap<string, string[]>;
}

export const pair = (childId: string, guardianId: string): string => `${childId} ${guardianId}`;

export function custodyIn({ custody = [] }: SchoolRoll): FoundCustody {
  const facts = new Map(custody.map((one) => [pair(one.childId, one.guardianId), one.custody]));
  const byChild = Map.groupBy(custody, ({ childId }) => childId);
  return {
    custodyOf: (childId, guardianId) => facts.get(pair(childId, guardianId)) ?? null,
    decidedOf: new Map([...byChild].map(([id, all]) => [id, all.map(({ guardianId }) => guardianId)])),
  };
}
