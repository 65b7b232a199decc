import { afterEach, beforeEach, expect, test } from "vitest";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { School } from "../support/school.ts";
import { until } from "../support/until.ts";

const sorry = "Das hat gerade nicht geklappt, es ist mein Fehler.";

let school: School;
let said: [level: string, words: string, what: object][];
beforeEach(async () => {
  said = [];
  const puts = (level: string) => (what: object, words: string) => void said.push([level, words, what]);
  const log = { info: () => undefined, warn: puts("warn"), error: puts("error") };
  school = await School.open({ joined: ["mother", "grandfather"], log });
});
afterEach(() => school.stop());

/** The bot has gone, and nothing says that its run came to its end. Out: what its database is asked with. */
async function died() {
  await school.bot.stop();
  const { $client: client } = school.database;
  client.exec("update bot_run set ended_at = null");
  return client;
}

const suspect = "insert into suspect_update (update_id, at, tries, silent) values (?, ?, ?, ?)";

test("what the process has died of twice before it called the messenger is put aside: one line, an apology, and the next is answered", async () => {
  const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
  const client = await died();
  const { update_id: fatal } = school.box.says(grandfather.chatId, "/status");
  school.box.says(grandfather.chatId, "/datenschutz");
  school.box.says(mother.chatId, "/status");
  client.prepare(suspect).run(fatal, school.clock.now.toISOString(), 2, 2);
  await school.start();
  await school.quiet();
  expect(said).toEqual([["error", "update put aside: the process has died of it again and again", { update: fatal }]]);
  expect(await school.house.talks.hasSeen(fatal)).toBe(true);
  const heard = grandfather.transcript();
  expect(heard.split(sorry)).toHaveLength(2);
  expect(heard).toContain("Was über Sie gespeichert ist");
  expect(mother.last).not.toContain(sorry);
  expect(client.prepare("select count(*) from suspect_update").pluck().get()).toBeLessThanOrEqual(1);
});

test("whoever is put aside hears it in their own language", async () => {
  const grandfather = school.phone("grandfather");
  await school.house.languages.keep(grandfather.chatId, "tr", "chosen");
  const client = await died();
  const { update_id: fatal } = school.box.says(grandfather.chatId, "/status");
  client.prepare(suspect).run(fatal, school.clock.now.toISOString(), 4, 0);
  await school.start();
  await school.quiet();
  expect(grandfather.last).toContain("Bu sefer olmadı, hata bende.");
});

test("who has died once is tried, and nothing is put aside", async () => {
  const grandfather = school.phone("grandfather");
  const client = await died();
  const { update_id: odd } = school.box.says(grandfather.chatId, "/datenschutz");
  client.prepare(suspect).run(odd, school.clock.now.toISOString(), 1, 1);
  await school.start();
  await school.quiet();
  expect(grandfather.transcript()).toContain("Was über Sie gespeichert ist");
  expect(said).toEqual([]);
});

test("a chat that sends more than can wait has one line in the log, however many are put away", async () => {
  const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
  const { promise: later, resolve: letGo } = Promise.withResolvers<void>();
  const reach = boxAsFetch(school.box);
  await school.bot.stop();
  await school.start(school.house, async (url, init) => {
    const to = typeof init?.body === "string" ? (JSON.parse(init.body) as { chat_id?: number }).chat_id : undefined;
    if (to === mother.chatId) await later;
    return await reach(url, init);
  });
  for (let at = 0; at < 340; at += 1) school.box.says(mother.chatId, "/status");
  const last = school.box.says(mother.chatId, "/status").update_id;
  await until(async () => expect(await school.house.talks.hasSeen(last)).toBe(true));
  school.box.says(grandfather.chatId, "/datenschutz");
  await until(() => expect(grandfather.transcript()).toContain("Was über Sie gespeichert ist"));
  const words = "a chat sends more than can be answered: the rest is put away";
  expect(said.filter(([, line]) => line === words)).toHaveLength(1);
  letGo();
});
