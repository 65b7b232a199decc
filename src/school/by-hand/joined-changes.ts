import type { PersonThen, RollChange } from "./roll-change.ts";

/**
 * What several changes have made of the roll, as one. In: in the order in which they were made; of a child, and of who
 * belongs to whom, only one of them speaks.
 */
export function joinedChanges(changes: readonly RollChange[]): RollChange {
  const all = <One>(of: (change: RollChange) => One[]) => changes.flatMap(of);
  const [were, became] = [new Map<string, PersonThen>(), new Map<string, PersonThen>()];
  for (const change of changes) {
    // Whom one of them has made was nobody before, also where a later one speaks of them.
    for (const one of change.was.people) if (!became.has(one.id)) were.set(one.id, one);
    for (const one of change.became.people) became.set(one.id, one);
  }
  return {
    newClasses: all(({ newClasses }) => newClasses),
    was: {
      children: all(({ was }) => was.children),
      people: [...were.values()],
      guardianships: all(({ was }) => was.guardianships),
      classTeachers: all(({ was }) => was.classTeachers),
    },
    became: {
      children: all((change) => change.became.children),
      people: [...became.values()],
      guardianships: all((change) => change.became.guardianships),
      classTeachers: all((change) => change.became.classTeachers),
    },
  };
}
