import { setTimeout as sleep } from "node:timers/promises";
import { oneOf } from "../support/chance.ts";
import type { Call, Messenger } from "./messenger.ts";

/** When a process dies: some time after it was begun, while it begins, or at a call. */
export const moments = ["at some time", "while starting", "before", "after", "answered"] as const;
export type Moment = (typeof moments)[number];

/** How long (ms) at most a life is left alone, and how long a call is waited for at which it is to end. */
export interface Waits {
  alone: number;
  forCall: number;
}
export const usualWaits: Waits = { alone: 4000, forCall: 8000 };

/** A life that is to end: how, and when it was on the line (it may die before). */
export interface Doomed {
  kill: () => void;
  onTheLine: Promise<unknown>;
}

/**
 * Waits for a moment and kills there; but for those that die while starting, each life is on the line before.
 * Out: what it was. Where the call that was waited for does not come, it is "at some time".
 */
export async function killAt(
  messenger: Messenger,
  moment: Moment,
  chance: () => number,
  { kill, onTheLine }: Doomed,
  waits = usualWaits,
): Promise<Moment> {
  if (moment === "while starting") await sleep(1500 * chance());
  else await onTheLine;
  if (moment === "at some time") await sleep(waits.alone * chance());
  if (moment === "at some time" || moment === "while starting") {
    kill();
    return moment;
  }
  const method = oneOf(messenger.aimedAt, chance);
  let countdown = 1 + Math.floor(12 * chance());
  const isIt = (seen: Call) => seen.moment === moment && (method === null || seen.method === method);
  const struck = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), waits.forCall);
    messenger.watch((seen) => {
      if (!isIt(seen) || (countdown -= 1) > 0) return false;
      messenger.watch(() => false);
      clearTimeout(timer);
      kill();
      resolve(true);
      return moment !== "answered";
    });
  });
  messenger.watch(() => false);
  if (struck) return moment;
  kill();
  return "at some time";
}
