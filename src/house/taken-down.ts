import { readNotice } from "../answers/notice.ts";
import { evidenceOfTaken, formShown, type NotTaken, type Taken, versionOn, whyNotTaken } from "../consent/taken.ts";
import { isoDayOf } from "../school/dates.ts";
import type { Person } from "../school/people.ts";
import type { House } from "./house.ts";
import { periodRuns, unlessInDoubt } from "./in-doubt.ts";
import type { TakenDown } from "../../db/proof/settling.ts";

type Desk = Pick<House, "notices" | "notice" | "periods" | "timeZone" | "now" | "isInDoubt">;

/** Whose declaration it is and for whom, who took it down, and by which act. */
export interface TakenBy {
  child: string;
  person: Pick<Person, "id" | "role">;
  by: string;
  act: string;
}

/** The school's today (ISO): the day of a declaration where nothing else was said. */
export const todayOf = ({ now, timeZone }: Pick<House, "now" | "timeZone">): string => isoDayOf(now(), timeZone);

/** The notice version that was in force on a day (ISO), where the sheet names none; before the first, the newest. */
export async function usualNotice(house: Desk, day: string): Promise<number> {
  return versionOn(await house.notices.all(), day, dayOf(house))?.number ?? house.notice.number;
}

/** What keeps this from being put down, or null. */
export async function cannotBeTaken(
  house: Desk,
  taken: Pick<Taken, "answers" | "day" | "notice">,
): Promise<NotTaken | null> {
  // Of a JA they decide, which is not recorded then.
  const lastEnd = await unlessInDoubt(
    house,
    () => house.periods.lastEnd(),
    () => null,
  );
  const school = { today: todayOf(house), dayOf: dayOf(house), periodRuns: await periodRuns(house), lastEnd };
  return whyNotTaken(taken, await house.notices.all(), school);
}

/**
 * What came another way than by chat, ready to be put down: with its day, the notice version of the sheet,
 * and the form of that version as the text that was shown, where there was a sheet or somebody read it out.
 */
export async function takenDown(house: Desk, { child, person, by, act }: TakenBy, taken: Taken): Promise<TakenDown> {
  const version = (await house.notices.all()).find(({ number }) => number === taken.notice);
  return {
    day: taken.day,
    today: todayOf(house),
    dayOf: dayOf(house),
    declaration: {
      child,
      person: person.id,
      role: person.role === "pupil" ? "pupil" : "guardian",
      answers: taken.answers,
      route: taken.route,
      recordedBy: by,
      notice: taken.notice,
      language: "de",
      shownText: taken.route === "in_person" || !version ? null : formShown(readNotice(version.text)),
      evidence: evidenceOfTaken(taken, by, act),
    },
  };
}

const dayOf =
  ({ timeZone }: Pick<House, "timeZone">) =>
  (moment: string) =>
    isoDayOf(new Date(moment), timeZone);
