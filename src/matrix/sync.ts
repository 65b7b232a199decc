import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { DeviceFile } from "../../db/file/device-file.ts";
import type { Sync } from "./events.ts";
import type { Hands } from "./hands.ts";
import { read } from "./reading.ts";

/** What one sync has brought, until all of it is done. */
interface Batch {
  token: string;
  /** The highest id of its updates. */
  last: number;
}

const longPoll = 30_000;
const mostWaiting = 1000;

const nothingElse = { not_types: ["*"] };
const filterFor = (limit: number) =>
  JSON.stringify({
    ...{ presence: nothingElse, account_data: nothingElse },
    room: { timeline: { limit }, ephemeral: nothingElse, account_data: nothingElse },
  });

/**
 * The updates of a Matrix server, polled as those of the Bot API. What is confirmed is done: the token moves only past
 * a sync of which every update is. After a death the same sync comes again, and its updates are the same.
 */
export function openSync(hands: Hands, file: Pick<DeviceFile, "syncToken" | "keepSyncToken">, closing: AbortSignal) {
  const waiting: Update[] = [];
  const batches: Batch[] = [];
  let since: string | null | undefined;
  let under: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;

  function confirm(offset: number): void {
    while (waiting[0] && waiting[0].update_id < offset) waiting.shift();
    let done: string | null = null;
    while (batches[0] && batches[0].last < offset) done = batches.shift()?.token ?? null;
    if (done !== null) file.keepSyncToken(done);
  }

  async function next(): Promise<void> {
    const from = since === undefined ? file.syncToken() : since;
    const query = new URLSearchParams({ filter: filterFor(from === null ? 1 : 50) });
    query.set("timeout", String(from === null ? 0 : longPoll));
    if (from !== null) query.set("since", from);
    const path = `/_matrix/client/v3/sync?${query}`;
    const sync = await hands.server.call<Sync>("GET", path, undefined, { once: true, limit: longPoll + 60_000 });
    const updates = await read(hands, sync, from);
    waiting.push(...updates);
    batches.push({ token: sync.next_batch, last: Math.max(...updates.map(({ update_id: id }) => id), -1) });
    since = sync.next_batch;
  }

  function begin(): void {
    if (under !== null || waiting.length >= mostWaiting || closing.aborted) return;
    under = next()
      .catch((error: unknown) => void (failure = { error }))
      .finally(() => (under = null));
  }

  return {
    /**
     * What has come from this id on, at once where something has; else it waits. In: how many at most; how long (ms).
     * Errors: what went wrong with the last sync.
     */
    async updates(offset: number, most: number, ms: number, signal: AbortSignal | undefined): Promise<Update[]> {
      confirm(offset);
      begin();
      if (waiting.length === 0 && under !== null && ms > 0) await settled(under, ms, signal);
      confirm(offset);
      if (waiting.length === 0 && failure !== null) {
        const { error } = failure;
        failure = null;
        throw error;
      }
      return waiting.slice(0, most);
    },

    /** Settles when nothing is read any more. */
    idle: async (): Promise<void> => void (await under),
  };
}

async function settled(work: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const timer = new AbortController();
  const gone = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
  const late = sleep(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, late, ...(signal ? [gone] : [])]);
  timer.abort();
}
