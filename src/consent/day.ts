import { isDay } from "../school/dates.ts";

/** Evidence with the day (ISO) on which it was declared: on paper, by telephone, in person. */
export const withDay = (evidence: string, day: string): string => `${evidence}; declared on ${day}`;

/**
 * The day of the declaration (ISO), or null where the time of recording is the time of the declaration.
 * Only the end of the evidence says it: a note of the office cannot.
 */
export function dayIn(evidence: string): string | null {
  const day = /; declared on (\d{4}-\d\d-\d\d)$/.exec(evidence)?.[1];
  return day !== undefined && isDay(day) ? day : null;
}

/**
 * Whether something can have been declared on this day (ISO):
 * not in the future, and not before there was a notice to declare it on.
 */
export const mayHaveBeenDeclaredOn = (day: string, { today, first }: { today: string; first: string }): boolean =>
  isDay(day) && first <= day && day <= today;
