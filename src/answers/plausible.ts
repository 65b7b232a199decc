import type { RankedTopic } from "./understanding.ts";

/** As much of the certainty a topic must have at least, and as much of the best one's. */
const least = { certainty: 0.1, best: 0.14, ofBest: 0.4 };
/** Advice on cables and crowds is absurd to whoever meant anything else: it is offered where it is all but sure. */
const leastOf: Readonly<Record<string, number>> = { network_advice: 0.6, technical_stability: 0.2, devices: 0.6 };
const most = 3;

/**
 * The topics that may be offered to choose from: each plausible for a reader, measured by the best one.
 * In: topics with their certainties, best first. Out: at most three, or none; then the honest sentence is better.
 */
export function plausible(topics: readonly RankedTopic[]): RankedTopic[] {
  const best = topics[0]?.score ?? 0;
  if (best < least.best) return [];
  const enough = ({ id, score }: RankedTopic) =>
    score >= Math.max(least.certainty, least.ofBest * best, leastOf[id] ?? 0);
  return topics.filter(enough).slice(0, most);
}
