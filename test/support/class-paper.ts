import type { School } from "./school.ts";

/** Where the sheets of Mila's class are typed in, and who is meant: "Mila", and of whom she has "Mila: Nadja", by id. */
export async function classPaper(school: School): Promise<{ path: string; ids: Record<string, string> }> {
  const { roster } = school.house;
  const ids: Record<string, string> = {};
  for (const child of await roster.everyChild()) {
    ids[child.givenName] = child.id;
    for (const person of await roster.peopleOf(child.id)) ids[`${child.givenName}: ${person.givenName}`] = person.id;
  }
  return { path: `/classes/${(await school.child("Mila")).classId}/paper`, ids };
}
