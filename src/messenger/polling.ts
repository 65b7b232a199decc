import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { Inbox } from "../../db/messenger/inbox.ts";
import type { Lanes } from "./lanes.ts";
import type { watchConnection } from "./connection.ts";

/** How updates come in, and what is done with them. */
export interface Polling {
  /** Asks the messenger for what comes from this id on, and lets it wait so many seconds for the first. */
  ask: (offset: number, seconds: number) => Promise<Update[]>;
  inbox: Inbox;
  /** Whether the process before has died: what it may have died of is tried alone, and once. */
  hasDied: boolean;
  lanes: Lanes;
  connection: ReturnType<typeof watchConnection>;
  work: (update: Update) => Promise<void>;
  /** Whether one has had its effect. */
  isDone: (id: number) => Promise<boolean>;
  /** Puts one aside with which the process has died twice. */
  putAside: (update: Update) => Promise<void>;
  /** Hears that the messenger is there again. */
  back?: () => void;
  /** Hears how long (ms) one was under way from its coming until it was done. */
  finished?: (ms: number) => void;
  now: () => Date;
  pause: (ms: number) => Promise<unknown>;
  leaving: AbortSignal;
}

interface Open {
  update: Update;
  lane: string;
  /** When it was begun (ms of this process), or null while it waits. */
  begun: number | null;
  /** It is in the database, and the messenger's no more. */
  isKept: boolean;
}

/** The messenger gives no more than that at once. */
const window = 100;
const longPoll = 30;
const second = 1000;
const aloneMs = 3000;
/** While something is being worked on, the messenger answers at once with what it has given already. */
const shortPause = 50;
const longestPause = 250;
/** A lane that needs longer than that for one update is held up. */
const heldUpMs = 3000;

/**
 * Polls until it is to leave. What is confirmed is done: the offset moves only past what is finished, so that after a
 * death nothing is lost; what was finished is known by its id. Only where a lane that is held up would fill all that
 * the messenger gives at once, what waits in that lane is put into the database instead, and erased when it is done.
 */
export async function pollUpdates(polling: Polling): Promise<void> {
  const { ask, inbox, connection, pause, leaving } = polling;
  const open = new Map<number, Open>();
  const done = new Set<number>();
  // Of lanes in which something was alone: what comes behind it.
  const before = new Map<string, Promise<void>>();
  let next = 0;
  let moved = Promise.withResolvers<void>();
  const take = (update: Update, isSuspect: boolean, isKept: boolean) => {
    const one: Open = { update, lane: laneOf(update), begun: null, isKept };
    open.set(update.update_id, one);
    const came = performance.now();
    const work = async () => {
      one.begun = performance.now();
      await untilDone(polling, act(polling, update, isSuspect));
      if (leaving.aborted) return;
      open.delete(update.update_id);
      done.add(update.update_id);
      moved.resolve();
      polling.finished?.(performance.now() - came);
      if (one.isKept) await untilDone(polling, () => inbox.drop(update.update_id));
    };
    // One after the other in its lane; whoever has to wait for the messenger is alone for a moment only.
    const inOrder = () => {
      const mine = (before.get(one.lane) ?? Promise.resolve()).then(work);
      before.set(one.lane, mine);
      return mine;
    };
    if (isSuspect) polling.lanes.putAlone(() => Promise.race([inOrder(), sleep(aloneMs, undefined, { ref: false })]));
    else polling.lanes.put(one.lane, before.has(one.lane) ? inOrder : work);
  };
  for (const { update } of await inbox.kept()) take(JSON.parse(update) as Update, polling.hasDied, true);
  let isFirst = true;
  let [idle, lastOffset] = [shortPause, -1];
  while (!leaving.aborted) {
    const unfinished = [...open.values()].filter(({ isKept }) => !isKept);
    const offset = unfinished.length > 0 ? Math.min(...unfinished.map(({ update }) => update.update_id)) : next;
    for (const id of done) if (id < offset) done.delete(id);
    moved = Promise.withResolvers();
    const asked = performance.now();
    let came: Update[];
    try {
      // What has no id cannot be confirmed, and comes to nothing.
      came = (await ask(offset, unfinished.length > 0 ? 0 : longPoll)).filter(hasId);
      if (connection.heard()) polling.back?.();
    } catch (error) {
      if (leaving.aborted) return;
      await pause(connection.failed(error)).catch(() => undefined);
      continue;
    }
    const fresh = firstOnes(came).filter(({ update_id: id }) => !open.has(id) && !done.has(id));
    for (const update of fresh) take(update, polling.hasDied && isFirst, false);
    const beyond = Math.max(...came.map(({ update_id: id }) => id + 1));
    // After a quiet week the messenger begins to count anew, perhaps lower.
    if (came.length > 0) next = beyond <= offset ? beyond : Math.max(next, beyond);
    isFirst = false;
    // Whoever answers at once that there is nothing is not asked again at once.
    const hasWaited = performance.now() - asked > shortPause;
    if (fresh.length > 0 || (hasWaited && came.length === 0 && unfinished.length === 0)) continue;
    if (came.length >= window) await keepHeldUp(open, inbox).catch(() => undefined);
    // The longer nothing moves, the less often it is asked.
    idle = offset === lastOffset ? Math.min(idle * 1.2, longestPause) : shortPause;
    lastOffset = offset;
    await Promise.race([moved.promise, sleep(idle, undefined, { signal: leaving })]).catch(() => undefined);
  }
}

/** What is done with one; whether it is put aside is found out once. */
function act({ inbox, isDone, now, work, putAside }: Polling, update: Update, isSuspect: boolean): () => Promise<void> {
  const id = update.update_id;
  let isFatal: boolean | null = isSuspect ? null : false;
  return async () => {
    isFatal ??= !(await isDone(id)) && !(await inbox.trySuspect(id, now()));
    await (isFatal ? putAside(update) : work(update));
  };
}

/** Tries it until it is done, or the bot leaves: the database may not take it now. */
async function untilDone({ leaving, pause }: Polling, attempt: () => Promise<void>): Promise<void> {
  while (!leaving.aborted)
    try {
      return await attempt();
    } catch {
      await pause(second).catch(() => undefined);
    }
}

/** What comes twice in one answer is what came first. */
const firstOnes = (came: readonly Update[]): Update[] =>
  came.filter((update, at) => came.findIndex((one) => one.update_id === update.update_id) === at);

const hasId = (update: Update | null): update is Update => Number.isSafeInteger(update?.update_id);

/** Of the lane that is held up with the most waiting in it, all. */
async function keepHeldUp(open: ReadonlyMap<number, Open>, inbox: Inbox): Promise<void> {
  const inWindow = [...open.values()].filter(({ isKept }) => !isKept);
  const isHeldUp = ({ begun }: Open) => begun !== null && performance.now() - begun > heldUpMs;
  const heldUp = new Set([...open.values()].filter(isHeldUp).map(({ lane }) => lane));
  const byLane = Map.groupBy(
    inWindow.filter(({ lane }) => heldUp.has(lane)),
    ({ lane }) => lane,
  );
  const fullest = [...byLane.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  // While nothing is held up, another process that holds the database holds up nobody.
  if (fullest.length === 0) return;
  await inbox.keep(fullest.map(({ update }) => ({ id: update.update_id, update: JSON.stringify(update) })));
  for (const one of fullest) {
    one.isKept = true;
    // It may have come to its end while it was put down.
    if (!open.has(one.update.update_id)) await inbox.drop(one.update.update_id);
  }
}

/** The chat that an update comes from; undefined where it comes from none, or is malformed. */
export function chatIn(update: Update): number | undefined {
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.callback_query?.message;
  return message?.chat?.id ?? update.my_chat_member?.chat?.id;
}

/** What comes from no chat is the person's, or everybody's. */
const laneOf = (update: Update): string => String(chatIn(update) ?? update.callback_query?.from?.id ?? "");
