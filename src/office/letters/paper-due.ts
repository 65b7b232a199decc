import type { Purpose } from "../../consent/event.ts";
import { openPurposes } from "../../consent/reminding.ts";
import type { Addressee } from "../../school/people.ts";
import { inState } from "../children/state.ts";
import type { OfficeParts } from "../page/parts.ts";
import { addressees } from "./whom.ts";

/** A person whose answer is waited for and whom the messenger does not reach. `open`: what, by the child's id. */
export interface Due {
  person: Addressee;
  open: ReadonlyMap<string, readonly Purpose[]>;
}

/**
 * Whom a reminder on paper goes to: whoever may declare and has not answered, and is not in the messenger, or not
 * reached there any more; never after a NEIN, and never before custody is decided. In: a class, or "all".
 * Out: nobody where no period runs.
 */
export async function dueOnPaper(parts: OfficeParts, chosen: string): Promise<Due[]> {
  const { house, school, contacts } = parts;
  if (!(await house.periods.running())) return [];
  const now = await school.children(house.now());
  const isOpen = (id: string) => {
    const child = now.get(id);
    return child !== undefined && inState.open(child);
  };
  const all = (await addressees(parts, chosen)).filter(({ children }) => children.some(({ id }) => isOpen(id)));
  const { joined } = await contacts.reached(
    all.map(({ id }) => id),
    house.now(),
  );
  const lost = new Set((await contacts.notReached()).map(({ id }) => id));
  const openIds = [...new Set(all.flatMap(({ children }) => children.map(({ id }) => id)).filter(isOpen))];
  const mustAgree = await house.ledger.mustAgree(openIds, house.now());
  const due: Due[] = [];
  for (const person of all.filter(({ id }) => !joined.has(id) || lost.has(id))) {
    const open = new Map<string, Purpose[]>();
    for (const { id } of person.children.filter((child) => isOpen(child.id))) {
      const who = mustAgree.get(id);
      if (!who || who.undecided.includes(person.id)) continue;
      const role = person.role === "pupil" ? "pupil" : "guardian";
      const wanted = openPurposes(await house.ledger.eventsOf(id), who, { personId: person.id, role });
      if (wanted.length > 0) open.set(id, wanted);
    }
    if (open.size > 0)
      due.push({ person: { ...person, children: person.children.filter(({ id }) => open.has(id)) }, open });
  }
  return due;
}

/** When reminders on paper were printed last for this choice (ISO), or null. */
export async function remindedBefore({ house }: OfficeParts, chosen: string): Promise<string | null> {
  const { actions } = await house.office.actions(0, 100, { what: "remindOnPaper" });
  return actions.find(({ about }) => about === chosen || about === "all")?.at ?? null;
}
