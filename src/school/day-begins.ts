/**
 * The moment at which a calendar day begins in a time zone, as an ISO time. In: the day (ISO).
 * Where clocks are put forward at midnight, the first moment that there is.
 */
export function dayBegins(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - aheadAt(midnight, timeZone);
  return new Date(midnight - aheadAt(guess, timeZone)).toISOString();
}

/** By how much (ms) a time zone is ahead of UTC at a moment. */
function aheadAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(at);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (
    ["year", "month", "day", "hour", "minute", "second"] as const
  ).map((name) => Number(parts.find(({ type }) => type === name)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

/** The day after (ISO). */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
