import * as v from "valibot";
import { type HowLong, usually } from "../consent/how-long.ts";
import { isDay } from "../school/dates.ts";
import { type Setting, whole } from "./setting.ts";

/** Of any year: not the 29th of February. */
const isDayOfYear = (day: string) => isDay(`2025-${day}`);

/** How long each kind of what is stored is kept. */
export const ofHowLong = [
  {
    name: "ABANDONED_DAYS",
    meaning: "After how many days without an answer an open question is closed and forgotten.",
    default: String(usually.days),
    check: whole(1, 365),
    expected: "a number from 1 to 365",
  },
  {
    name: "PROOF_YEARS",
    meaning:
      "For how many years proof is kept after the end of the year in which a declaration ends; " +
      "then what identifies is erased.",
    default: String(usually.years),
    check: whole(1, 30),
    expected: "a number from 1 to 30",
  },
  {
    name: "REQUEST_YEARS",
    meaning: "For how many years a request for one's rights is kept after the end of the year in which it was closed.",
    default: String(usually.requests),
    check: whole(1, 30),
    expected: "a number from 1 to 30",
  },
  {
    name: "LOG_YEARS",
    meaning: "For how many years the log of the office is kept after the end of the year.",
    default: String(usually.log),
    check: whole(1, 30),
    expected: "a number from 1 to 30",
  },
  {
    name: "LOOK_DAYS",
    meaning: "For how many days it is kept who of the office has looked at which child's page.",
    default: String(usually.looks),
    check: whole(30, 3650),
    expected: "a number from 30 to 3650",
  },
  {
    name: "QUESTION_MONTHS",
    meaning: "For how many months questions are kept that were passed on to the school.",
    default: String(usually.questions),
    check: whole(1, 60),
    expected: "a number from 1 to 60",
  },
  {
    name: "MESSAGE_MONTHS",
    meaning: "For how many months it is kept which message was told to whom, without its words; reminders: twelve.",
    default: String(usually.messages),
    check: whole(1, 12),
    expected: "a number from 1 to 12",
  },
  {
    name: "TRANSFER_DAY",
    meaning:
      "On which day of the year the school is done with children who have left: without any declaration they are " +
      "erased after the first such day.",
    default: usually.transferDay,
    check: v.pipe(v.string(), v.regex(/^\d\d-\d\d$/), v.check(isDayOfYear)),
    expected: "a month and a day, such as 08-31",
  },
] as const satisfies Setting[];

type Values = {
  [N in (typeof ofHowLong)[number]["name"]]: v.InferOutput<Extract<(typeof ofHowLong)[number], { name: N }>["check"]>;
};

/** How long everything is kept, by the settings. */
export const howLongBy = (of: Values): HowLong => ({
  ...{ years: of.PROOF_YEARS, requests: of.REQUEST_YEARS, log: of.LOG_YEARS },
  ...{ questions: of.QUESTION_MONTHS, messages: of.MESSAGE_MONTHS, looks: of.LOOK_DAYS, days: of.ABANDONED_DAYS },
  transferDay: of.TRANSFER_DAY,
});
