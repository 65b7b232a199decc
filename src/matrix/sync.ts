import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { DeviceFile } from "../../db/file/device-file.ts";
import { openBatches } from "./batches.ts";
import { isText, type Sync } from "./events.ts";
import type { Hands } from "./hands.ts";
import { type From, newsOf, whatIsKnown } from "./reading.ts";
import { openRoomLanes, type ReadingHow } from "./room-lanes.ts";
import { MatrixRefusal } from "./server.ts";

const longPoll = 30_000;
const mostWaiting = 1000;
/** How often a server must say that it knows a token no more. */
const lostAfter = 3;

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
export function openSync(hands: Hands, file: Pick<DeviceFile, "syncToken" | "keepSyncToken">, how: ReadingHow) {
  const { closing } = how;
  const batches = openBatches(file, hands.now);
  const lanes = openRoomLanes(hands, how);
  let since: From | undefined;
  let under: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;
  let refused = 0;

  async function next(): Promise<void> {
    const from = since === undefined ? file.syncToken() : since;
    const sync = await asked(from);
    const news = await newsOf(hands, sync, from);
    const take = batches.begin(sync.next_batch, news.length);
    since = sync.next_batch;
    await lanes.read(news, take);
  }

  async function asked(from: From): Promise<Sync> {
    try {
      const sync = await syncFrom(hands, from);
      refused = 0;
      return sync;
    } catch (error) {
      refused = isToken(from) && isUnknown(error) ? refused + 1 : 0;
      if (refused >= lostAfter) {
        since = whatIsKnown;
        hands.warn({}, setBack);
      }
      throw error;
    }
  }

  function begin(): void {
    if (under !== null || batches.count() >= mostWaiting || closing.aborted) return;
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
      batches.confirm(offset);
      begin();
      if (batches.count() === 0 && under !== null && ms > 0)
        await settled(Promise.race([under, batches.more()]), ms, signal);
      batches.confirm(offset);
      if (batches.count() === 0 && failure !== null) {
        const { error } = failure;
        failure = null;
        throw error;
      }
      return batches.handOut(most);
    },

    /** Settles when nothing is read any more. */
    async idle(): Promise<void> {
      await under;
      await lanes.idle();
    },
  };
}

const setBack = "the Matrix server does not know any more how far the bot has read: it reads on as far as it can";
const isToken = (from: From): from is string => typeof from === "string";

async function syncFrom({ server }: Hands, from: From): Promise<Sync> {
  const query = new URLSearchParams({ filter: filterFor(from === null ? 1 : 50) });
  query.set("timeout", String(isToken(from) ? longPoll : 0));
  if (isToken(from)) query.set("since", from);
  const limits = { once: true, limit: longPoll + 60_000 };
  const sync = await server.call<Sync>("GET", `/_matrix/client/v3/sync?${query}`, undefined, limits);
  if (!isText(sync.next_batch)) throw new MatrixRefusal(502, {});
  return sync;
}

/** Whether the server has no idea what a token means: it was set back to an older state. */
const isUnknown = (error: unknown) =>
  error instanceof MatrixRefusal && error.status === 400 && isText(error.body.errcode);

async function settled(work: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const timer = new AbortController();
  const gone = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
  const late = sleep(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, late, ...(signal ? [gone] : [])]);
  timer.abort();
}
