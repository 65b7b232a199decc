import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Inbox, openInbox } from "../../db/messenger/inbox.ts";
import { watchConnection } from "../../src/messenger/connection.ts";
import { openLanes } from "../../src/messenger/lanes.ts";
import { pollUpdates } from "../../src/messenger/polling.ts";
import { openSuspects } from "../../src/messenger/suspects.ts";
import { watchUnderWay } from "../../src/messenger/under-way.ts";
import { Webhook } from "../../src/messenger/webhook.ts";
import { chanceOf } from "../support/chance.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { until } from "../support/until.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function written(id: number, chat = 1): Update {
  const from = { id: chat, is_bot: false, first_name: "Nadja" };
  const message = { message_id: id, date: 0, text: "x", from, chat: { id: chat, type: "private" } };
  return { update_id: id, message } as Update;
}

let inbox: Inbox;
let ends: (() => Promise<void>)[];
beforeEach(() => {
  [inbox, ends] = [openInbox(freshDatabase()), []];
});
afterEach(async () => {
  for (const end of ends) await end();
});

/** A process to which updates are sent. What it has done stays when it dies. */
function opened(work: (update: Update) => Promise<void>, { patience = 50_000, others = false } = {}) {
  const isPutDown = async () => (await inbox.kept()).length > 0;
  const webhook = new Webhook({ patience, ...(others ? { isPutDown } : {}) });
  const [leaving, now] = [new AbortController(), () => new Date()];
  const ended = pollUpdates({
    ...{ inbox, others, work, hasDied: false, lanes: openLanes(100), suspects: openSuspects(inbox, now) },
    ask: (offset, seconds) => webhook.ask(offset, seconds, leaving.signal),
    look: async () => null,
    connection: watchConnection({ log: silent, now }, "telegram", true),
    isDone: async () => false,
    putAside: async () => undefined,
    putAway: async () => undefined,
    underWay: watchUnderWay(now),
    pause: (ms) => sleep(Math.min(ms, 5)),
    leaving: leaving.signal,
  });
  ends.push(async () => {
    leaving.abort();
    webhook.close();
    await ended;
  });
  return webhook;
}

/** What was answered so far. */
function sent(webhook: Webhook, ...updates: Update[]): Map<number, number> {
  const answers = new Map<number, number>();
  for (const update of updates) void webhook.receive(update).then((status) => answers.set(update.update_id, status));
  return answers;
}

test("what is sent is answered when it is done, and not before", async () => {
  const release = Promise.withResolvers<void>();
  const webhook = opened(() => release.promise);
  const answers = sent(webhook, written(10));
  await sleep(200);
  expect(answers.size).toBe(0);
  release.resolve();
  await until(() => expect([...answers]).toEqual([[10, 200]]));
});

test("what was sent first and comes last is worked on before it is answered, whatever higher number is done", async () => {
  const done: number[] = [];
  const late = Promise.withResolvers<void>();
  const webhook = opened(async ({ update_id: id }) => {
    if (id === 11) await late.promise;
    done.push(id);
  });
  const first = sent(webhook, written(12, 2), written(13, 3));
  await until(() => expect(first.size).toBe(2));
  const second = sent(webhook, written(11));
  await sleep(300);
  expect([done, second.size]).toEqual([[12, 13], 0]);
  late.resolve();
  await until(() => expect([...second]).toEqual([[11, 200]]));
  expect(done).toEqual([12, 13, 11]);
});

test("a thousand in any order, some of them twice: each is worked on once, and answered after that", async () => {
  const chance = chanceOf(20261130);
  const [done, early]: [number[], number[]] = [[], []];
  const webhook = opened(async ({ update_id: id }) => {
    await sleep(chance() * 4);
    done.push(id);
  });
  const places = Array.from({ length: 1000 }, (_, at) => ({ id: at + 1, at: at + 60 * chance() }));
  const waiting = new Set<Promise<void>>();
  for (const { id } of places.toSorted((one, other) => one.at - other.at)) {
    for (const times of chance() < 0.1 ? [1, 2] : [1]) {
      const one = webhook
        .receive(written(id, id % 37))
        .then((status) => {
          if (status === 200 && !done.includes(id)) early.push(id);
          expect(status, `${times}`).toBe(200);
        })
        .finally(() => waiting.delete(one));
      waiting.add(one);
    }
    while (waiting.size >= 90) await Promise.race(waiting);
  }
  await Promise.all(waiting);
  expect([early, done.length, new Set(done).size]).toEqual([[], 1000, 1000]);
});

test("whoever waits for too long is to send again, and what comes again then is answered once it is done, and done once", async () => {
  const [release, done] = [Promise.withResolvers<void>(), [] as number[]];
  const webhook = opened(
    async ({ update_id: id }) => {
      await release.promise;
      done.push(id);
    },
    { patience: 100 },
  );
  expect(await webhook.receive(written(10))).toBe(503);
  const again = sent(webhook, written(10));
  release.resolve();
  await until(() => expect([...again]).toEqual([[10, 200]]));
  expect(done).toEqual([10]);
});

test("more than two hundred answers are not waited for, and whoever ends is sent nothing any more", async () => {
  const webhook = new Webhook();
  const answers = sent(webhook, ...Array.from({ length: 201 }, (_, at) => written(at + 1, at)));
  await sleep(10);
  expect([...answers]).toEqual([[201, 503]]);
  webhook.close();
  await sleep(10);
  expect([answers.size, [...answers.values()].every((status) => status === 503)]).toEqual([201, true]);
  expect(await webhook.receive(written(300))).toBe(503);
});

test("a chat that hangs holds up the others for some seconds only: its own wait in the database, and are answered", async () => {
  const done: number[] = [];
  const webhook = opened(async ({ update_id: id, message }) => {
    if (message?.chat.id === 1) await new Promise(() => undefined);
    done.push(id);
  });
  const answers = sent(webhook, ...Array.from({ length: 100 }, (_, at) => written(at + 1)));
  await until(() => expect(answers.size).toBe(100));
  expect((await inbox.kept()).length).toBe(100);
  const other = sent(webhook, written(101, 2));
  await until(() => expect([...other]).toEqual([[101, 200]]));
  expect(done).toEqual([101]);
});

test("what another process has put down is worked on before what was sent to this one after it, and erased", async () => {
  const done: number[] = [];
  const webhook = opened(async ({ update_id: id }) => void done.push(id), { others: true });
  await sleep(50);
  await inbox.keep([{ id: 10, update: JSON.stringify(written(10)) }]);
  const answers = sent(webhook, written(11));
  await until(() => expect(answers.size).toBe(1));
  expect(done).toEqual([10, 11]);
  await inbox.keep([{ id: 12, update: JSON.stringify(written(12)) }]);
  await until(() => expect(done).toEqual([10, 11, 12]));
  await until(async () => expect(await inbox.kept()).toEqual([]));
});

test("what another process has put down while this one works on it is done once, and erased", async () => {
  const [release, done] = [Promise.withResolvers<void>(), [] as number[]];
  const webhook = opened(
    async ({ update_id: id }) => {
      await release.promise;
      if (!done.includes(id)) done.push(id);
    },
    { others: true },
  );
  const answers = sent(webhook, written(10));
  await sleep(50);
  await inbox.keep([{ id: 10, update: JSON.stringify(written(10)) }]);
  release.resolve();
  await until(() => expect([...answers]).toEqual([[10, 200]]));
  await until(async () => expect(await inbox.kept()).toEqual([]));
  expect(done).toEqual([10]);
});
