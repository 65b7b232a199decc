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

/** Also counted is who has come of age and will be brought by the letters: looking changes nothing. */
export async function countsFor(parts: OfficeParts, chosen: string): Promise<Record<Whom, number>> {
  const { house, pupilAge } = parts;
  const people = await peopleFor(parts, await addressees(parts, chosen));
  const young = await house.roster.pupilsToBring(pupilAge, house.now(), chosen === "all" ? undefined : chosen);
  return Object.fromEntries(whoms.map((whom) => [whom, people[whom].length + young])) as Record<Whom, number>;
}

/** Whoever is of age by now gets a letter of their own. */
export function bringPupilsOfAge({ house, pupilAge }: OfficeParts) {
  return house.roster.bringPupilsOfAge(pupilAge, house.newId, house.now());
}

/** Whom a letter can go to at all. In: a class, or "all". */
export function addressees({ house }: OfficeParts, chosen: string): Promise<Addressee[]> {
  return house.roster.addressees(chosen === "all" ? undefined : chosen);
}

/** One person with all the children whom the letter is about; nobody where they may not declare for the child. */
export async function onePerson({ house }: OfficeParts, personId: string, childId: string): Promise<Addressee[]> {
  const child = await house.roster.child(childId);
  return (await house.roster.addressees(child?.classId)).filter(({ id }) => id === personId);
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
  addressees: Addressee[],
): Promise<Record<Whom, Addressee[]>> {
  const ids = addressees.map(({ id }) => id);
  const { joined, coded } = await contacts.reached(ids, house.now());
  const unjoined = addressees.filter(({ id }) => !joined.has(id));
  return { untouched: unjoined.filter(({ id }) => !coded.has(id)), unjoined, everybody: addressees };
}
