import { dateAndTime, dayOf, germanDate } from "../../school/dates.ts";

/** A day as it is read, or "" for none. */
export function dayIn(timeZone: string, iso: string | null): string {
  return iso === null ? "" : iso.length === 10 ? germanDate(iso) : dayOf(iso, timeZone);
}

/** A moment as it is read, or "" for none. */
export function momentIn(timeZone: string, iso: string | null): string {
  return iso === null ? "" : dateAndTime(iso, timeZone);
}
