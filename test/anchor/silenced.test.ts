import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { foundIn } from "../../db/file/guarded.ts";
import { openDatabase } from "../../db/file/open.ts";
import { openTalks } from "../../db/messenger/talks.ts";
import { sealOf } from "../../src/consent/heads.ts";
import { School } from "../support/school.ts";
import { asBeforeSeals } from "../support/before-seals.ts";

let folder: string;
let path: string;
let school: School;
const sealOfRow = (link: string) => sealOf(link, "a key for a test");
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "janein-silenced-"));
  path = join(folder, "school.sqlite");
  school = await School.open({ path, joined: ["grandfather"], sealOfRow });
});
afterEach(async () => {
  await school.stop();
  school.database.$client.close();
  rmSync(folder, { recursive: true });
});

const shell = (change: string) => {
  const client = new Sqlite(path);
  client.exec(change);
  client.close();
};
const fill = `with recursive id (n) as (select 1 union all select n + 1 from id where n < 5000)
  insert or ignore into seen_update (update_id, at, seal) select n, '2026-11-23T17:00:00.000Z',
    (select seal from seen_update order by update_id desc limit 1) from id`;

test("somebody puts all updates to come down as done: the chat is answered all the same, and the round says it", async () => {
  const before = school.phone("grandfather").last;
  shell(fill);
  await school.phone("grandfather").says("/einwilligung");
  expect(school.phone("grandfather").last).not.toBe(before);
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  expect(school.database.$client.prepare("select count(*) from consent_event").pluck().get()).toBe(2);
  await school.house.talks.sweep(school.clock.now, 14);
  expect(foundIn(school.database.$client)).toMatch(/updates in seen_update were put down as done, and not by JaNein/);
  expect(foundIn(school.database.$client)).toBe(null);
  expect(Number(school.database.$client.prepare("select max(update_id) from seen_update").pluck().get())).toBeLessThan(
    5000,
  );
});

test("what had its effect is known again, whatever its number, and the round takes nothing of it for somebody else's", async () => {
  const { talks } = school.house;
  for (const id of [7, 123_456_789, 2 ** 31 + 5]) {
    await talks.markSeen(id, school.clock.now);
    expect(await talks.hasSeen(id), String(id)).toBe(true);
  }
  await talks.sweep(school.clock.now, 14);
  expect(foundIn(school.database.$client)).toBe(null);
  expect(await talks.hasSeen(7)).toBe(true);
});

test("an update that comes twice acts once, also where rows are sealed", async () => {
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const update = school.box.says(grandfather.chatId, "ja");
  school.box.queue.push(update);
  await school.quiet();
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
});

test("what had its effect in a former version is still known as done", async () => {
  const old = join(folder, "old.sqlite");
  const database = openDatabase(old, sealOfRow);
  await openTalks(database).markSeen(7, school.clock.now);
  const client = database.$client;
  asBeforeSeals(client);
  client.close();
  const later = openDatabase(old, sealOfRow);
  expect([await openTalks(later).hasSeen(7), await openTalks(later).hasSeen(8)]).toEqual([true, false]);
  later.$client.close();
});
