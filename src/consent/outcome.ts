import type { Participation, Standing } from "./standing.ts";

/** What a child is on a picture of its class: one of these. */
export const outcomes = ["yes", "audio", "no", "withdrawn", "conflict", "open"] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * What stands for a child, for sound and picture together. A conflict tells most; then what is allowed; then, where
 * nothing is, a withdrawal before a NEIN, and before an answer that is missing.
 */
export function outcomeOf({
  audio,
  video,
  participation,
}: {
  audio: Standing;
  video: Standing;
  participation: Participation;
}): Outcome {
  const has = (one: Standing) => audio === one || video === one;
  if (has("conflict")) return "conflict";
  if (participation === "audio_and_video") return "yes";
  if (participation === "audio_only") return "audio";
  if (has("withdrawn")) return "withdrawn";
  return has("no") ? "no" : "open";
}

/** How many of these are what. */
export function countOutcomes(children: Iterable<Parameters<typeof outcomeOf>[0]>): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { yes: 0, audio: 0, no: 0, withdrawn: 0, conflict: 0, open: 0 };
  for (const child of children) counts[outcomeOf(child)] += 1;
  return counts;
}
