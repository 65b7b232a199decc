import { germanDate, isDay } from "../dates.ts";
import type { PersonRow } from "../office-file.ts";
import { holdsUnseen } from "../typed.ts";
import { isLink } from "../unlinked.ts";
import { problem, type Place, type Problem } from "../problem.ts";

/**
 * A birth date, German (15.03.2018) or ISO, also with a time of midnight behind it.
 * Out: ISO, null for an empty cell, or what is wrong with it.
 */
export function readDate(cell: string, place: Place): string | null | Problem {
  const written = cell.replace(/[ T]0?0:00(:00)?$/, "");
  if (written === "") return null;
  if (/^\d{5}$/.test(written))
    return problem("dateMangled", place, { date: cell, meant: germanDate(daysSince1899(Number(written))) });
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : written;
  if (!isDay(iso)) return problem("dateWrong", place, { date: cell });
  return iso > "1900" && iso < "2100" ? iso : problem("dateImplausible", place, { date: cell });
}

/** What Excel means by a number where it has lost the date. */
function daysSince1899(days: number): string {
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

/**
 * What is wrong with a child's or a teacher's name:
 * incomplete, or something that is no name, as columns that have shifted bring it.
 */
export function oddName({ givenName, familyName }: Omit<PersonRow, "key">, place: Place): Problem | null {
  if (!givenName || !familyName) return problem("nameIncomplete", place, { name: `${givenName} ${familyName}`.trim() });
  const odd = [givenName, familyName].find(
    (name) =>
      /[\d@;|"=<>]/.test(name) || isLink(name) || holdsUnseen(name) || name.length > 100 || !/\p{L}|\?/u.test(name),
  );
  return odd === undefined ? null : problem("nameOdd", place, { name: odd.slice(0, 60) });
}

/** Where a program that cannot write a letter has put a question mark. */
export function lostLetters(names: Omit<PersonRow, "key">): boolean {
  return /[?\ufffd]/.test(names.givenName + names.familyName);
}

/** What is no class: a date, a number of many digits, a sentence, markup, an address. */
export function oddClass(className: string): boolean {
  return className.length > 20 || /\d{4}|[@;|<>"]/.test(className) || isLink(className) || holdsUnseen(className);
}

/** What is no number or short code of an office's program. */
export function oddKey(key: string | null, place: Place): Problem | null {
  const odd = key !== null && (key.length > 100 || holdsUnseen(key));
  return odd ? problem("keyOdd", place, { key: key.slice(0, 40) }) : null;
}
