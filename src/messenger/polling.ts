import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { watchConnection } from "./connection.ts";
import { openUpdates, type Working } from "./open-updates.ts";

/** How updates come in, and what is done with them. */
export interface Polling extends Working {
  /** Asks the messenger for what comes from this id on, and lets it wait so many seconds for the first. */
  ask: (offset: number, seconds: number) => Promise<Update[]>;
  /** Whether the process before has died: what it may have died of is tried alone. */
  hasDied: boolean;
  connection: ReturnType<typeof watchConnection>;
  /** Hears that the messenger is there again. */
  back?: () => void;
}

/** The messenger gives no more than that at once. */
const window = 100;
const longPoll = 30;
/** So long only (s), while it is not known whether another one polls. */
const shortPoll = 1;
/** While something is being worked on, the messenger answers at once with what it has given already. */
const shortPause = 50;
const longestPause = 250;

/**
 * Polls until it is to leave. What is confirmed is done: the offset moves only past what is finished, so that after a
 * death nothing is lost; what was finished is known by its id. Only where a lane that is held up would fill all that
 * the messenger gives at once, what waits in that lane is put into the database instead, and erased when it is done.
 * While another one may poll with the same token, what comes is neither taken nor confirmed.
 */
export async function pollUpdates(polling: Polling): Promise<void> {
  const { ask, inbox, connection, hasDied, pause, leaving } = polling;
  const updates = openUpdates(polling);
  for (const { update } of await inbox.kept()) updates.take(JSON.parse(update) as Update, hasDied, true);
  let [next, isAtStart] = [0, true];
  let [idle, lastOffset] = [shortPause, -1];
  while (!leaving.aborted) {
    const unfinished = updates.withMessenger();
    const offset = unfinished.length > 0 ? Math.min(...unfinished) : next;
    updates.forgetBefore(offset);
    const moved = updates.nextDone();
    const asked = performance.now();
    let came: Update[];
    try {
      // What has no id cannot be confirmed, and comes to nothing.
      const seconds = unfinished.length > 0 ? 0 : connection.isFirst() ? longPoll : shortPoll;
      came = (await ask(offset, seconds)).filter(hasId);
      if (connection.heard()) polling.back?.();
    } catch (error) {
      if (leaving.aborted) return;
      await pause(connection.failed(error)).catch(() => undefined);
      continue;
    }
    const fresh = firstOnes(came).filter(({ update_id: id }) => !updates.isKnown(id));
    const heldBack = connection.heldBack(fresh.map(idOf), performance.now() - asked);
    if (heldBack > 0) {
      await pause(heldBack).catch(() => undefined);
      continue;
    }
    for (const update of fresh) updates.take(update, hasDied && isAtStart, false);
    const beyond = Math.max(...came.map(({ update_id: id }) => id + 1));
    // After a quiet week the messenger begins to count anew, perhaps lower.
    if (came.length > 0) next = beyond <= offset ? beyond : Math.max(next, beyond);
    isAtStart = false;
    // Whoever answers at once that there is nothing is not asked again at once.
    const hasWaited = performance.now() - asked > shortPause;
    if (fresh.length > 0 || (hasWaited && came.length === 0 && unfinished.length === 0)) continue;
    if (came.length >= window) await updates.keepHeldUp().catch(() => undefined);
    // The longer nothing moves, the less often it is asked.
    idle = offset === lastOffset ? Math.min(idle * 1.2, longestPause) : shortPause;
    lastOffset = offset;
    await Promise.race([moved, sleep(idle, undefined, { signal: leaving })]).catch(() => undefined);
  }
}

/** What comes twice in one answer is what came first. */
const firstOnes = (came: readonly Update[]): Update[] =>
  came.filter((update, at) => came.findIndex((one) => one.update_id === update.update_id) === at);

const idOf = ({ update_id: id }: Update) => id;
const hasId = (update: Update | null): update is Update => Number.isSafeInteger(update?.update_id);
