import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { openAnchors } from "../../src/anchor/anchors.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { broken } from "../../src/bot-api/refusal.ts";
import { lineTrouble } from "../../src/house/lights.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { healthOf } from "../../src/wiring/health.ts";
import { type Looked, openLights } from "../../src/wiring/lights.ts";
import { note } from "../../src/wiring/notes.ts";
import { verifyAll } from "../../src/wiring/proof.ts";
import { version } from "../../src/wiring/version.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "janein-health-"));
let made = 0;
const notes = join(folder, "proof");
const anchors = await openAnchors(notes, () => "a key");
let school: School;
afterEach(async () => {
  await school.stop();
  school.database.$client.close();
});

async function opened(joined: Parameters<typeof School.open>[0] = {}) {
  school = await School.open({ ...joined, path: join(folder, `school-${(made += 1)}.sqlite`) });
  const health = healthOf(
    openLights(
      { database: school.database, notes },
      () => school.bot.connection(),
      () => school.clock.now,
    ),
  );
  return async () => {
    const answer = await health.request("/health");
    const text = await answer.text();
    expect(text).not.toMatch(/Nadja|Beispiel|Mila|Leon|Niemand|Tafel|\.sqlite/);
    return { code: answer.status, ...(JSON.parse(text) as Looked) };
  };
}

const minute = 60_000;

test("whoever asks after the health of a bot that is well hears 200, when the messenger was heard, the round, the version", async () => {
  const health = await opened({ joined: ["mother"] });
  expect(await health()).toMatchObject({
    code: 200,
    status: "ok",
    wrong: [],
    version,
    heardAt: expect.stringMatching(/^2026-11-23T/) as unknown,
    lastRound: "2026-11-23T17:00:00.000Z",
    waiting: { count: 0, oldest: null },
    lastBackup: null,
    lastVerify: null,
  });
  await verifyAll({ database: school.database, anchors, settings: { TIMESTAMP_CA: undefined } });
  note(notes, "backup", { at: "2026-11-23T03:30:00.000Z", path: "/x", link: "" });
  expect(await health()).toMatchObject({
    code: 200,
    lastVerify: { holds: true },
    lastBackup: { at: "2026-11-23T03:30:00.000Z" },
  });
});

test("a teacher's message that the messenger has not taken for more than an hour makes it 503", async () => {
  const health = await opened({ joined: ["grandfather", "lateTeacher"] });
  school.box.faults.push({ method: "sendMessage", chatId: 203, times: 1000, with: broken() });
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  expect(await health()).toMatchObject({ waiting: { count: 1 } });
  school.pass(61 * minute);
  await school.bot.tellAll();
  expect(await health()).toMatchObject({
    code: 503,
    wrong: expect.arrayContaining(["messages are not told"]) as unknown,
  });
});

test("while every answer hangs, and polls go on, the health is 503 after five minutes, and the office reads it on the overview", async () => {
  const health = await opened({ joined: ["mother", "grandfather"] });
  const reach = boxAsFetch(school.box);
  let isHanging = true;
  await school.bot.stop();
  await school.start(school.house, async (url, init) => {
    const isPolled = /get(Updates|Me)$/.test(url instanceof Request ? url.url : String(url));
    while (isHanging && !isPolled) await sleep(5);
    return await reach(url, init);
  });
  school.box.says(101, "/status");
  await until(async () => expect((await health()).underWay.since).not.toBeNull());
  expect(await health()).toMatchObject({ code: 200 });
  school.pass(6 * minute);
  school.box.poller?.end();
  await until(async () => expect((await health()).wrong).toEqual(["nobody is answered"]));
  const lights = openLights({ database: school.database, notes }, () => school.bot.connection(), school.house.now);
  const line = async () => lineTrouble(await lights(), school.clock.now);
  const clerk = await new OfficePages(school, { lineTrouble: line }).signedIn("office");
  expect((await clerk.get("")).text).toContain(
    "Der Bot erreicht die Eltern gerade nicht Seit 23.11.2026, 18:00 Uhr wartet jemand auf eine Antwort des Bots",
  );
  isHanging = false;
  await school.quiet();
  expect(await health()).toMatchObject({ code: 200, underWay: { chats: 0, since: null } });
  expect((await clerk.get("")).text).not.toContain("Der Bot erreicht die Eltern gerade nicht");
});

test("what waits for a teacher who has blocked the bot, or has never joined, does not count", async () => {
  const health = await opened({ joined: ["grandfather", "mother", "lateTeacher"] });
  school.box.place(203).blocked = true;
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  await school.phone("mother").answers("Mila", "JA", "JA");
  school.pass(3 * 60 * minute);
  await school.quiet();
  const { waiting, wrong } = await health();
  expect({ waiting, wrong }).toMatchObject({ waiting: { count: 0, oldest: null } });
  expect(wrong).not.toContain("messages are not told");
});

test("a daily round that stumbles each time is seen after a day", async () => {
  const health = await opened();
  const stumbling = {
    ...school.house,
    retention: { ...school.house.retention, erase: () => Promise.reject(new Error("x")) },
  };
  for (let round = 0; round < 5; round += 1) {
    school.pass(6 * 60 * minute);
    await expect(dailyRounds(stumbling, 14)).rejects.toThrow("x");
  }
  expect(await health()).toMatchObject({ code: 503, wrong: expect.arrayContaining(["no daily round"]) as unknown });
});

test("a database that does not answer makes it 503", async () => {
  await opened();
  const other = openDatabase(join(folder, "other.sqlite"));
  other.$client.close();
  const health = healthOf(
    openLights(
      { database: other, notes },
      () => null,
      () => school.clock.now,
    ),
  );
  const answer = await health.request("/health");
  expect([answer.status, await answer.json()]).toMatchObject([503, { status: "the database does not answer" }]);
});
