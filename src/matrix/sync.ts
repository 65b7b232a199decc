import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { DeviceFile } from "../../db/file/device-file.ts";
import { Refusal } from "../bot-api/refusal.ts";
import { openBatches } from "./batches.ts";
import type { Hands } from "./hands.ts";
import { openReaders } from "./readers.ts";
import { openSyncing, type SyncHow } from "./syncing.ts";

/** So often (ms) it is looked whether somebody else reads, while nothing is listened to. */
const looksEvery = 500;

/**
 * The updates of a Matrix server, polled as those of the Bot API. What is confirmed is done: the token moves only past
 * a sync of which every update is. After a death the same sync comes again, and its updates are the same. Whoever is
 * not the first of those who read with the account reads nothing; whoever becomes it after another does what that one
 * has left: of what stood before that one's last answer in a room, nothing.
 */
export function openSync(
  hands: Hands,
  file: Pick<DeviceFile, "syncToken" | "keepSyncToken" | "reader" | "keepReader">,
  how: SyncHow,
) {
  const readers = openReaders(hands, file);
  const keepSyncToken = (token: string) => {
    file.keepSyncToken(token);
    readers.hasCaughtUp();
  };
  const batches = openBatches({ keepSyncToken }, hands.now);
  const syncing = openSyncing(hands, file, { ...how, batches, readers });

  /** Whether it reads: it has left its note, and nobody else is the first. */
  async function reads(mayRead: () => boolean): Promise<boolean> {
    await readers.asks(mayRead());
    if (!mayRead()) return false;
    if (await readers.works()) await syncing.beginsBehind();
    return true;
  }

  /** Errors: of the Bot API where somebody else has asked; of calls. */
  async function unlessDisturbed(): Promise<void> {
    if (how.mayRead() !== null && (await syncing.wasDisturbed()))
      throw new Refusal(409, "Conflict: terminated by other getUpdates request");
  }

  async function waits(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; batches.count() === 0 && left > 0 && !signal?.aborted; left = until - performance.now()) {
      const under = syncing.under();
      if (under === null) return;
      const atOnce = syncing.isSure() ? left : Math.min(left, looksEvery);
      await settled(Promise.race([under, batches.more()]), atOnce, signal);
      if (signal?.aborted) return;
      await unlessDisturbed();
    }
  }

  return {
    /**
     * What has come from this id on, at once where something has; else it waits. In: how many at most; how long (ms).
     * Errors: what went wrong with the last sync.
     */
    async updates(offset: number, most: number, ms: number, signal: AbortSignal | undefined): Promise<Update[]> {
      const mayRead = how.mayRead();
      batches.confirm(offset);
      if (mayRead !== null && !(await reads(mayRead))) return [];
      syncing.begin();
      await waits(ms, signal);
      await unlessDisturbed();
      batches.confirm(offset);
      const failure = batches.count() === 0 ? syncing.failure() : null;
      if (failure) throw failure.error;
      return batches.handOut(most);
    },

    /** Whether nobody else has asked since this one did; null where the server does not show it. */
    isNewest: readers.looks,

    idle: syncing.idle,
  };
}

async function settled(work: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const timer = new AbortController();
  const gone = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
  const late = sleep(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, late, ...(signal ? [gone] : [])]);
  timer.abort();
}
