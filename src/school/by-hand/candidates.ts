import { fullName } from "../people.ts";
import { fold, folded } from "../folded.ts";
import type { Work } from "../planning/work.ts";
import type { Candidate, Meant, NotDone, RollThen } from "./acts.ts";

/** Somebody of whom it is asked whether it is who is meant, with what tells it from a namesake. */
export function candidateOf(id: string, roll: RollThen): Candidate {
  const child = roll.children.find((one) => one.id === id);
  const classNames = new Map(roll.classes.map((one) => [one.id, one.name]));
  const inClass = (classId: string) => classNames.get(classId) ?? "";
  if (child)
    return {
      id,
      name: fullName(child),
      belongsTo: [inClass(child.classId)],
      birthDate: child.birthDate,
      gone: child.gone,
    };
  const person = roll.people.find((one) => one.id === id);
  const own = new Set(roll.guardianships.filter(({ guardianId }) => guardianId === id).map(({ childId }) => childId));
  const children = roll.children.filter((one) => own.has(one.id));
  const classes = roll.classTeachers.filter(({ teacherId }) => teacherId === id).map((one) => inClass(one.classId));
  return {
    id,
    name: person ? fullName(person) : "",
    belongsTo: [...children.map((one) => `${fullName(one)} (${inClass(one.classId)})`), ...classes],
    birthDate: null,
    gone: person?.gone ?? true,
  };
}

/**
 * Who is meant. A name that is stored is asked about: a sibling's parent must neither be doubled, nor a stranger of the
 * same name be taken for it. In: who belongs to the child or the class already.
 */
export function meant(
  person: Meant,
  role: "guardian" | "teacher",
  work: Work,
  own: ReadonlySet<string>,
): { id: string; name: string } | NotDone {
  if ("id" in person) {
    const stored = work.people.get(person.id);
    return stored?.role === role ? { id: stored.id, name: fullName(stored) } : unknownPerson;
  }
  const alike = [...work.people.values()].filter((one) => one.role === role && folded(one) === folded(person));
  const [already] = alike.filter(({ id }) => own.has(id));
  if (already && !person.isNew) return { id: already.id, name: fullName(already) };
  if (alike.length > 0 && !person.isNew)
    return { refused: "perhaps", candidates: alike.map(({ id }) => candidateOf(id, work.roll)) };
  const made = {
    id: work.newId(),
    role,
    givenName: person.givenName,
    familyName: person.familyName,
    key: null,
  } as const;
  work.plan.newPeople.push(made);
  return { id: made.id, name: fullName(made) };
}

const unknownPerson: NotDone = { refused: "unknown", candidates: [] };

/** As many as anybody chooses from. */
const mostFound = 12;

/** People of the school whose names hold these words, to be chosen from. In: also whom they are looked for. */
export function peopleCalled(roll: RollThen, role: "guardian" | "teacher", words: string): Candidate[] {
  const wanted = words.split(/\s+/).map(fold);
  return roll.people
    .filter((one) => one.role === role && !one.gone && wanted.every((word) => folded(one).includes(word)))
    .slice(0, mostFound)
    .map(({ id }) => candidateOf(id, roll));
}
