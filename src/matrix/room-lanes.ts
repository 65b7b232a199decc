import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { Hands } from "./hands.ts";
import type { RoomNews } from "./reading.ts";
import { MatrixRefusal } from "./server.ts";

export interface ReadingHow {
  closing: AbortSignal;
  /** Waits so many ms between tries; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
}

/** So long (ms) all the others wait for rooms that are read slowly. */
const patience = 1000;
const longestPause = 60_000;
/** A room that cannot be read for so long (ms) is given up, and holds up no more what is known as done. */
export const longestReading = 24 * 60 * 60 * 1000;

/** Reads what is new in each room behind what was new there before; one that the server holds up holds up no other. */
export function openRoomLanes(hands: Hands, { closing, pause = waiting }: ReadingHow) {
  const lanes = new Map<string, Promise<void>>();

  async function untilRead({ read }: RoomNews): Promise<Update[]> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await read();
      } catch (error) {
        closing.throwIfAborted();
        const isNo = error instanceof MatrixRefusal && [400, 403, 404].includes(error.status);
        if (isNo || attempt === 1) hands.warn({ why: nameOf(error) }, isNo ? "a room was not shown" : "a room waits");
        if (isNo) return [];
        await pause(Math.min(250 * 2 ** attempt, longestPause), closing);
      }
  }

  function begin(news: RoomNews, take: (updates: Update[]) => void): Promise<void> {
    const before = lanes.get(news.roomId);
    const lane = (before ?? Promise.resolve())
      .then(async () => take(await untilRead(news)))
      // Where the line ends it is read again by the next one.
      .catch(() => undefined)
      .finally(() => lanes.get(news.roomId) === lane && lanes.delete(news.roomId));
    lanes.set(news.roomId, lane);
    return before ? Promise.resolve() : lane;
  }

  return {
    /** Settles when all is read, or those who are read slowly have been waited for. In: who hears of each room. */
    async read(all: readonly RoomNews[], take: (updates: Update[]) => void): Promise<void> {
      const timer = new AbortController();
      const late = sleep(patience, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
      for (const news of all) await Promise.race([begin(news, take), late]);
      timer.abort();
    },

    /** Settles when nothing is read any more. */
    idle: async (): Promise<void> => void (await Promise.all(lanes.values())),
  };
}

const nameOf = (error: unknown) =>
  error instanceof MatrixRefusal ? error.message : error instanceof Error ? error.name : "unknown";
const waiting = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
