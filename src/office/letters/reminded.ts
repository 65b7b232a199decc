import type { Addressee } from "../../school/people.ts";
import type { OfficeParts } from "../page/parts.ts";

/** When reminders on paper were printed last (ISO), by what they were printed for: a class, or "all". */
async function lastByChoice({ house }: Pick<OfficeParts, "house">): Promise<Map<string, string>> {
  const newestFirst = await house.office.everyAction({ what: "remindOnPaper" });
  return new Map(newestFirst.toReversed().map(({ about, at }) => [about, at]));
}

const newest = (...times: (string | undefined)[]) =>
  times
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1) ?? null;

/**
 * When reminders on paper were printed last for this choice (ISO), or null: whom they went to stands with each person.
 */
export async function remindedBefore(parts: OfficeParts, chosen: string): Promise<string | null> {
  const last = await lastByChoice(parts);
  return newest(last.get(chosen), last.get("all"));
}

/** Which of these persons the messenger reaches. */
export async function reachedInChat(
  { house, contacts }: Pick<OfficeParts, "house" | "contacts">,
  people: readonly Pick<Addressee, "id">[],
): Promise<(id: string) => boolean> {
  const ids = people.map(({ id }) => id);
  const { joined } = await contacts.reached(ids, house.now());
  const lost = new Set((await contacts.notReached()).map(({ id }) => id));
  return (id) => joined.has(id) && !lost.has(id);
}
