import { isoDayOf } from "./dates.ts";

const quarter = 15 * 60 * 1000;

/**
 * The moment at which a calendar day begins in a time zone, as an ISO time. In: the day (ISO).
 * Where clocks are put forward at midnight, the first moment that there is.
 */
export function dayBegins(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No clock is further from the middle one than 14 hours, and all are turned at full quarters.
  for (let at = midnight - 56 * quarter; at <= midnight + 56 * quarter; at += quarter)
    if (isoDayOf(new Date(at), timeZone) === day) return new Date(at).toISOString();
  return new Date(midnight).toISOString();
}

/** The day after (ISO). */
export const dayAfter = (day: string): string => daysBefore(day, -1);

/** The day so many days before (ISO). */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
