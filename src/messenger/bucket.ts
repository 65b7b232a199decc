import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets so many a second pass, a quarter of them at once after a rest; first come, first served. Whoever waits for an
 * answer before asking again is so in nobody's way.
 * In: how many a second; the clock (ms) and how to wait; who ends the waiting. Out: settles when it is one's turn.
 */
export function openBucket(
  perSecond: number,
  closing: AbortSignal,
  clock: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { signal: closing }),
): () => Promise<unknown> {
  const [apart, rest] = [1000 / perSecond, 250];
  let last = -Infinity;
  return async () => {
    const now = clock();
    last = Math.max(last, now - rest) + apart;
    if (last > now) await wait(last - now);
  };
}
