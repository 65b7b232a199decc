import type { TeacherContact } from "../../../db/school/contacts.ts";
import type { House } from "../../house/house.ts";
import type { Addressee } from "../../school/people.ts";
import { classCounts } from "../children/class-counts.ts";
import type { OfficeParts } from "../page/parts.ts";
import { type Whom, whoms } from "./mailing-page.ts";

/** What was chosen, where it is a class or "all"; else null: any words could be sent, and would stand in the logs. */
export async function classesIn({ house, school }: OfficeParts, asked: string): Promise<string | null> {
  const classes = classCounts((await school.children(house.now())).values());
  return asked === "all" || classes.some(({ id }) => id === asked) ? asked : null;
}

/** What is missing for codes to be made; null where nothing is. */
export function lackingIn({ house, messengers }: OfficeParts): "letters.noKey" | "letters.noBot" | null {
  if (house.codeKey === "") return "letters.noKey";
  return messengers().some(({ bot }) => bot === null) ? "letters.noBot" : null;
}

/**
 * How many letters there would be. Also counted is who has come of age and will be brought by the letters: looking
 * changes nothing. In: a class, or "all", and whom letters can go to there.
 */
export async function countsFor(
  parts: OfficeParts,
  chosen: string,
  written: readonly Addressee[],
): Promise<Record<Whom, number>> {
  const { house, pupilAge } = parts;
  const people = await peopleFor(parts, written);
  const young = await house.roster.pupilsToBring(pupilAge, house.now(), chosen === "all" ? undefined : chosen);
  return Object.fromEntries(whoms.map((whom) => [whom, people[whom].length + young])) as Record<Whom, number>;
}

/** Whoever is of age by now gets a letter of their own. */
export function bringPupilsOfAge({ house, pupilAge }: OfficeParts) {
  return house.roster.bringPupilsOfAge(pupilAge, house.newId, house.now());
}

/** Whom a letter can go to at all, and who gets none because their data are only kept. */
export interface Sorted<One = Addressee> {
  written: One[];
  /** Art. 18 GDPR: `mayUse` of "write" and of "remind". */
  restricted: One[];
}

async function sorted<One extends { id: string }>(
  { restrictions }: Pick<House, "restrictions">,
  all: readonly One[],
): Promise<Sorted<One>> {
  const kept = await restrictions.everybody();
  return { written: all.filter(({ id }) => !kept.has(id)), restricted: all.filter(({ id }) => kept.has(id)) };
}

/** Sorts whom letters are for. In: a class, or "all". */
export async function addresseesIn({ house }: OfficeParts, chosen: string): Promise<Sorted> {
  return sorted(house, await house.roster.addressees(chosen === "all" ? undefined : chosen));
}

/**
 * One person, chosen beside what holds for them, with all the children whom the letter is about; nobody where they may
 * not declare for the child.
 */
export async function onePerson({ house }: OfficeParts, personId: string, childId: string): Promise<Addressee[]> {
  const child = await house.roster.child(childId);
  return (await house.roster.addressees(child?.classId)).filter(({ id }) => id === personId);
}

/** The class teachers who get a code: those whom the bot does not reach; and of these who gets none, as above. */
export async function teachersToCode({ house, contacts }: OfficeParts): Promise<Sorted<TeacherContact>> {
  return sorted(house, await contacts.teachersNotReached());
}

/** What new codes are made with. */
export const codeMaking = ({ house, codeDays, randomBytes }: OfficeParts) => ({
  key: house.codeKey,
  days: codeDays,
  now: house.now(),
  randomBytes,
});

/** Who would get a letter: those whom nothing has reached yet; all who have no account; everybody. */
export async function peopleFor(
  { house, contacts }: OfficeParts,
  addressees: readonly Addressee[],
): Promise<Record<Whom, readonly Addressee[]>> {
  const ids = addressees.map(({ id }) => id);
  const { joined, coded } = await contacts.reached(ids, house.now());
  const unjoined = addressees.filter(({ id }) => !joined.has(id));
  return { untouched: unjoined.filter(({ id }) => !coded.has(id)), unjoined, everybody: addressees };
}
