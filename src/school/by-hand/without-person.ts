import type { PartOfRoll, RollChange } from "./roll-change.ts";

/** A kept change without what it says of this person; whoever belongs to whom stays, by ids alone. */
export function withoutPerson(change: RollChange, personId: string): RollChange {
  const without = (part: PartOfRoll): PartOfRoll => ({
    ...part,
    people: part.people.filter(({ id }) => id !== personId),
  });
  return { ...change, was: without(change.was), became: without(change.became) };
}
