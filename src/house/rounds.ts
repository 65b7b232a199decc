import { isoDayOf } from "../school/dates.ts";
import type { House } from "./house.ts";

/** What is done every day without anybody asking: what is due lapses, what is over is erased. */
export async function dailyRounds(house: House, abandonedDays: number): Promise<Record<string, number>> {
  const now = house.now();
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
