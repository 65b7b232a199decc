import type { OfficeRole } from "./office-roles.ts";

/** By which door somebody came in. */
export const howSignedIn = ["link", "passkey", "account"] as const;
export type HowSignedIn = (typeof howSignedIn)[number];

const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/** A session ends when nobody has touched it for so long, and after so long in any case; */
export const sessionIdle = 12 * hour;
export const sessionLasts = 7 * day;
/** on a device that its person has named, only when nobody has touched it for so long. */
export const namedIdle: Record<OfficeRole, number> = { office: 30 * day, head: 14 * day, officer: 30 * day };

/** The same in days, as it is said. */
export const namedDays = (role: OfficeRole): number => namedIdle[role] / day;

/** How long a one-time link can be used. */
export const linkLasts = day;

/** The cookie of a named device is another one every day that it is used. */
export const renewedEvery = day;
/** What another tab has sent before it knew of the new cookie may still arrive for so long. */
export const previousLasts = minute;

/** A clock may be put right by so much. */
const clockSlips = day;

/** So long after signing in what opens a lasting door (a passkey, a school account) can be added. */
export const freshFor = hour;

export interface SessionTimes {
  startedAt: string;
  seenAt: string;
  /** What the person calls the device; null for one that is not named. */
  device?: string | null;
}

/** When a session that nobody touches any more is over (ms). In: ISO times; the role that its person has now. */
export function sessionEnds({ startedAt, seenAt, device = null }: SessionTimes, role: OfficeRole): number {
  const [started, seen] = [Date.parse(startedAt), Date.parse(seenAt)];
  return device === null ? Math.min(seen + sessionIdle, started + sessionLasts) : seen + namedIdle[role];
}

/**
 * Whether a session still lives. One that is dated ahead by more than a day was touched while the clock was wrong, and
 * would live until the clock has come so far.
 */
export function sessionLives(times: SessionTimes, now: Date, role: OfficeRole = "office"): boolean {
  return now.getTime() < sessionEnds(times, role) && Date.parse(times.seenAt) <= now.getTime() + clockSlips;
}

/** Whether a one-time link can be used. In: ISO times. A link that is dated ahead by more than a day is none. */
export function linkLives({ madeAt, expiresAt }: { madeAt: string; expiresAt: string }, now: Date): boolean {
  return now.getTime() < Date.parse(expiresAt) && Date.parse(madeAt) <= now.getTime() + clockSlips;
}

/**
 * Whether somebody has only just shown who they are, so that it is certainly still them. In: when (ISO) and by which
 * door they came in. Through the school's account nobody has: whoever is signed in there comes in without being asked.
 */
export function isFresh({ startedAt, how }: { startedAt: string; how: HowSignedIn }, now: Date): boolean {
  const age = now.getTime() - Date.parse(startedAt);
  return how !== "account" && age < freshFor && age >= -minute;
}

/** Which of the cookies of a session was shown: the one in force, the one that follows it, the one before. */
export type Shown = "now" | "next" | "previous";

/**
 * What is to be done with a cookie that was shown. `in`: nothing; `renew`: a new one is given out; `follow`: the new
 * one has arrived, and takes the place of the one before; `twice`: the one before is shown long after, so that two
 * browsers have it.
 */
export function onShown(
  shown: Shown,
  { startedAt, device, renewedAt }: { startedAt: string; device: string | null; renewedAt: string | null },
  now: Date,
): "in" | "renew" | "follow" | "twice" {
  const age = now.getTime() - Date.parse(renewedAt ?? startedAt);
  if (shown === "next") return "follow";
  if (shown === "previous") return age < previousLasts ? "in" : "twice";
  return device !== null && age >= renewedEvery ? "renew" : "in";
}

/** For how long a browser keeps the cookie (seconds): a little longer than it is good for. */
export function cookieLasts(device: string | null, role: OfficeRole): number {
  return (device === null ? sessionLasts : namedIdle[role] + renewedEvery) / 1000;
}
