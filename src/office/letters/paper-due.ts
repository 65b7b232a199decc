import { setImmediate } from "node:timers/promises";
import type { Purpose } from "../../consent/event.ts";
import { openPurposes } from "../../consent/reminding.ts";
import type { Addressee } from "../../school/people.ts";
import type { House } from "../../house/house.ts";
import { inState } from "../children/state.ts";
import type { OfficeParts } from "../page/parts.ts";
import { reachedInChat } from "./reminded.ts";
import { addresseesIn } from "./whom.ts";

/** A person whose answer is waited for and whom the messenger does not reach. `open`: what, by the child's id. */
export interface Due {
  person: Addressee;
  open: ReadonlyMap<string, readonly Purpose[]>;
}

/** For how many children is read at once, what stands: in between the bot answers. */
const atOnce = 250;

/**
 * Whom a reminder on paper goes to: whoever may declare and has not answered, and is not in the messenger, or not
 * reached there any more; never after a NEIN, never before custody is decided, and to nobody whose data are only kept
 * (Art. 18 GDPR: `mayUse` of "remind"). In: a class, or "all". Out: nobody where no period runs.
 */
export async function dueOnPaper(parts: OfficeParts, chosen: string): Promise<Due[]> {
  return dueAmong(parts, (await addresseesIn(parts, chosen)).written);
}

/** The same of whom letters can go to. */
export async function dueAmong(parts: OfficeParts, written: readonly Addressee[]): Promise<Due[]> {
  const { house, school } = parts;
  if (!(await house.periods.running())) return [];
  const now = await school.children(house.now());
  const isOpen = ({ id }: { id: string }) => {
    const child = now.get(id);
    return child !== undefined && inState.open(child);
  };
  const all = written.filter(({ children }) => children.some(isOpen));
  const isReached = await reachedInChat(parts, all);
  const people = all.filter(({ id }) => !isReached(id));
  const openIds = people.flatMap(({ children }) => children.filter(isOpen).map(({ id }) => id));
  const openTo = await whatIsOpen(house, [...new Set(openIds)]);
  return people.flatMap((person) => {
    const open = new Map(
      person.children
        .filter(isOpen)
        .map(({ id }) => [id, openTo(id, person)] as const)
        .filter(([, wanted]) => wanted.length > 0),
    );
    const children = person.children.filter(({ id }) => open.has(id));
    return open.size === 0 ? [] : [{ person: { ...person, children }, open }];
  });
}

/** Reads what stands for these children. Out: what a person has still to answer for one of them. */
async function whatIsOpen({ ledger, now }: Pick<House, "ledger" | "now">, childIds: readonly string[]) {
  const [events, mustAgree] = [new Map(), new Map()] as [
    Awaited<ReturnType<typeof ledger.eventsOfChildren>>,
    Awaited<ReturnType<typeof ledger.mustAgree>>,
  ];
  for (let from = 0; from < childIds.length; from += atOnce) {
    if (from > 0) await setImmediate();
    const some = childIds.slice(from, from + atOnce);
    for (const [id, own] of await ledger.eventsOfChildren(some)) events.set(id, own);
    for (const [id, who] of await ledger.mustAgree(some, now())) mustAgree.set(id, who);
  }
  return (childId: string, { id: personId, role }: Addressee): Purpose[] => {
    const who = mustAgree.get(childId);
    if (!who || who.undecided.includes(personId)) return [];
    const asked = { personId, role: role === "pupil" ? ("pupil" as const) : ("guardian" as const) };
    return openPurposes(events.get(childId) ?? [], who, asked);
  };
}
