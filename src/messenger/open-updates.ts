import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { Inbox } from "../../db/messenger/inbox.ts";
import { keepHeldUp, type Open } from "./held-up.ts";
import { openList } from "./open-list.ts";
import type { Lanes } from "./lanes.ts";
import type { Suspects } from "./suspects.ts";
import { openTurns } from "./turns.ts";
import type { watchUnderWay } from "./under-way.ts";

/** What is done with updates. */
export interface Working {
  inbox: Inbox;
  suspects: Suspects;
  lanes: Lanes;
  underWay: ReturnType<typeof watchUnderWay>;
  work: (update: Update) => Promise<void>;
  /** Whether one has had its effect. */
  isDone: (id: number) => Promise<boolean>;
  /** Puts one aside with which the process has died again and again. */
  putAside: (update: Update) => Promise<void>;
  /** Puts one away for which there is no room: its chat is held up, and has sent too much. */
  putAway: (update: Update) => Promise<void>;
  /** Hears how long (ms) one was under way from its coming until it was done. */
  finished?: (ms: number) => void;
  pause: (ms: number) => Promise<unknown>;
  leaving: AbortSignal;
}

const second = 1000;
const aloneMs = 3000;
/** So many of a chat wait for their turn: no single one fills the database. */
const mostOfLane = 300;

/**
 * The updates that have come and are not done, each in its lane. In: whether this process is the first of those that
 * poll; where it is not, what is not begun is left to whoever is.
 */
export function openUpdates(working: Working, isFirst: () => boolean) {
  const { inbox, lanes, underWay, leaving } = working;
  const [all, turns] = [openList(underWay), openTurns()];
  const { open } = all;

  /** Whoever was stopped between taking it and its turn may be the first no more. */
  function mayBegin(one: Open): boolean {
    if (!one.isKept && !isFirst()) all.letGo();
    return open.get(one.update.update_id) === one;
  }

  function take(update: Update, mayBeSuspect: boolean, isKept: boolean): void {
    const id = update.update_id;
    const isSuspect = all.wasSuspect(id) || mayBeSuspect;
    const one: Open = { update, lane: laneOf(update), begun: null, isWorkedOn: false, isSuspect, isKept };
    const isTooMany = !isKept && all.inLane(one.lane) >= mostOfLane;
    all.put(one);
    // Of a chat that has sent more than anybody reads, what is new goes, whatever becomes of the rest.
    if (isTooMany) {
      one.isWorkedOn = true;
      return void untilDone(working, () => working.putAway(update)).then(() => all.finish(one));
    }
    underWay.came(id, one.lane);
    const came = performance.now();
    const acts = async (act: Working["work"]) => {
      if (!mayBegin(one)) return;
      [one.begun, one.isWorkedOn] = [one.begun ?? performance.now(), true];
      await untilDone(working, () => act(update));
      if (leaving.aborted) return;
      all.finish(one);
      underWay.done(id);
      working.finished?.(performance.now() - came);
      if (one.isKept) await untilDone(working, () => inbox.drop(id));
    };
    const work = () => acts(working.work);
    if (isSuspect) turns.put(one.lane, () => tried(working, one, acts));
    else if (!turns.has(one.lane)) lanes.put(one.lane, work);
    else turns.put(one.lane, () => new Promise((resolve) => lanes.put(one.lane, () => work().finally(resolve))));
  }

  return { ...all, take, keepHeldUp: () => keepHeldUp(inbox, open) };
}

/**
 * Tries alone what the process may have died of, when it is time, or puts it aside. In: how it is done.
 * Out: settles when it is done; alone it is for a moment only: whatever ends the process after that, it was not this.
 */
async function tried(working: Working, one: Open, acts: (act: Working["work"]) => Promise<void>): Promise<void> {
  const { suspects, lanes, isDone, work, putAside, pause, leaving } = working;
  const id = one.update.update_id;
  one.begun = performance.now();
  let wait: number | null = 0;
  await untilDone(working, async () => void (wait = (await isDone(id)) ? 0 : await suspects.waitBefore(id)));
  if (wait === null) return await acts(putAside);
  if (wait > 0) await pause(wait).catch(() => undefined);
  if (leaving.aborted) return;
  await new Promise<void>((resolve) => {
    lanes.putAlone(async () => {
      const begun = untilDone(working, () => suspects.begin(id));
      const worked = begun.then(() => acts(work)).finally(resolve);
      await Promise.race([worked, sleep(aloneMs, undefined, { ref: false })]);
      await begun.then(() => suspects.clear(id));
    });
  });
}

/** Tries it until it is done, or the bot leaves: the database may not take it now. */
async function untilDone({ leaving, pause }: Working, attempt: () => Promise<void>): Promise<void> {
  while (!leaving.aborted)
    try {
      return await attempt();
    } catch {
      await pause(second).catch(() => undefined);
    }
}

/** The chat that an update comes from; undefined where it comes from none, or is malformed. */
export function chatIn(update: Update): number | undefined {
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.callback_query?.message;
  return message?.chat?.id ?? update.my_chat_member?.chat?.id;
}

/** What comes from no chat is the person's, or everybody's. */
const laneOf = (update: Update): string => String(chatIn(update) ?? update.callback_query?.from?.id ?? "");
