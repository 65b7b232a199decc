import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import { type Asking, asked, comesFirst } from "./giving-way.ts";
import { openUpdates, type Working } from "./open-updates.ts";

/** How updates come in, and what is done with them. */
export interface Polling extends Working, Asking {
  /** Whether the process before has died: what it may have died of is tried alone. */
  hasDied: boolean;
  /** Whether other processes put down what was sent to them: before anything later that was sent to this one. */
  others?: boolean;
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
 * While another one may poll with the same token, what comes is neither taken nor confirmed, and what was taken and is
 * not begun is let go: it comes again from the messenger, to whoever is the first.
 */
export async function pollUpdates(polling: Polling): Promise<void> {
  const { inbox, connection, hasDied, others = false, pause, leaving } = polling;
  const { precedence } = connection;
  const updates = openUpdates(polling, () => precedence.isFirst);
  for (const { update } of await inbox.kept()) updates.take(JSON.parse(update) as Update, hasDied, true);
  let [next, isAtStart] = [0, true];
  let [idle, lastOffset] = [shortPause, -1];
  while (!leaving.aborted) {
    if (!precedence.isFirst) updates.letGo();
    const unfinished = updates.withMessenger();
    // What was let go is before what is confirmed by the next one, perhaps.
    if (updates.hasLetGo()) next = 0;
    const offset = Math.min(next, ...unfinished);
    updates.forgetBefore(offset);
    const moved = updates.nextDone();
    const begun = performance.now();
    let came: Update[];
    try {
      if (precedence.isInDoubt && !(await comesFirst(polling))) continue;
      const seconds = unfinished.length > 0 ? 0 : precedence.isFirst ? longPoll : shortPoll;
      // What has no id cannot be confirmed, and comes to nothing.
      came = (await asked(polling, offset, seconds)).filter(hasId);
      if (!precedence.isFirst && !(await comesFirst(polling))) continue;
    } catch (error) {
      if (leaving.aborted) return;
      await pause(connection.failed(error)).catch(() => undefined);
      continue;
    }
    const putDown = others ? await inbox.kept().catch(() => null) : [];
    if (putDown === null) {
      // Nothing of what came is taken: all of it comes again.
      next = 0;
      await pause(shortPoll * 1000).catch(() => undefined);
      continue;
    }
    for (const { id, update } of putDown)
      if (!updates.isKnown(id)) updates.take(JSON.parse(update) as Update, false, true);
    if (offset === 0) updates.hasComeAgain();
    const fresh = firstOnes(came).filter(({ update_id: id }) => !updates.isKnown(id));
    for (const update of fresh) updates.take(update, hasDied && isAtStart, false);
    const beyond = Math.max(...came.map(({ update_id: id }) => id + 1));
    // After a quiet week the messenger begins to count anew, perhaps lower.
    if (came.length > 0) next = beyond <= offset ? beyond : Math.max(next, beyond);
    isAtStart = false;
    // Whoever answers at once that there is nothing is not asked again at once.
    const hasWaited = performance.now() - begun > shortPause;
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

const hasId = (update: Update | null): update is Update => Number.isSafeInteger(update?.update_id);
