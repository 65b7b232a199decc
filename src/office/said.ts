import { dateAndTime, dayOf } from "../school/dates.ts";

/** A day as it is read, or "" for none. */
export function dayIn(timeZone: string, iso: string | null): string {
  return iso === null ? "" : dayOf(iso.length === 10 ? `${iso}T12:00:00Z` : iso, timeZone);
}

/** A moment as it is read, or "" for none. */
export function momentIn(timeZone: string, iso: string | null): string {
  return iso === null ? "" : dateAndTime(iso, timeZone);
}
