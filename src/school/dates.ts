/** "23.11.2026, 14:03 Uhr" in the school's time zone; "Uhr" stands in German only. */
export function dateAndTime(iso: string, timeZone: string, language = "de"): string {
  return `${dayOf(iso, timeZone)}, ${timeOf(iso, timeZone, language)}`;
}

/** "14:03 Uhr" in the school's time zone; "Uhr" stands in German only. */
export function timeOf(iso: string, timeZone: string, language = "de"): string {
  const time = written(iso, clockOf(timeZone).time);
  return `${time}${language.startsWith("de") ? " Uhr" : ""}`;
}

/** "23.11.2026" in the school's time zone. */
export function dayOf(iso: string, timeZone: string): string {
  return written(iso, clockOf(timeZone).day);
}

/** How days and times are written in a time zone; made once for each, for that takes far longer than to write one. */
const clocks = new Map<string, Clock>();

type Clock = Record<"day" | "time" | "isoDay", Intl.DateTimeFormat>;

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone) ?? {
    day: new Intl.DateTimeFormat("de-DE", { timeZone, day: "2-digit", month: "2-digit", year: "numeric" }),
    time: new Intl.DateTimeFormat("de-DE", { timeZone, hour: "2-digit", minute: "2-digit" }),
    isoDay: new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }),
  };
  clocks.set(timeZone, known);
  return known;
}

/** What is no time is written as such, and no error: it stands beside other things that are to be read. */
function written(iso: string, format: Intl.DateTimeFormat): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "Invalid Date" : format.format(at);
}

/** The day (ISO) that begins there at this moment, or null where none does. In: an ISO moment. */
export function isMidnightIn(timeZone: string, iso: string): string | null {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()) || timeOf(iso, timeZone, "") !== "00:00") return null;
  return isoDayOf(at, timeZone);
}

/** The school's calendar day of a moment, as ISO date. */
export function isoDayOf(moment: Date, timeZone: string): string {
  return clockOf(timeZone).isoDay.format(moment);
}

/** The school's calendar day (ISO) of a day or a moment (ISO). */
export function isoDayIn(iso: string, timeZone: string): string {
  return iso.length === 10 ? iso : isoDayOf(new Date(iso), timeZone);
}

/** "15.03.2018", of a calendar day (ISO): a birth date or a due date is the same in every time zone. */
export function germanDate(iso: string): string {
  return iso.split("-").toReversed().join(".");
}

/** Whether it is a calendar day that exists, as ISO date. */
export function isDay(iso: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return false;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}
