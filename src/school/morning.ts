import { isoDayOf, timeOf } from "./dates.ts";

/** The time (HH:MM) at which the line comes where nobody has said another one: before the first lesson. */
export const usualMorning = "07:30";

/** As long after its time the line is still of use (minutes); later it is not sent. */
const useful = 120;

/** A moment on the school's clock. */
export interface SchoolTime {
  /** ISO date. */
  day: string;
  /** "07:30". */
  time: string;
}

/** The moment as the clock in the school shows it. */
export function schoolTime(moment: Date, timeZone: string): SchoolTime {
  return { day: isoDayOf(moment, timeZone), time: timeOf(moment.toISOString(), timeZone, "en") };
}

/**
 * A time as somebody types it: "7:30", "07.30 Uhr", "7 Uhr 30", "730", "8". Out: "07:30"; null for what is no time
 * between five and twelve.
 */
export function morningTime(typed: string): string | null {
  const [, hours, minutes = "00"] =
    /^(?:um\s+)?(\d{1,2})(?:\s*(?:[:.h]|uhr)?\s*(\d{2}))?\s*(?:uhr)?$/i.exec(typed.trim()) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (hours === undefined || hour < 5 || hour > 11 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

/** Monday to Friday; holidays are not known here. In: ISO date. */
export function isSchoolDay(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The times (HH:MM) whose line is due at that time of the day: none that has passed long ago. */
export function dueTimes(time: string): { after: string; upTo: string } {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const earliest = hour * 60 + minute - useful;
  const written = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return { after: earliest < 0 ? "" : written(earliest), upTo: time };
}

/** The first day on which the line is sent: none on which its time has passed when it was wanted. */
export function firstMorning(wanted: string, { day, time }: SchoolTime): string {
  if (time < wanted) return day;
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Whether a line that was born then is of use no more. */
export function isLate(bornAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(bornAt) > useful * 60_000;
}

/** The last day (ISO) before a day on which there was school, as far as the days of the week say. */
export function schoolDayBefore(day: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  do before.setUTCDate(before.getUTCDate() - 1);
  while (!isSchoolDay(before.toISOString().slice(0, 10)));
  return before.toISOString().slice(0, 10);
}
