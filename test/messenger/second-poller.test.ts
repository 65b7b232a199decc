import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { openInbox } from "../../db/messenger/inbox.ts";
import { Refusal } from "../../src/bot-api/refusal.ts";
import { watchConnection } from "../../src/messenger/connection.ts";
import { openLanes } from "../../src/messenger/lanes.ts";
import { pollUpdates } from "../../src/messenger/polling.ts";
import { openSuspects } from "../../src/messenger/suspects.ts";
import { watchUnderWay } from "../../src/messenger/under-way.ts";
import { UpdateQueue } from "../support/fake-api/update-queue.ts";

const refused = (code: number) =>
  new GrammyError("Call failed", { ok: false, error_code: code, description: "x", parameters: {} }, "getUpdates", {});

describe("two processes with a database each and one token", () => {
  let queue: UpdateQueue;
  let lastId: number;
  let open: { leave: () => Promise<void> }[];
  beforeEach(() => {
    queue = new UpdateQueue(() => 0.5);
    [lastId, open] = [0, []];
  });
  afterEach(async () => void (await Promise.all(open.map((one) => one.leave()))));

  function says(chat: number): number {
    lastId += 1;
    const from = { id: chat, is_bot: false, first_name: "Nadja" };
    const message = { message_id: lastId, date: 0, text: "x", from, chat: { id: chat, type: "private" } };
    queue.put({ update_id: lastId, message } as Update);
    return lastId;
  }

  /** One that polls, and works on each for so long (ms). */
  function polls(ms = 5) {
    const inbox = openInbox(openDatabase(":memory:"));
    const [done, said]: [number[], string[]] = [[], []];
    const leaving = new AbortController();
    const hears = (_: object, words: string) => void said.push(words.split(":")[0] ?? "");
    const now = () => new Date();
    const ended = pollUpdates({
      ask: (offset, timeout) =>
        queue.poll({ offset, timeout }, leaving.signal).catch((error: unknown) => {
          throw error instanceof Refusal ? refused(error.code) : error;
        }),
      ...{ inbox, hasDied: false, lanes: openLanes(100), underWay: watchUnderWay(now), leaving: leaving.signal },
      connection: watchConnection({ log: { info: hears, warn: hears, error: hears }, now }),
      suspects: openSuspects(inbox, now),
      work: async ({ update_id: id }) => (await sleep(ms), void done.push(id)),
      isDone: async () => false,
      putAside: async () => undefined,
      putAway: async () => undefined,
      pause: (wait) => sleep(wait, undefined, { signal: leaving.signal }),
    });
    const one = { done, said, leave: async () => (leaving.abort(), await ended) };
    open.push(one);
    return one;
  }

  /** One that has been alone for long enough. */
  async function first(ms?: number) {
    const one = polls(ms);
    says(1);
    await vi.waitFor(() => expect(one.done).toEqual([1]), { timeout: 3000 });
    return one;
  }

  /** So many parents write, one after the other, over so long (ms). */
  async function write(count: number, over: number): Promise<number[]> {
    const ids: number[] = [];
    for (let at = 0; at < count; at += 1) {
      ids.push(says(at));
      await sleep(over / count);
    }
    return ids;
  }

  test("while the first lives the second works on nothing, and nobody waits; when it is gone, on everything", async () => {
    const one = await first();
    const two = polls();
    const ids = await write(90, 4000);
    await vi.waitFor(() => expect(one.done).toEqual([1, ...ids]), { timeout: 2000 });
    expect(two.done).toEqual([]);
    await one.leave();
    const later = await write(10, 500);
    await vi.waitFor(() => expect(two.done).toEqual(later), { timeout: 15_000 });
  }, 40_000);

  test("whoever works for a while on each is not taken for gone, when another begins in the middle of an evening", async () => {
    const one = await first(300);
    const ids: number[] = [];
    const evening = write(60, 4000).then((all) => void ids.push(...all));
    await sleep(500);
    const two = polls();
    await evening;
    await vi.waitFor(() => expect(one.done.toSorted((a, b) => a - b)).toEqual([1, ...ids]), { timeout: 10_000 });
    expect(two.done).toEqual([]);
    expect(two.said[0]).toBe("another process polls with this BOT_TOKEN");
  }, 40_000);

  test("one that is alone works after a second on what has waited", async () => {
    const begun = performance.now();
    says(1);
    const one = polls();
    await vi.waitFor(() => expect(one.done).toEqual([1]), { timeout: 3000 });
    expect(performance.now() - begun).toBeLessThan(1900);
  });

  test("one ends and another begins: it works after a second", async () => {
    const one = await first();
    await one.leave();
    const begun = performance.now();
    const two = polls();
    const id = says(2);
    await vi.waitFor(() => expect(two.done).toEqual([id]), { timeout: 3000 });
    expect(performance.now() - begun).toBeLessThan(1900);
  });

  test("two that begin nearly at the same moment: one of them works, and each is worked on once", async () => {
    says(0);
    const one = polls();
    await sleep(600);
    const two = polls();
    const ids = await write(40, 5000);
    const both = () => [...one.done, ...two.done].toSorted((a, b) => a - b);
    await vi.waitFor(() => expect(both()).toEqual([1, ...ids]), { timeout: 10_000 });
    expect([one.done.length, two.done.length]).toContain(0);
  }, 30_000);

  test("a second one that stays is said once by the first, not with each of its tries", async () => {
    const one = await first();
    polls();
    await sleep(8000);
    expect(one.said).toEqual(["another process polls with this BOT_TOKEN"]);
  }, 30_000);
});

describe("who is the first", () => {
  let now = Date.parse("2026-11-28T12:00:00Z");
  const watched = (said: string[] = []) => {
    const hears = (_: object, words: string) => void said.push(words.split(":")[0] ?? "");
    return watchConnection({ log: { info: hears, warn: hears, error: hears }, now: () => new Date(now) });
  };
  const hears = (line: ReturnType<typeof watched>, ids: number[], waited: number) => {
    line.heard();
    return line.heldBack(ids, waited);
  };

  test("whoever has waited a second undisturbed takes what comes, and tries again at once when another one polls", () => {
    const line = watched();
    expect(hears(line, [7], 1000)).toBe(0);
    expect(line.failed(refused(409))).toBeLessThanOrEqual(300);
    expect(hears(line, [8], 0)).toBe(0);
  });

  test("what is there at once is left for a second, and taken where it is there still", () => {
    const line = watched();
    expect(hears(line, [7], 5)).toBeGreaterThanOrEqual(800);
    expect(hears(line, [7, 8], 5)).toBe(0);
  });

  test("two that begin at the same moment do not ask again at the same moment", () => {
    const waits = new Set(Array.from({ length: 20 }, () => hears(watched(), [7], 5)));
    expect(waits.size).toBeGreaterThan(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1500);
  });

  test("what was left and is gone was taken by another one: that is as good as its poll", () => {
    const said: string[] = [];
    const line = watched(said);
    expect(hears(line, [7, 8], 5)).toBeGreaterThanOrEqual(800);
    expect(hears(line, [8], 5)).toBeGreaterThanOrEqual(3000);
    expect(said).toEqual(["another process polls with this BOT_TOKEN"]);
    expect(hears(line, [8], 5)).toBeGreaterThanOrEqual(800);
  });

  test("a refusal in between begins it anew, and whoever came second gives way for longer each time", () => {
    const line = watched();
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      expect(hears(line, [7], 5)).toBeGreaterThanOrEqual(800);
      now += 60_000;
      return line.failed(refused(409));
    });
    expect(waits).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000]);
  });

  test("who was away for long is not the first any more", () => {
    const line = watched();
    hears(line, [], 1000);
    now += 60 * 60_000;
    expect(hears(line, [7], 5)).toBeGreaterThanOrEqual(800);
  });

  test("where both were alone for a second, the one that was so for long goes on, and the other gives way", () => {
    const older = watched();
    hears(older, [], 1000);
    now += 90_000;
    older.heard();
    const newer = watched();
    hears(newer, [], 1000);
    for (let at = 0; at < 8; at += 1) {
      now += 300;
      older.failed(refused(409));
      now += 300;
      newer.failed(refused(409));
    }
    expect([older.isFirst(), newer.isFirst()]).toEqual([true, false]);
  });

  test("a messenger that never lets anybody poll is not asked three times a second for ever", () => {
    const line = watched();
    hears(line, [], 1000);
    let waits: number[] = [];
    for (let at = 0; at < 100; at += 1) {
      waits = [...waits.slice(-5), line.failed(refused(409))];
      now += waits.at(-1) ?? 0;
    }
    expect(waits.at(-1)).toBe(30_000);
  });

  test("another one that polled once is over after a minute", () => {
    const said: string[] = [];
    const line = watched(said);
    hears(line, [], 1000);
    line.failed(refused(409));
    hears(line, [], 1);
    expect(line.state().trouble?.why).toBe("another poller");
    now += 30_000;
    line.failed(refused(409));
    now += 61_000;
    hears(line, [], 30_000);
    expect(line.state().trouble).toBeNull();
    expect(said).toEqual(["another process polls with this BOT_TOKEN", "the messenger is heard again"]);
  });
});
