import { fold } from "./folded.ts";
import { foundAmong, type Wanted } from "./looking-for.ts";
import type { Person } from "./people.ts";

/** Somebody with one child or class that they belong to; who belongs to several is there several times. */
export interface PersonWith extends Person {
  /** When the person left (ISO), or null. */
  goneAt: string | null;
  /** A child whose guardian it is, or that it is itself; null for a teacher, and for whoever has none any more. */
  child: {
    givenName: string;
    familyName: string;
    birthDate: string | null;
    key: string | null;
    isGone: boolean;
  } | null;
  /** The child's class, or the class that is taught; "" for none. */
  className: string;
}

/** Somebody who was found, with all whom they belong to: by that namesakes are told apart. */
export interface FoundPerson extends Person {
  goneAt: string | null;
  belongsTo: Pick<PersonWith, "child" | "className">[];
}

/**
 * Who is meant by what was typed, by the rules by which children are found: a name, a child, a class, a birthday, a
 * number. In: what is looked for; everybody, with each that they belong to. Out: each once.
 */
export function foundPeople(wanted: Wanted, people: readonly PersonWith[]): FoundPerson[] {
  if (wanted.words.length + wanted.birthdays.length === 0) return [];
  const findable = people.map((one) => ({
    ...{ one, className: one.className, key: one.child?.key ?? null, birthDate: one.child?.birthDate ?? null },
    folded: [one, ...(one.child ? [one.child] : [])].map(nameOf).join("\n"),
  }));
  const found = new Set(foundAmong(wanted, findable).map(({ one }) => one.id));
  return [...Map.groupBy(people, ({ id }) => id).values()].flatMap((own) => {
    const [{ id, role, givenName, familyName, goneAt }] = own as [PersonWith];
    if (!found.has(id)) return [];
    const belongsTo = own.flatMap(({ child, className }) => (child || className ? [{ child, className }] : []));
    return [{ id, role, givenName, familyName, goneAt, belongsTo }];
  });
}

const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }) =>
  `${fold(givenName)} ${fold(familyName)}`;
