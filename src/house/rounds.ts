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
  const hasBegun = house.school.hasBegun();
  const { done, faults } = await inTurn({
    // Another process may have been ended in the middle of a list, which is first of all to be whole.
    listsGoneOn: async () => {
      const portions = await house.changes.goOn(now);
      return portions > 0 ? { portionsOfLists: portions } : {};
    },
    conversations: () => house.talks.sweep(now, abandonedDays),
    languagesOfStrangers: () => house.languages.forgetStrangers(),
    withdrawalsBeforeOffice: () => house.matters.putBeforeOffice(now),
    mattersForgotten: () => house.matters.forget(now),
    eventsForgotten: () => house.rooms.sweep(now),
    birthdays: () => house.birthdays.tell(now),
    lapsedWithNotice: () => house.notices.lapseDue(isoDayOf(now, house.timeZone), now),
    lapsedWithLeaving: async () => (hasBegun ? await house.retention.lapseOfGone(house.notice.number, now) : 0),
    erased: async () => ({ ...(await house.retention.erase(now)) }),
    officeActions: () => house.office.sweep(now, house.limits.log, house.limits.looks),
  });
  if (faults.length === 0) await house.rounds.finish(now);
  // Last, whatever the rounds have erased.
  if (!(await house.talks.emptyLog()))
    house.log.warn({}, "the log beside the database is being read by another process: it is emptied in six hours");
  house.log.info(done, "daily rounds");
  if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults);
  return done;
}

type Counts = number | Readonly<Record<string, number>>;

/** Does one after the other; what goes wrong in one keeps none of the others from being done. */
async function inTurn(steps: Record<string, () => Promise<Counts>>) {
  const done: Record<string, number> = {};
  const faults: unknown[] = [];
  for (const [name, step] of Object.entries(steps))
    try {
      const counts = await step();
      Object.assign(done, typeof counts === "number" ? { [name]: counts } : counts);
    } catch (error) {
      faults.push(error);
    }
  return { done, faults };
}
