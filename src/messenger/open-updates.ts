import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { Inbox } from "../../db/messenger/inbox.ts";
import type { Lanes } from "./lanes.ts";
import type { Suspects } from "./suspects.ts";
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

interface Open {
  update: Update;
  lane: string;
  /** When it was begun (ms of this process), or null while it waits. */
  begun: number | null;
  /** It is in the database, and the messenger's no more. */
  isKept: boolean;
}

const second = 1000;
const aloneMs = 3000;
/** A lane that needs longer than that for one update is held up. */
const heldUpMs = 3000;
/** So many of a chat wait for their turn: no single one fills the database. */
const mostOfLane = 300;

/** The updates that have come and are not done, each in its lane. */
export function openUpdates(working: Working) {
  const { inbox, lanes, underWay, leaving } = working;
  const open = new Map<number, Open>();
  const done = new Set<number>();
  const perLane = new Map<string, number>();
  const turns = openTurns();
  let moved = Promise.withResolvers<void>();

  function begin(one: Open): void {
    open.set(one.update.update_id, one);
    perLane.set(one.lane, (perLane.get(one.lane) ?? 0) + 1);
  }

  function finish({ update, lane }: Open): void {
    const [id, left] = [update.update_id, (perLane.get(lane) ?? 1) - 1];
    open.delete(id);
    done.add(id);
    if (left > 0) perLane.set(lane, left);
    else perLane.delete(lane);
    moved.resolve();
  }

  function take(update: Update, isSuspect: boolean, isKept: boolean): void {
    const id = update.update_id;
    const one: Open = { update, lane: laneOf(update), begun: null, isKept };
    const isTooMany = !isKept && (perLane.get(one.lane) ?? 0) >= mostOfLane;
    begin(one);
    // Of a chat that has sent more than anybody reads, what is new goes, whatever becomes of the rest.
    if (isTooMany) return void untilDone(working, () => working.putAway(update)).then(() => finish(one));
    underWay.came(id, one.lane);
    const came = performance.now();
    const acts = async (act: Working["work"]) => {
      one.begun ??= performance.now();
      await untilDone(working, () => act(update));
      if (leaving.aborted) return;
      finish(one);
      underWay.done(id);
      working.finished?.(performance.now() - came);
      if (one.isKept) await untilDone(working, () => inbox.drop(id));
    };
    const work = () => acts(working.work);
    if (isSuspect) turns.put(one.lane, () => tried(working, one, acts));
    else if (!turns.has(one.lane)) lanes.put(one.lane, work);
    else turns.put(one.lane, () => new Promise((resolve) => lanes.put(one.lane, () => work().finally(resolve))));
  }

  return {
    take,
    keepHeldUp: () => keepHeldUp(inbox, open),
    isKnown: (id: number): boolean => open.has(id) || done.has(id),

    /** The ids that are the messenger's still. */
    withMessenger: (): number[] =>
      [...open.values()].filter(({ isKept }) => !isKept).map(({ update }) => update.update_id),

    /** What is done before this id does not come again. */
    forgetBefore(offset: number): void {
      for (const id of done) if (id < offset) done.delete(id);
    },

    /** Out: settles when the next one is done. */
    nextDone(): Promise<void> {
      moved = Promise.withResolvers();
      return moved.promise;
    },
  };
}

/** Lanes in which something is a suspect: what stands behind it waits until it is done. */
function openTurns() {
  const last = new Map<string, Promise<void>>();
  return {
    has: (lane: string): boolean => last.has(lane),

    put(lane: string, turn: () => Promise<void>): void {
      const mine = (last.get(lane) ?? Promise.resolve())
        .then(turn)
        .catch(() => undefined)
        .finally(() => last.get(lane) === mine && last.delete(lane));
      last.set(lane, mine);
    },
  };
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

/** Of the lane that is held up with the most waiting in it, all. */
async function keepHeldUp(inbox: Inbox, open: ReadonlyMap<number, Open>): Promise<void> {
  const kept = fullestHeldUp([...open.values()]);
  // While nothing is held up, another process that holds the database holds up nobody.
  if (kept.length === 0) return;
  await inbox.keep(kept.map(({ update }) => ({ id: update.update_id, update: JSON.stringify(update) })));
  for (const one of kept) {
    one.isKept = true;
    // It may have come to its end while it was put down.
    if (!open.has(one.update.update_id)) await inbox.drop(one.update.update_id);
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
