import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { DeviceFile } from "../../db/file/device-file.ts";
import { isText, type Sync } from "./events.ts";
import type { Hands } from "./hands.ts";
import { type From, newsOf } from "./reading.ts";
import { longestReading, openRoomLanes, type ReadingHow } from "./room-lanes.ts";
import { MatrixRefusal } from "./server.ts";

/** What one sync has brought, until all of it is done. */
interface Batch {
  token: string;
  since: number;
  /** Of how many rooms it is still being read. */
  unread: number;
  /** Its updates that are not done. */
  open: Set<number>;
}

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
  const [handedOut, batches] = [new Set<number>(), [] as Batch[]];
  let waiting: Update[] = [];
  let since: From | undefined;
  let under: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;
  let [refused, came] = [0, Promise.withResolvers<void>()];
  const lanes = openRoomLanes(hands, how);

  function confirm(offset: number): void {
    // What was read late may have a lower id than what is confirmed, and has yet to be handed out.
    const isDone = ({ update_id: id }: Update) => id < offset && handedOut.has(id);
    for (const { update_id: id } of waiting.filter(isDone)) {
      handedOut.delete(id);
      for (const { open } of batches) open.delete(id);
    }
    waiting = waiting.filter(({ update_id: id }) => batches.some(({ open }) => open.has(id)));
    let done: string | null = null;
    while (batches[0] && batches[0].open.size === 0 && (batches[0].unread === 0 || isGivenUp(batches[0])))
      done = batches.shift()?.token ?? null;
    if (done !== null) file.keepSyncToken(done);
  }

  /** Later than that nobody would know any more what was done already. */
  const isGivenUp = ({ since: at }: Batch) => hands.now().getTime() - at > longestReading;

  function take(batch: Batch, updates: readonly Update[]): void {
    batch.unread -= 1;
    if (!batches.includes(batch)) return;
    for (const { update_id: id } of updates) batch.open.add(id);
    waiting = [...waiting, ...updates].toSorted((one, other) => one.update_id - other.update_id);
    came.resolve();
    came = Promise.withResolvers();
  }

  async function next(): Promise<void> {
    const from = since === undefined ? file.syncToken() : since;
    const sync = await asked(from);
    const news = await newsOf(hands, sync, from);
    const batch: Batch = {
      token: sync.next_batch,
      since: hands.now().getTime(),
      unread: news.length,
      open: new Set(),
    };
    batches.push(batch);
    since = sync.next_batch;
    await lanes.read(news, (updates) => take(batch, updates));
  }

  async function asked(from: From): Promise<Sync> {
    const isToken = from !== null && from !== "what is known";
    const query = new URLSearchParams({ filter: filterFor(from === null ? 1 : 50) });
    query.set("timeout", String(isToken ? longPoll : 0));
    if (isToken) query.set("since", from);
    try {
      const limits = { once: true, limit: longPoll + 60_000 };
      const sync = await hands.server.call<Sync>("GET", `/_matrix/client/v3/sync?${query}`, undefined, limits);
      if (!isText(sync.next_batch)) throw new MatrixRefusal(502, {});
      refused = 0;
      return sync;
    } catch (error) {
      refused = isToken && isUnknown(error) ? refused + 1 : 0;
      if (refused >= lostAfter) {
        since = "what is known";
        hands.warn(
          {},
          "the Matrix server does not know any more how far the bot has read: it reads on as far as it can",
        );
      }
      throw error;
    }
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
      if (waiting.length === 0 && under !== null && ms > 0)
        await settled(Promise.race([under, came.promise]), ms, signal);
      confirm(offset);
      if (waiting.length === 0 && failure !== null) {
        const { error } = failure;
        failure = null;
        throw error;
      }
      const out = waiting.slice(0, most);
      for (const { update_id: id } of out) handedOut.add(id);
      return out;
    },

    /** Settles when nothing is read any more. */
    async idle(): Promise<void> {
      await under;
      await lanes.idle();
    },
  };
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
