import { germanDate, isDay, isMidnightIn } from "../dates.ts";
import { problem, type Place, type Problem } from "../problem.ts";
import { isNothing, spoilt } from "./cells.ts";

/** A birth date as it is read: ISO or null, and what is to be said of it. An `unclear` problem: nothing was read. */
export interface ReadDate {
  date: string | null;
  problem: Problem | null;
}

/**
 * A birth date: German (15.03.2018, 15. 3. 18, 15-03-2018, 15. März 2018) or ISO (also 2018/03/15), as databases
 * write it with midnight behind it, in this time zone or in that of Greenwich. Of one that is partly unknown
 * (00.00.2018) the child has none.
 */
export function readDate(cell: string, place: Place): ReadDate {
  if (cell === "") return { date: null, problem: null };
  const wrong = (said: Problem): ReadDate => ({ date: null, problem: said });
  const broken = spoilt(cell, place);
  if (broken) return wrong(broken);
  if (/^\d{5}([.,]\d+)?$/.test(cell))
    return wrong(problem("dateMangled", place, { date: cell, meant: germanDate(daysSince1899(parseInt(cell, 10))) }));
  const written = withoutMidnight(cell);
  if (partlyUnknown(written)) return wrong(problem("dateUnknown", place, { date: cell.slice(0, 40) }));
  const iso = isoOf(written);
  if (!isDay(iso)) return wrong(problem("dateWrong", place, { date: cell.slice(0, 40) }));
  if (iso <= "1900" || iso >= "2100") return wrong(problem("dateImplausible", place, { date: cell }));
  return { date: iso, problem: null };
}

/** What Excel means by a number where it has lost the date. */
function daysSince1899(days: number): string {
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

const midnight = /[ T]0?0:00(:00([.,]0+)?)? ?(Z|[+-]\d\d(:?\d\d)?)?$/i;
const moment = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:[.,]0+)?(?:Z|\+00:?00)$/i;

/** Without a midnight behind it; midnight here is 22 or 23 o'clock of the day before in Greenwich. */
function withoutMidnight(cell: string): string {
  const [, date, time] = moment.exec(cell) ?? [];
  const day = date && time && !/^00:00/.test(time) ? isMidnightIn("Europe/Berlin", `${date}T${time}Z`) : null;
  return day ?? cell.replace(midnight, "");
}

const months = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
const forms = [
  /^(?<day>\d{1,2}) ?\. ?(?<month>\d{1,2}) ?\. ?(?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2}) ?\. ?(?<month>\p{L}{3,9})\.? ?(?<year>\d{4}|\d{2})$/u,
];

function isoOf(written: string): string {
  const groups = forms.map((form) => form.exec(written)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return written;
  const { day = "", month = "", year = "" } = groups;
  const named = month.toLowerCase().replace("ä", "a").replace("mrz", "mar").slice(0, 3);
  const number = /\d/.test(month) ? month : String(months.indexOf(named) + 1);
  // Whoever goes to school was born in this century.
  const whole = year.length === 2 ? `20${year}` : year;
  return `${whole}-${number.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const open = "(?:0{1,2}|[?xX*_-]{1,2}|)";
const part = "(?:\\d{1,2}|[?xX*_-]{1,2}|)";
const year = "(?:\\d{4}|\\d{2}|[?xX*_-]{2,4}|)";
const openYear = "(?:0{2,4}|[?xX*_-]{2,4}|)";
const between = " ?[./] ?";
const unknown = [
  `${open}${between}${part}${between}${year}`,
  `${part}${between}${open}${between}${year}`,
  `${part}${between}${part}${between}${openYear}`,
  "(?:\\d{4}|[?xX*_]{4})-(?:00|[?xX*_]{2})-(?:\\d\\d|[?xX*_]{2})",
  "(?:\\d{4}|[?xX*_]{4})-(?:\\d\\d|[?xX*_]{2})-(?:00|[?xX*_]{2})",
  "0000-\\d\\d-\\d\\d",
  // Only the year, or month and year.
  "(?:19|20)\\d\\d",
  "\\d{1,2}[./](?:19|20)\\d\\d",
  // What databases write for a date that they do not have.
  "0?1\\.0?1\\.(?:1900|1899|0001)|3[01]\\.12\\.1899|(?:1900|1899|0001)-01-01|1899-12-3[01]",
];
const unknownDate = new RegExp(`^(?:${unknown.map((one) => `(?:${one})`).join("|")})$`);

/** Whether day, month or year are not known. In: a date as it is written, without a time. */
function partlyUnknown(written: string): boolean {
  return unknownDate.test(written) || isNothing(written);
}
