import { isoDayOf } from "../school/dates.ts";
import type { House } from "./house.ts";

/** What to do about a clock that is not believed, for whoever runs the server. */
export const clockAdvice =
  "Nothing lapses and nothing is erased: set the clock (timedatectl), or, if it is right because JaNein was off " +
  "for more than a month, janein sweep --clock-is-right";

/**
 * What is done every day without anybody asking: what is due lapses, what is over is erased. Where the clock stands
 * implausibly far from the last round, nothing, until it is set or whoever runs the server says that it is right.
 * Out: how many of each.
 */
export async function dailyRounds(
  house: House,
  abandonedDays: number,
  clockIsRight = false,
): Promise<Record<string, number>> {
  const now = house.now();
  if (!(await house.rounds.begin(now, clockIsRight))) {
    const last = await house.rounds.standStillSince(now);
    house.log.error({ now: now.toISOString(), last, advice: clockAdvice }, "no daily round: the clock has gone ahead");
    return {};
  }
  if (await house.birthdays.isUnreadable(now))
    house.log.warn({}, "the time of the last daily round cannot be: birthdays before now are not told");
  const done = {
    conversations: await house.talks.sweep(now, abandonedDays),
    languagesOfStrangers: await house.languages.forgetStrangers(),
    withdrawalsBeforeOffice: await house.matters.putBeforeOffice(now),
    mattersForgotten: await house.matters.forget(now),
    birthdays: await house.birthdays.tell(now),
    lapsedWithNotice: await house.notices.lapseDue(isoDayOf(now, house.timeZone), now),
    lapsedWithLeaving: await house.retention.lapseOfGone(house.notice.number, now),
    ...(await house.retention.erase(now)),
    officeActions: await house.office.sweep(now, house.limits.years),
  };
  // Last, whatever the rounds have erased.
  if (!(await house.talks.emptyLog()))
    house.log.warn({}, "the log beside the database is being read by another process: it is emptied in six hours");
  house.log.info(done, "daily rounds");
  return done;
}
