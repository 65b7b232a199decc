import type { Purpose } from "../../consent/event.ts";
import { order } from "../../school/in-order.ts";
import type { Addressee, ChildInClass } from "../../school/people.ts";
import { namesakeMarks } from "../../school/shown-name.ts";

/**
 * A child as it stands in a letter.
 * `language`: ISO 639-1 code of the language that the family speaks, where the office knows it.
 */
export type LetterChild = Pick<ChildInClass, "givenName" | "familyName" | "className"> & {
  id?: string;
  classId?: string;
  birthDate?: string | null;
  language?: string | null;
  /** What tells it from a full namesake among all who get letters. */
  mark?: string;
};

/** One letter: to one guardian or pupil of age, for all the children this person may declare for. */
export interface Letter {
  /** The person's id, for the code on the form; a letter without one has none. */
  id?: string;
  name: string;
  /** "" in a letter that has none: a reminder. */
  code: string;
  children: readonly LetterChild[];
  /** The lines below the name, where the office's file had them for this printing. */
  address?: readonly string[];
  /** The class in which it is handed over. */
  handedIn?: string;
  /** Its place among all that are handed over. */
  number?: number;
  reminder?: Reminder;
}

/** What a reminder asks for: what is open, by the child's id; until when the form is wished for, as it is read. */
export interface Reminder {
  open: ReadonlyMap<string, readonly Purpose[]>;
  returnBy: string;
}

/**
 * The letters in the order in which they are handed out: by class, then by the child's name.
 * In: whom `addressees` found, and the codes of `newCodes`; whoever has no code among them gets no letter;
 * the class that they are for, where it is one: a letter stands there where its child of that class does.
 * Out: one letter a person.
 */
export function lettersOf(
  addressees: readonly (Omit<Addressee, "children"> & { children: readonly LetterChild[] })[],
  codes: ReadonlyMap<string, string>,
  classId?: string,
): Letter[] {
  const once = [...new Map(addressees.map((one) => [one.id, one])).values()];
  const all = once.flatMap(({ children }) => children).filter(({ id }) => id !== undefined);
  const markOf = namesakeMarks(new Map(all.map((child) => [child.id, child])).values());
  const placed = once.flatMap(({ id, givenName, familyName, children }) => {
    const code = codes.get(id);
    const sorted = children
      .toSorted((a, b) => order.compare(placeOf(a), placeOf(b)))
      .map((child) => (markOf(child) === "" ? child : { ...child, mark: markOf(child) }));
    const at = sorted.find((child) => classId !== undefined && child.classId === classId) ?? sorted[0];
    const letter = { id, name: `${givenName} ${familyName}`, children: sorted };
    return code === undefined ? [] : [{ at, letter: { ...letter, code, handedIn: at?.className ?? "" } }];
  });
  return placed
    .toSorted((a, b) => order.compare(placeOf(a.at), placeOf(b.at)) || order.compare(a.letter.name, b.letter.name))
    .map(({ letter }) => letter);
}

/** The number of each letter, by person, in their order; none where it is the only one. */
export function numbersOf(letters: readonly Letter[]): Map<string, number> {
  return new Map(letters.length > 1 ? letters.map(({ id = "" }, at) => [id, at + 1]) : []);
}

/** The children of a letter, as many as one form holds together; at least one form. */
export function formsOf({ children }: Letter, onOneForm: number): LetterChild[][] {
  return Array.from({ length: Math.max(1, Math.ceil(children.length / onOneForm)) }, (_, at) =>
    children.slice(at * onOneForm, (at + 1) * onOneForm),
  );
}

/** The language to write in beside German: the first that is told of a child, or null for German alone. */
export function familyLanguage({ children }: Letter): string | null {
  return children.map(({ language }) => language).find((language) => language && language !== "de") ?? null;
}

const placeOf = (child?: LetterChild) => (child ? `${child.className} ${child.familyName} ${child.givenName}` : "");
