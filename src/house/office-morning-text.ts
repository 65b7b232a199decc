import type { News } from "../../db/messenger/news.ts";
import { dateAndTime } from "../school/dates.ts";
import type { Speak } from "../texts.ts";

type OfficeMorning = Extract<News, { kind: "officeMorning" }>;

/** The figures of the morning for whoever works at the office: no child and no parent is named in a messenger. */
export function officeMorningText(
  { speak, timeZone }: { speak: Speak; timeZone: string },
  { since, counts }: OfficeMorning,
): string {
  const at = dateAndTime(since, timeZone, speak.language);
  const isQuiet = Object.values(counts).every((count) => count === 0);
  return isQuiet ? speak("tell.officeQuiet", { at }) : speak("tell.office", { at, ...counts });
}
