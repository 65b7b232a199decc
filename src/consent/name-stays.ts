import { dayAfter, daysBefore } from "../school/day-begins.ts";
import type { ConsentEvent } from "./event.ts";
import { goesOn, type HowLong, monthsAgo, strangersStay } from "./how-long.ts";
import { mayForget, proofSince } from "./retention.ts";

/** A child that has left the school, whose guardian somebody is or who it is itself. */
export interface LeftChild {
  /** When it left, as it is put down (ISO), and the day of that by the calendar of the school. */
  goneAt: string;
  leftOn: string;
  /** All that anybody has declared for it, and when the last decision on its custody was put down (ISO). */
  events: readonly ConsentEvent[];
  decidedAt: string | null;
}

/** Whom a person belonged to, and since when (ISO) the file knows that it belongs to nobody. */
export interface FormerBelonging {
  left: readonly LeftChild[];
  strangerSince: string | null;
}

/** The day of a moment (ISO) by which is counted how long something is kept: that of UTC, at every school. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10);
const later = (one: string, other: string) => (one > other ? one : other);

/**
 * The last day (ISO) on which the name of somebody is stored who belongs to no child at the school and to no class: it
 * goes with the last of what it belongs to, and not before the time in which a mistake can be put right. In: until when
 * its declarations and requests are kept. Out: null where what it waits for has no day.
 */
export function nameStaysUntil(
  { left, strangerSince }: FormerBelonging,
  others: string,
  now: Date,
  howLong: Pick<HowLong, "years" | "transferDay">,
): string | null {
  const today = utcDay(now);
  let freed = today;
  for (const child of left) {
    const until = childUntil(child, now, howLong);
    if (until === null) return null;
    freed = later(freed, until);
  }
  const isSeen = left.length === 0 && strangerSince !== null;
  return later(others, strangerUntil(isSeen ? strangerSince.slice(0, 10) : dayAfter(freed)));
}

/** The last day on which a child that has left is stored; null where a JA of its still counts. */
function childUntil(
  child: LeftChild,
  now: Date,
  { years, transferDay }: Pick<HowLong, "years" | "transferDay">,
): string | null {
  if (child.events.length === 0 && child.decidedAt === null) return goesOn(child.leftOn, transferDay);
  for (let on = 0; on <= years + 1; on += 1) {
    const then = new Date(Date.UTC(now.getUTCFullYear() + on, 0, 1));
    const isDecided = child.decidedAt !== null && child.decidedAt >= proofSince(then, years);
    if (!isDecided && mayForget(child.events, child.goneAt, then, years)) return daysBefore(utcDay(then), 1);
  }
  return null;
}

/** The last day on which somebody is stored of whom it was seen on a day (ISO) that it belongs to nobody. */
function strangerUntil(seenOn: string): string {
  let day = daysBefore(seenOn, -strangersStay * 28);
  while (monthsAgo(new Date(day), strangersStay).slice(0, 10) <= seenOn) day = dayAfter(day);
  return daysBefore(day, 1);
}
