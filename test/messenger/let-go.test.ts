import type { Update } from "grammy/types";
import { beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { openInbox } from "../../db/messenger/inbox.ts";
import { openLanes } from "../../src/messenger/lanes.ts";
import { openUpdates } from "../../src/messenger/open-updates.ts";
import { openSuspects } from "../../src/messenger/suspects.ts";
import { watchUnderWay } from "../../src/messenger/under-way.ts";
import { until } from "../support/until.ts";

let isFirst: boolean;
let done: number[];
let release: () => void;
beforeEach(() => {
  [isFirst, done] = [true, []];
});

function written(id: number, chat = 1): Update {
  const from = { id: chat, is_bot: false, first_name: "Nadja" };
  return {
    update_id: id,
    message: { message_id: id, date: 0, text: "x", from, chat: { id: chat, type: "private" } },
  } as Update;
}

/** The updates of a process whose first one hangs until it is released. */
function opened() {
  const inbox = openInbox(openDatabase(":memory:"));
  const [underWay, now] = [watchUnderWay(() => new Date()), () => new Date()];
  const updates = openUpdates(
    {
      ...{ inbox, underWay, lanes: openLanes(100), suspects: openSuspects(inbox, now) },
      work: async ({ update_id: id }) => {
        if (id === 1) await new Promise<void>((resolve) => (release = resolve));
        done.push(id);
      },
      isDone: async () => false,
      putAside: async () => undefined,
      putAway: async () => undefined,
      pause: async () => undefined,
      leaving: new AbortController().signal,
    },
    () => isFirst,
  );
  return { updates, underWay };
}

test("what stands behind one that hangs is let go by whoever is the first no more when it is its turn, and is not worked on", async () => {
  const { updates, underWay } = opened();
  for (const id of [1, 2, 3]) updates.take(written(id), false, false);
  isFirst = false;
  release();
  await until(() => expect(updates.hasLetGo()).toBe(true));
  expect([done, updates.withMessenger(), underWay.state().since]).toEqual([[1], [], null]);
  expect([1, 2, 3].map((id) => updates.isKnown(id))).toEqual([true, false, false]);
});

test("what was let go and comes again is worked on once, in its order, behind what was begun", async () => {
  const { updates } = opened();
  for (const id of [1, 2, 3]) updates.take(written(id), false, false);
  isFirst = false;
  updates.letGo();
  expect(updates.withMessenger()).toEqual([1]);
  isFirst = true;
  for (const id of [2, 3, 4]) updates.take(written(id), false, false);
  release();
  await until(() => expect(done).toEqual([1, 2, 3, 4]));
  expect(updates.withMessenger()).toEqual([]);
});

test("what is in the database is nobody else's: it is worked on whoever is the first", async () => {
  const { updates } = opened();
  isFirst = false;
  updates.take(written(7), false, true);
  await until(() => expect(done).toEqual([7]));
});
