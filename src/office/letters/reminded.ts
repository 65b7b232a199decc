import type { Addressee } from "../../school/people.ts";
import type { OfficeParts } from "../page/parts.ts";

/**
 * When reminders on paper were printed last for this choice (ISO), or null: whom they went to stands with each person.
 */
export async function remindedBefore({ house }: OfficeParts, chosen: string): Promise<string | null> {
  const newestFirst = await house.office.everyAction({ what: "remindOnPaper" });
  return newestFirst.find(({ about }) => about === chosen || about === "all")?.at ?? null;
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
