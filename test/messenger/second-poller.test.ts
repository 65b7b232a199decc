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
import { askedFor, isSameTrace, traceIn, traces } from "../../src/messenger/traces.ts";
import { watchUnderWay } from "../../src/messenger/under-way.ts";
import { UpdateQueue } from "../support/fake-api/update-queue.ts";
import { until } from "../support/until.ts";

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
      ask: (offset, timeout, trace) =>
        queue.poll({ offset, timeout, allowed_updates: askedFor(trace) }, leaving.signal).catch((error: unknown) => {
          throw error instanceof Refusal ? refused(error.code) : error;
        }),
      look: async () => traceIn(queue.info().allowed_updates),
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
    await until(() => expect(one.done).toEqual([1]));
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
    await until(() => expect(one.done).toEqual([1, ...ids]));
    expect(two.done).toEqual([]);
    await one.leave();
    const later = await write(10, 500);
    await until(() => expect(two.done).toEqual(later));
  });

  test("whoever works for a while on each is not taken for gone, when another begins in the middle of an evening", async () => {
    const one = await first(300);
    const ids: number[] = [];
    const evening = write(60, 4000).then((all) => void ids.push(...all));
    await sleep(500);
    const two = polls();
    await evening;
    await until(() => expect(one.done.toSorted((a, b) => a - b)).toEqual([1, ...ids]));
    expect(two.done).toEqual([]);
    expect(two.said[0]).toBe("another process polls with this BOT_TOKEN");
  });

  test("one that is alone works after a moment on what has waited", async () => {
    const begun = performance.now();
    says(1);
    const one = polls();
    await until(() => expect(one.done).toEqual([1]));
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test("one ends and another begins: it works after a moment", async () => {
    const one = await first();
    await one.leave();
    const begun = performance.now();
    const two = polls();
    const id = says(2);
    await until(() => expect(two.done).toEqual([id]));
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test("two that begin nearly at the same moment: one of them works, and each is worked on once", async () => {
    says(0);
    const one = polls();
    await sleep(600);
    const two = polls();
    const ids = await write(40, 5000);
    const both = () => [...one.done, ...two.done].toSorted((a, b) => a - b);
    await until(() => expect(both()).toEqual([1, ...ids]));
    expect([one.done.length, two.done.length]).toContain(0);
  });

  test("a second one that stays is said once by the first, not with each of its tries", async () => {
    const one = await first();
    polls();
    await sleep(8000);
    expect(one.said).toEqual(["another process polls with this BOT_TOKEN"]);
  });
});

describe("who is the first", () => {
  let now = 0;
  beforeEach(() => vi.spyOn(performance, "now").mockImplementation(() => now));
  afterEach(() => vi.restoreAllMocks());

  const watched = (said: string[] = []) => {
    const hears = (_: object, words: string) => void said.push(words.split(":")[0] ?? "");
    return watchConnection({ log: { info: hears, warn: hears, error: hears }, now: () => new Date(now) });
  };
  type Line = ReturnType<typeof watched>;

  /** Asks, and is answered after so long (ms). Out: its trace. */
  function asks(line: Line, waits: number, took = 0, comes = true): number | null {
    const trace = line.precedence.asks(waits);
    now += took;
    line.precedence.answered(!comes);
    line.heard();
    return trace;
  }

  /** Looks when it is time. In: what it finds. */
  function looks(line: Line, trace: number | null) {
    now += line.precedence.untilLook;
    line.precedence.looks();
    return line.looked(trace);
  }

  /** Looks until it knows. */
  function proves(line: Line, trace: number | null) {
    for (let at = 0; at < 20; at += 1) {
      const found = looks(line, trace);
      if (found !== "nobody yet") return found;
    }
    return "never";
  }

  /** One that is the first. */
  function first(said?: string[]): Line {
    const line = watched(said);
    expect(proves(line, asks(line, 1))).toBe("this one");
    return line;
  }

  test("what is there at once is left until nobody else has asked for more than a second, and it is looked three times", () => {
    const line = watched();
    const [begun, trace] = [now, asks(line, 1)];
    expect([1, 2, 3].map(() => looks(line, trace))).toEqual(["nobody yet", "nobody yet", "this one"]);
    expect(now - begun).toBeGreaterThanOrEqual(1200);
    expect(now - begun).toBeLessThanOrEqual(1703);
    expect(line.precedence.isFirst).toBe(true);
  });

  test("whoever has waited a second for what comes has proved as much of it", () => {
    const line = watched();
    const [begun, trace] = [now, asks(line, 1, 1000, false)];
    expect(proves(line, trace)).toBe("this one");
    expect(now - begun).toBeLessThanOrEqual(1703);
  });

  test("two that begin at the same moment do not prove it in the same time", () => {
    const waits = new Set(
      Array.from({ length: 20 }, () => {
        const begun = now;
        first();
        return now - begun;
      }),
    );
    expect(waits.size).toBeGreaterThan(10);
  });

  test("another one's trace ends the proof, and whoever came second gives way for longer each time", () => {
    const said: string[] = [];
    const line = watched(said);
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      asks(line, 1);
      now += 5000;
      return looks(line, 0);
    });
    expect(waits).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000]);
    expect(said[0]).toBe("another process polls with this BOT_TOKEN");
  });

  test("the first one stays it while its polls are answered in time, and asks again at once when another one polls", () => {
    const line = first();
    for (let at = 0; at < 20; at += 1) {
      asks(line, 0, 500);
      expect(line.precedence.isFirst).toBe(true);
    }
    line.precedence.asks(30);
    for (let at = 0; at < 100; at += 1) {
      now += 200;
      line.precedence.runs();
    }
    expect(line.failed(refused(409))).toBeLessThanOrEqual(300);
    expect(line.precedence.isFirst).toBe(true);
  });

  test("whoever was stopped is the first no more, whether a poll waited or not", () => {
    const [one, two] = [first(), first()];
    one.precedence.asks(30);
    asks(two, 0);
    now += 1200;
    one.precedence.runs();
    one.precedence.answered(false);
    for (const line of [one, two]) expect([line.precedence.isFirst, line.precedence.isInDoubt]).toEqual([false, true]);
    expect(looks(one, 0)).toBe(3000);
  });

  test("where the last trace of whoever was stopped is the newest, it is the first again at once", () => {
    const line = first();
    const trace = asks(line, 0);
    now += 60 * 60_000;
    expect(looks(line, trace)).toBe("this one");
    expect(line.precedence.isFirst).toBe(true);
  });

  test("so it is after an hour without the network, while its poll waited", () => {
    const line = first();
    const trace = line.precedence.asks(30);
    now += 200;
    line.precedence.runs();
    now += 60 * 60_000;
    line.failed(new Error("the network"));
    expect(looks(line, trace)).toBe("this one");
  });

  test("stopped just when it asked, it proves anew that nobody else is there, although its trace is the newest", () => {
    const line = first();
    const trace = line.precedence.asks(0);
    now += 5000;
    line.precedence.answered(false);
    expect(looks(line, trace)).toBe("nobody yet");
    expect(proves(line, trace)).toBe("this one");
  });

  test("the clock on the wall that jumps, as when the machine has slept, is a doubt as well", () => {
    let wall = 0;
    const hears = () => undefined;
    const log = { info: hears, warn: hears, error: hears };
    const line = watchConnection({ log, now: () => new Date(now + wall) });
    const trace = asks(line, 1);
    expect(proves(line, trace)).toBe("this one");
    wall += 5000;
    expect(line.precedence.isInDoubt).toBe(true);
    expect(looks(line, trace)).toBe("this one");
  });

  test("a messenger that shows no traces: whoever has asked undisturbed for so long is the first, and after a stop proves it anew", () => {
    const line = watched();
    asks(line, 1);
    expect(proves(line, null)).toBe("this one");
    now += 5000;
    expect(looks(line, null)).toBe("nobody yet");
  });

  test("disturbed twice in a moment nobody knows who is the first: a messenger that lets nobody poll is not asked for ever", () => {
    const line = first();
    let waits: number[] = [];
    for (let at = 0; at < 100; at += 1) {
      waits = [...waits.slice(-5), line.failed(refused(409))];
      now += waits.at(-1) ?? 0;
    }
    expect(waits.at(-1)).toBe(30_000);
  });

  test("another one that polled once is over after a minute", () => {
    const said: string[] = [];
    const line = first(said);
    line.failed(refused(409));
    asks(line, 0, 1);
    expect(line.state().trouble?.why).toBe("another poller");
    for (let at = 0; at < 31; at += 1) asks(line, 0, 1000);
    line.failed(refused(409));
    for (let at = 0; at < 61; at += 1) asks(line, 0, 1000);
    expect(line.state().trouble).toBeNull();
    expect(said).toEqual(["another process polls with this BOT_TOKEN", "the messenger is heard again"]);
  });
});

describe("what leaves a trace", () => {
  test("each of the traces is found again in what was asked for, beside what the bot works on", () => {
    for (let trace = 0; trace <= traces; trace += 97) {
      expect(traceIn(askedFor(trace))).toBe(trace);
      expect(askedFor(trace)).toEqual(expect.arrayContaining(askedFor(null)));
    }
    expect(traceIn(undefined)).toBeNull();
  });

  test("a messenger that does not know the newer kinds shows what it knows of it; that is the same trace", () => {
    const old = (kinds: readonly string[]) => kinds.filter((kind) => !/boost|paid|business/.test(kind));
    const left = 0b101_0110_0101_1010;
    expect(isSameTrace(traceIn(old(askedFor(left))), left)).toBe(true);
    expect(isSameTrace(traceIn(old(askedFor(left + 1))), left)).toBe(false);
    expect(isSameTrace(traceIn(askedFor(null)), left)).toBe(false);
  });
});
