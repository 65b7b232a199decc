import { isDay } from "./dates.ts";
import { fold } from "./folded.ts";

/** What somebody looks for, taken apart. */
export interface Wanted {
  /** Parts of names, folded. */
  words: string[];
  /** Birthdays: the whole date (2018-03-15), or day and month alone (-03-15). */
  birthdays: string[];
}

/** What a child can be found by. */
export interface Findable {
  /** The folded names: the child's own, then of each who may declare for it; a line each. */
  folded: string;
  birthDate: string | null;
  className: string;
  /** The office program's own number, or null. */
  key: string | null;
}

/** How well a child fits: one name has it all; or the child and a parent have it together; or not at all. */
export type Fit = "one" | "together" | null;

const german = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?(?![\d.])/g;
const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g;

/**
 * Takes apart what was typed: "Hüseyin Yılmaz", "15.03.2018", "15.3.", "2018-03-15", "3a", "Klasse 3a", a number.
 * In: the text; today (ISO), for a year of two digits. Out: what is looked for; nothing where nothing was typed.
 */
export function lookingFor(typed: string, today: string): Wanted {
  const birthdays: string[] = [];
  const born = (whole: string, year: string | undefined, month: string, day: string) => {
    const date = `${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    // The 29th of February is a day of some years only.
    if (!isDay(`${year ? wholeYear(year, today) : "2024"}-${date}`)) return whole;
    birthdays.push(`${year ? wholeYear(year, today) : ""}-${date}`);
    return " ";
  };
  const rest = typed
    .replaceAll(iso, (whole, year: string, month: string, day: string) => born(whole, year, month, day))
    .replaceAll(german, (whole, day: string, month: string, year?: string) => born(whole, year, month, day));
  const words = rest.split(/[\s,;]+/).map(fold);
  const isSaid = words.length > 1 ? (word: string) => word !== "klasse" : () => true;
  return { words: words.filter((word) => word !== "" && isSaid(word)), birthdays };
}

/** "18" is 2018, and "87" is 1987. */
function wholeYear(year: string, today: string): string {
  if (year.length === 4) return year;
  const century = Number(today.slice(0, 2));
  return `${Number(year) > Number(today.slice(2, 4)) ? century - 1 : century}${year}`;
}

/** Whether a child is meant: each birthday is its own, each word its class, its number or a part of a name. */
export function fitOf({ words, birthdays }: Wanted, { folded, birthDate, className, key }: Findable): Fit {
  const isBorn = (day: string) => birthDate !== null && (day.startsWith("-") ? birthDate.slice(4) : birthDate) === day;
  if (!birthdays.every(isBorn)) return null;
  const ofNames = words.filter((word) => !folded.includes(word));
  const elsewhere = (word: string) => bare(fold(className)) === bare(word) || (key !== null && fold(key) === word);
  if (!ofNames.every(elsewhere)) return null;
  const names = words.filter((word) => !elsewhere(word));
  return folded.split("\n").some((name) => names.every((word) => name.includes(word))) ? "one" : "together";
}

/** "03a" is the class 3a. */
const bare = (name: string) => name.replace(/^0+(?=\d)/, "");

/**
 * Those who are meant. Where one name has all that was typed, nobody is meant whose name and whose parent's name only
 * have it together: "Anna Schmidt" is not every Anna whose father is called Schmidt.
 */
export function foundAmong<Child extends Findable>(wanted: Wanted, children: Iterable<Child>): Child[] {
  const [one, together]: [Child[], Child[]] = [[], []];
  for (const child of children) {
    const fit = fitOf(wanted, child);
    if (fit === "one") one.push(child);
    else if (fit === "together") together.push(child);
  }
  return one.length > 0 ? one : together;
}

interface Name {
  givenName: string;
  familyName: string;
}

/** Of these people those whose own name has more of what was typed than the child's has. */
export function whoseName<Person extends Name>({ words }: Wanted, child: Name, people: readonly Person[]): Person[] {
  const has = ({ givenName, familyName }: Name) => {
    const name = `${fold(givenName)} ${fold(familyName)}`;
    return words.filter((word) => name.includes(word)).length;
  };
  return people.filter((one) => has(one) > has(child));
}
