import { type ChildStanding, type Participation, participations } from "./standing.ts";

/** Who of a class may take part, in figures. */
export interface ClassCount {
  all: number;
  of: Record<Participation, number>;
  /** Of those who take no part: for whom no answer counts, without a word on why. */
  unanswered: number;
  /** How many are not as the teacher saw them last. */
  changed: number;
}

/**
 * Counts a class. In: what stands for each of its children; whom the teacher has seen otherwise.
 */
export function countClass(standings: ReadonlyMap<string, ChildStanding>, changed: ReadonlySet<string>): ClassCount {
  const all = [...standings.values()];
  const counted = participations.map((one) => [one, all.filter(({ participation }) => participation === one).length]);
  return {
    all: all.length,
    of: Object.fromEntries(counted) as ClassCount["of"],
    unanswered: all.filter(isUnanswered).length,
    changed: [...standings.keys()].filter((id) => changed.has(id)).length,
  };
}

/** Nothing has been said, or what was said has lapsed: to both questions, for one answered question is an answer. */
const isUnanswered = ({ audio, video }: ChildStanding) =>
  [audio, video].every(({ standing, by }) => standing === "lapsed" || (standing === "not_asked" && by === null));

/**
 * The children who may take part otherwise than they were seen to; one who is new among seen ones has changed too.
 * In: what stands for each child of a class; what was seen of each. Nothing has changed where nothing was ever seen.
 */
export function changedSince(
  standings: ReadonlyMap<string, ChildStanding>,
  seen: ReadonlyMap<string, Participation>,
): Set<string> {
  const now = [...standings];
  if (!now.some(([id]) => seen.has(id))) return new Set();
  return new Set(now.filter(([id, { participation }]) => seen.get(id) !== participation).map(([id]) => id));
}
