import type { Update } from "grammy/types";
import type { Inbox } from "../../db/messenger/inbox.ts";

/** An update that is not done. */
export interface Open {
  update: Update;
  lane: string;
  /** When it was begun (ms of this process), or null while it waits. */
  begun: number | null;
  /** What it asks for is being done. */
  isWorkedOn: boolean;
  isSuspect: boolean;
  /** It is in the database, and the messenger's no more. */
  isKept: boolean;
}

/** A lane that needs longer than that for one update is held up. */
const heldUpMs = 3000;

/** Puts down of the lane that is held up with the most waiting in it, all. */
export async function keepHeldUp(inbox: Inbox, open: ReadonlyMap<number, Open>): Promise<void> {
  const kept = fullestHeldUp([...open.values()]);
  // While nothing is held up, another process that holds the database holds up nobody.
  if (kept.length === 0) return;
  await inbox.keep(kept.map(({ update }) => ({ id: update.update_id, update: JSON.stringify(update) })));
  for (const one of kept) {
    one.isKept = true;
    // It may have come to its end while it was put down, or be another one's.
    if (open.get(one.update.update_id) !== one) await inbox.drop(one.update.update_id);
  }
}

function fullestHeldUp(all: readonly Open[]): Open[] {
  const isHeldUp = ({ begun }: Open) => begun !== null && performance.now() - begun > heldUpMs;
  const heldUp = new Set(all.filter(isHeldUp).map(({ lane }) => lane));
  const byLane = Map.groupBy(
    all.filter(({ isKept, lane }) => !isKept && heldUp.has(lane)),
    ({ lane }) => lane,
  );
  return [...byLane.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
}
