import type { ChildNow } from "../../../db/school/view.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import { countOutcomes, type Outcome, outcomeOf } from "../../consent/outcome.ts";
import type { Standing } from "../../consent/standing.ts";
import { byClassAndName, order } from "../../school/in-order.ts";

/**
 * How many children of a class stand how, for each purpose.
 * Counted for the work of the office, never to compare classes.
 */
export interface ClassCounts {
  id: string;
  name: string;
  children: number;
  asked: number;
  stands: Record<Purpose, Record<Standing, number>>;
  /** Sound and picture together. */
  outcomes: Record<Outcome, number>;
}

const none = (): Record<Standing, number> => ({ not_asked: 0, yes: 0, no: 0, withdrawn: 0, lapsed: 0, conflict: 0 });

/** Counts children by class. Out: the classes by their names, as they are read (2a, 3a, 10a). */
export function classCounts(children: Iterable<ChildNow>): ClassCounts[] {
  const classes = new Map<string, ClassCounts>();
  for (const child of children) {
    const counts = classes.get(child.classId) ?? {
      id: child.classId,
      name: child.className,
      children: 0,
      asked: 0,
      stands: { audio: none(), video: none() },
      outcomes: countOutcomes([]),
    };
    classes.set(child.classId, counts);
    counts.children += 1;
    counts.outcomes[outcomeOf(child)] += 1;
    if (child.asked) counts.asked += 1;
    for (const purpose of purposes) counts.stands[purpose][child[purpose]] += 1;
  }
  return [...classes.values()].sort((a, b) => order.compare(a.name, b.name));
}

/** Children by class and name, as a list is read. */
export function byName(children: Iterable<ChildNow>): ChildNow[] {
  return [...children].sort(byClassAndName);
}

/** The classes of these children, as they are read, each once. */
export function classNames(children: ReadonlyMap<string, ChildNow>): string[] {
  return [...new Set([...children.values()].map(({ className }) => className))].sort(order.compare);
}
