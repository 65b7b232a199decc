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

/** When reminders on paper were printed last for this choice (ISO), or null. */
export async function remindedBefore(parts: OfficeParts, chosen: string): Promise<string | null> {
  const last = await lastByChoice(parts);
  return newest(last.get(chosen), last.get("all"));
}

/**
 * When reminders on paper went last to whoever was to be reminded then in a class of a child of each of these persons
 * (ISO), by the person's id: each printing is put down once, and not with whom. Whoever is reached in the chat, or
 * whose data are only kept, gets none, and is not in it.
 */
export async function remindedOnPaper(
  parts: Pick<OfficeParts, "house" | "contacts">,
  people: readonly Addressee[],
): Promise<Map<string, string>> {
  const last = await lastByChoice(parts);
  if (last.size === 0) return new Map();
  const isReached = await reachedInChat(parts, people);
  const restricted = await parts.house.restrictions.everybody();
  const own = people.filter(({ id }) => !isReached(id) && !restricted.has(id));
  return new Map(
    own.flatMap(({ id, children }) => {
      const at = newest(last.get("all"), ...children.map(({ classId }) => last.get(classId)));
      return at === null ? [] : [[id, at] as const];
    }),
  );
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
