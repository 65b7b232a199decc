import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError, HttpError } from "grammy";
import type { Update } from "grammy/types";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { type Inbox, openInbox } from "../../db/messenger/inbox.ts";
import { watchConnection } from "../../src/messenger/connection.ts";
import { openLanes } from "../../src/messenger/lanes.ts";
import { pollUpdates } from "../../src/messenger/polling.ts";
import { openSuspects, type Suspects } from "../../src/messenger/suspects.ts";
import { watchUnderWay } from "../../src/messenger/under-way.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { until } from "../support/until.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A messenger that gives what is not confirmed, a hundred at most, as the Bot API says. */
class Messenger {
  readonly queue: Update[] = [];
  asked: number[] = [];
  says(chat: number, id: number): void {
    const from = { id: chat, is_bot: false, first_name: "Nadja" };
    const message = { message_id: id, date: 0, text: "x", from, chat: { id: chat, type: "private", first_name: "N" } };
    this.queue.push({ update_id: id, message } as Update);
  }
  ask = async (offset: number, seconds: number): Promise<Update[]> => {
    this.asked.push(offset);
    while (this.queue[0] && this.queue[0].update_id < offset) this.queue.shift();
    for (let waited = 0; this.queue.length === 0 && waited < seconds; waited += 1) await sleep(1);
    return this.queue.slice(0, 100);
  };
}

let messenger: Messenger;
let inbox: Inbox;
beforeEach(() => {
  messenger = new Messenger();
  inbox = openInbox(freshDatabase());
});

/** Polls until it is told to leave. What is worked on hears who is tried alone; a suspect waits as long as it says. */
function polls(
  work: (update: Update, suspects: Suspects) => Promise<void>,
  more: { hasDied?: boolean; waits?: number[] } = {},
) {
  const leaving = new AbortController();
  const [aside, away]: [number[], number[]] = [[], []];
  const suspects = openSuspects(inbox, () => new Date());
  const ended = pollUpdates({
    ask: messenger.ask,
    look: async () => null,
    inbox,
    hasDied: more.hasDied ?? false,
    lanes: openLanes(100),
    connection: watchConnection({ log: silent, now: () => new Date() }, "telegram", true),
    suspects,
    work: (update) => work(update, suspects),
    isDone: async () => false,
    putAside: async ({ update_id }) => void aside.push(update_id),
    putAway: async ({ update_id }) => void away.push(update_id),
    underWay: watchUnderWay(() => new Date()),
    pause: (ms) => (more.waits?.push(ms), sleep(Math.min(ms, 5))),
    leaving: leaving.signal,
  });
  return { aside, away, leave: async () => (leaving.abort(), await ended) };
}

const idOf = ({ update_id }: Update) => update_id;
const chatOf = ({ message }: Update) => message?.chat.id;

test("what is confirmed is done: while one hangs the offset stays before it, and others behind it are served", async () => {
  const done: number[] = [];
  let release = () => undefined as void;
  for (const [chat, id] of [
    [1, 10],
    [2, 11],
    [1, 12],
    [3, 13],
  ] as const)
    messenger.says(chat, id);
  const { leave } = polls(async (update) => {
    if (idOf(update) === 10) await new Promise<void>((resolve) => (release = resolve));
    done.push(idOf(update));
  });
  await until(() => expect(done).toEqual([11, 13]));
  expect(Math.max(...messenger.asked)).toBe(10);
  messenger.says(4, 14);
  await until(() => expect(done).toEqual([11, 13, 14]));
  expect(await inbox.kept()).toEqual([]);
  release();
  await until(() => expect(messenger.asked.at(-1)).toBe(15));
  expect(done).toEqual([11, 13, 14, 10, 12]);
  await leave();
});

test("each is worked on once, although the messenger gives what is not confirmed again and again", async () => {
  const done: number[] = [];
  for (let id = 1; id <= 300; id += 1) messenger.says(id % 7, id);
  const { leave } = polls(async (update) => {
    await sleep(idOf(update) % 3);
    done.push(idOf(update));
  });
  await until(() => expect(done).toHaveLength(300));
  expect(new Set(done).size).toBe(300);
  await leave();
});

test("a chat that hangs with more than the messenger gives at once: its own wait in the database, the others are heard, and all of it comes in order", async () => {
  const done: [chat: number | undefined, id: number][] = [];
  let hangs = true;
  for (let id = 1; id <= 150; id += 1) messenger.says(1, id);
  messenger.says(2, 151);
  const { leave } = polls(async (update) => {
    while (hangs && chatOf(update) === 1) await sleep(5);
    done.push([chatOf(update), idOf(update)]);
  });
  await until(() => expect(done).toEqual([[2, 151]]));
  expect((await inbox.kept()).length).toBeGreaterThanOrEqual(100);
  expect((await inbox.kept()).every(({ update }) => chatOf(JSON.parse(update) as Update) === 1)).toBe(true);
  hangs = false;
  await until(() => expect(done).toHaveLength(151));
  expect(done.slice(1).map(([, id]) => id)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
  await until(async () => expect(await inbox.kept()).toEqual([]));
  await leave();
});

test("a chat that hangs and sends ten thousand messages fills no database: three hundred wait, the rest is put away, the others are heard", async () => {
  const done: (number | undefined)[] = [];
  for (let id = 1; id <= 10_000; id += 1) messenger.says(1, id);
  messenger.says(2, 10_001);
  const { leave, away } = polls(async (update) => {
    if (chatOf(update) === 1) await new Promise(() => undefined);
    done.push(chatOf(update));
  });
  await until(() => expect(done).toEqual([2]));
  expect((await inbox.kept()).length).toBeLessThanOrEqual(300);
  expect(away).toHaveLength(10_000 - 300);
  expect(Math.min(...away)).toBe(301);
  void leave();
});

test("nothing of what waited in the database is left in its files when it is done", async () => {
  const folder = mkdtempSync(join(tmpdir(), "janein-inbox-"));
  const database = openDatabase(join(folder, "school.sqlite"));
  inbox = openInbox(database);
  await inbox.keep([1, 2].map((id) => ({ id, update: `{"text":"Zwetschgendatschi ${id}"}` })));
  const holds = () =>
    readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes("Zwetschgendatschi"));
  expect(holds()).toBe(true);
  for (const id of [1, 2]) await inbox.drop(id);
  expect(holds()).toBe(false);
  database.$client.close();
});

test("killed while some wait in the database: they come again at the next start, before what is new", async () => {
  for (let id = 1; id <= 120; id += 1) messenger.says(1, id);
  const first = polls(() => new Promise(() => undefined));
  await until(async () => expect((await inbox.kept()).length).toBeGreaterThanOrEqual(100));
  void first.leave();
  const done: number[] = [];
  const second = polls(async (update) => void done.push(idOf(update)));
  await until(() => expect(done).toHaveLength(120));
  expect(done).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  await second.leave();
});

test("a messenger that answers at once that there is nothing is not asked without a pause", async () => {
  let asked = 0;
  messenger.ask = async () => {
    asked += 1;
    return [];
  };
  const { leave } = polls(async () => undefined);
  await sleep(400);
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(20);
  await leave();
});

test("of two updates with one id in one answer the first counts, whatever chat the other pretends to be of", async () => {
  const done: (number | undefined)[] = [];
  messenger.says(1, 10);
  messenger.says(2, 10);
  messenger.says(3, 11);
  const { leave } = polls(async (update) => void done.push(chatOf(update)));
  await until(() => expect(messenger.asked.at(-1)).toBe(12));
  expect(done).toEqual([1, 3]);
  await leave();
});

test("the messenger counts anew after a quiet week: it goes on", async () => {
  const done: number[] = [];
  messenger.says(1, 5000);
  const { leave } = polls(async (update) => void done.push(idOf(update)));
  await until(() => expect(messenger.asked.at(-1)).toBe(5001));
  messenger.ask = async (offset) => (messenger.asked.push(offset), offset > 4000 ? messenger.queue : []);
  await leave();
  expect(done).toEqual([5000]);
});

describe("a process that has died", () => {
  /** Lives one after the other with three chats' updates, and dies at the second: of itself, or when it has called. */
  async function diesAtSecond(lives: number, calls: (life: number) => boolean) {
    for (const id of [1, 2, 3]) messenger.says(id, id);
    let [running, most] = [0, 0];
    const [done, waits]: [number[], number[][]] = [[], []];
    for (let life = 0; life < lives; life += 1) {
      const waited: number[] = [];
      waits.push(waited);
      let isDead = false;
      const one = polls(
        async (update, suspects) => {
          if (isDead) return await new Promise(() => undefined);
          running += 1;
          most = Math.max(most, running);
          await sleep(2);
          if (idOf(update) === 2) {
            if (calls(life)) await suspects.calls();
            isDead = true;
            await new Promise(() => undefined);
          }
          running -= 1;
          done.push(idOf(update));
        },
        { hasDied: true, waits: waited },
      );
      await until(() => expect(isDead || one.aside.length > 0).toBe(true));
      await sleep(30);
      void one.leave();
      running = 0;
      if (one.aside.length > 0) return { aside: one.aside, deaths: life, most, waits, done };
    }
    return { aside: [], deaths: lives, most, waits, done };
  }

  test("of a message with which it dies twice alone before it has called the messenger: it is put aside, and the rest goes on", async () => {
    const { aside, deaths, most, done } = await diesAtSecond(10, () => false);
    expect([aside, deaths, most]).toEqual([[2], 2, 1]);
    expect(done).toContain(3);
  });

  test("killed three times when a message that is tried alone has called the messenger: it is answered in the fourth life", async () => {
    const { aside, deaths, done } = await diesAtSecond(3, () => true);
    expect([aside, deaths]).toEqual([[], 3]);
    const fourth = polls(async (update) => void done.push(idOf(update)), { hasDied: true });
    await until(() => expect([...new Set(done)].sort()).toEqual([1, 2, 3]));
    expect(fourth.aside).toEqual([]);
    await fourth.leave();
  });

  test("a message with which it dies whatever it has called makes no endless loop: four deaths alone, and it is put aside", async () => {
    const { aside, deaths } = await diesAtSecond(10, () => true);
    expect([aside, deaths]).toEqual([[2], 4]);
  });

  test("a message that calls now and then makes no endless loop either", async () => {
    const { aside, deaths } = await diesAtSecond(10, (life) => life % 2 === 1);
    expect([aside, deaths]).toEqual([[2], 4]);
  });

  test("each further try is later than the last, and only its own chat waits for it", async () => {
    const { waits } = await diesAtSecond(4, () => true);
    const longest = waits.map((all) => Math.max(0, ...all));
    expect(longest[0]).toBe(0);
    expect(longest[1]).toBeGreaterThan(1000);
    expect(longest[2]).toBeGreaterThan(2 * (longest[1] ?? 0));
    expect(longest[3]).toBeGreaterThan(2 * (longest[2] ?? 0));
    expect(longest[3]).toBeLessThanOrEqual(60_000);
  });

  test("while one waits for its next try, the others are answered, and its own chat keeps its order", async () => {
    await inbox.trySuspect(1, new Date());
    for (const [chat, id] of [
      [1, 1],
      [1, 2],
      [2, 3],
    ] as const)
      messenger.says(chat, id);
    const done: number[] = [];
    let goOn = () => undefined as void;
    const waits: number[] = [];
    const leaving = new AbortController();
    const suspects = openSuspects(inbox, () => new Date());
    const ended = pollUpdates({
      ask: messenger.ask,
      look: async () => null,
      ...{ inbox, suspects, hasDied: true, lanes: openLanes(100), leaving: leaving.signal },
      connection: watchConnection({ log: silent, now: () => new Date() }, "telegram", true),
      underWay: watchUnderWay(() => new Date()),
      work: async (update) => void done.push(idOf(update)),
      isDone: async () => false,
      putAside: async () => undefined,
      putAway: async () => undefined,
      pause: (ms) => (waits.push(ms), new Promise<void>((resolve) => (goOn = resolve))),
    });
    await until(() => expect(done).toEqual([3]));
    messenger.says(3, 4);
    await until(() => expect(done).toEqual([3, 4]));
    expect(waits).toHaveLength(1);
    goOn();
    await until(() => expect(done).toEqual([3, 4, 1, 2]));
    leaving.abort();
    await ended;
  });

  test("what stands behind another that hangs is no suspect of a death that comes meanwhile", async () => {
    for (const id of [1, 2]) messenger.says(1, id);
    for (let life = 0; life < 3; life += 1) {
      const one = polls(() => new Promise(() => undefined), { hasDied: true });
      await sleep(3200);
      void one.leave();
    }
    const done: number[] = [];
    const last = polls(async (update) => void done.push(idOf(update)), { hasDied: true });
    await until(() => expect([done, last.aside]).toEqual([[1, 2], []]));
    await last.leave();
  });

  test("whoever has to wait for the messenger is alone for a moment only, and keeps the order of the chat", async () => {
    for (const [chat, id] of [
      [1, 1],
      [1, 2],
      [2, 3],
      [1, 4],
    ] as const)
      messenger.says(chat, id);
    const done: number[] = [];
    let release = () => undefined as void;
    const { leave, aside } = polls(
      async (update) => {
        if (idOf(update) === 1) await new Promise<void>((resolve) => (release = resolve));
        done.push(idOf(update));
      },
      { hasDied: true },
    );
    await until(() => expect(messenger.asked.length).toBeGreaterThan(2));
    messenger.says(3, 5);
    messenger.says(1, 6);
    await until(() => expect(done).toEqual([3, 5]));
    release();
    await until(() => expect(done).toEqual([3, 5, 1, 2, 4, 6]));
    expect(aside).toEqual([]);
    await leave();
  });

  test("what only waited for the messenger when the process was killed, and was killed once more, is no suspect", async () => {
    messenger.says(1, 1);
    const second = polls(() => new Promise(() => undefined), { hasDied: true });
    await sleep(3500);
    void second.leave();
    const done: number[] = [];
    const third = polls(async (update) => void done.push(idOf(update)), { hasDied: true });
    await until(() => expect([done, third.aside]).toEqual([[1], []]));
    await third.leave();
  });

  test("what has stumbled once in this process is tried again, and not put aside", async () => {
    messenger.says(1, 1);
    let tries = 0;
    const { leave, aside } = polls(
      async () => {
        tries += 1;
        if (tries === 1) throw new Error("the database is locked");
      },
      { hasDied: true },
    );
    await until(() => expect(messenger.asked.at(-1)).toBe(2));
    expect([tries, aside]).toEqual([2, []]);
    await leave();
  });

  test("a run that has come to its end has not died; one that was killed has", async () => {
    expect(await inbox.begin(new Date())).toBe(false);
    expect(await inbox.begin(new Date())).toBe(true);
    await inbox.end(new Date());
    expect(await inbox.begin(new Date())).toBe(false);
  });
});

describe("the line to the messenger", () => {
  const refused = (error_code: number, description = "x") =>
    new GrammyError("Call failed", { ok: false, error_code, description, parameters: {} }, "getUpdates", {});
  let now = Date.parse("2026-11-28T12:00:00Z");
  let said: string[];
  const watched = () => {
    said = [];
    const hears = (_: object, words: string) => void said.push(words.split(":")[0] ?? "");
    return watchConnection({ log: { info: hears, warn: hears, error: hears }, now: () => new Date(now) });
  };

  test("away: said at once, again at growing intervals, and when it is over", () => {
    const line = watched();
    line.heard();
    for (let second = 0; second < 3 * 3600; second += 10) {
      expect(line.failed(new HttpError("x", new Error("refused")))).toBeLessThanOrEqual(30_000);
      now += 10_000;
    }
    expect(line.state()).toMatchObject({ trouble: { why: "unreachable", since: "2026-11-28T12:00:00.000Z" } });
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(said.length).toBeLessThanOrEqual(8);
    line.heard();
    expect(said.at(-1)).toBe("the messenger is heard again");
    expect(line.state().trouble).toBeNull();
  });

  test("a refused token and another poller are each said once, and tried on", () => {
    const line = watched();
    expect(line.failed(refused(401))).toBeGreaterThanOrEqual(30_000);
    expect(line.failed(refused(401))).toBeGreaterThanOrEqual(60_000);
    expect(line.state().trouble?.why).toBe("token refused");
    line.failed(refused(409));
    expect(said).toEqual(["BOT_TOKEN is refused", "another process polls with this BOT_TOKEN"]);
  });

  test("a webhook is no other poller: whoever reads the log learns what to take away", () => {
    const line = watched();
    line.failed(refused(409, "Conflict: can't use getUpdates method while webhook is active"));
    expect(line.state().trouble?.why).toBe("webhook");
    expect(said).toEqual(["what is written to this BOT_TOKEN goes to a webhook"]);
    line.heard();
    expect(said.at(-1)).toBe("the messenger is heard again");
  });

  test.each([0, -1, 1e12, Infinity, NaN, "soon", null, undefined])("a wait of %s is taken within reason", (seconds) => {
    const error = refused(429);
    Object.assign(error, { parameters: { retry_after: seconds } });
    const wait = watched().failed(error);
    expect(wait).toBeGreaterThanOrEqual(1000);
    expect(wait).toBeLessThanOrEqual(3_600_000);
  });
});
