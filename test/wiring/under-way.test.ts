import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked } from "../../db/file/lock.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { runBot } from "../../src/messenger/running.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { startBot } from "../../src/wiring/start.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import { freshDatabase, isOpen, janein, says } from "../support/process.ts";
import { School, texts, understand } from "../support/school.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
let api: FakeApi;
let npm: ChildProcess | null = null;
beforeEach(async () => {
  api = await FakeApi.open({ token });
});
afterEach(async () => {
  npm?.kill("SIGKILL");
  npm = null;
  await api.close();
});

const settings = (more: Record<string, string> = {}) => ({
  ...{ DATABASE_PATH: freshDatabase(), BOT_TOKEN: token, CODE_KEY: "k".repeat(32), PORT: "0" },
  TELEGRAM_API_ROOT: api.root,
  ...more,
});
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How far apart the first and the last of these moments are (ms). */
const over = (moments: readonly number[]) => (moments.at(-1) ?? 0) - (moments[0] ?? 0);

test("the bot sends no more messages a second than MESSAGES_PER_SECOND, whoever they are for", async () => {
  const config = readConfig(settings({ MESSAGES_PER_SECOND: "4" }));
  const bot = await startBot(config, () => [{ key: null, config }], { texts, understand, log });
  try {
    const sent: number[] = [];
    api.witness = ({ method, moment }) => {
      if (method === "sendMessage" && moment === "before") sent.push(performance.now());
      return false;
    };
    for (let at = 0; at < 8; at += 1) new Person(api, 500 + at, "Jemand").says("/start");
    await expect.poll(() => sent.length).toBeGreaterThanOrEqual(8);
    expect(over(sent.slice(0, 8))).toBeGreaterThan(1300);
  } finally {
    await bot.stop();
  }
});

test("what teachers are told goes by the same measure as what parents are answered", async () => {
  const school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  await school.bot.stop();
  const { id } = await school.child("Leon");
  await school.house.ledger.recordDecision(
    {
      ...{ child: id, person: null, role: "office", answers: { audio: "yes", video: "no" }, route: "paper" },
      ...{ recordedBy: "Sekretariat", notice: 1, language: "de", shownText: null, evidence: "Blatt 1" },
    },
    school.clock.now,
  );
  const [reach, sent] = [boxAsFetch(school.box), [] as { to: number; at: number }[]];
  for (let at = 0; at < 6; at += 1) school.box.says(school.phone("grandfather").chatId, "/datenschutz");
  school.bot = await runBot(school.house, {
    ...{ token, apiRoot: "http://box.invalid", abandonedDays: 14, isAlone: true, perSecond: 4 },
    fetch: async (url, init) => {
      const { chat_id: to = 0 } = JSON.parse(typeof init?.body === "string" ? init.body : "{}") as { chat_id?: number };
      const { href } = new URL(url instanceof Request ? url.url : url);
      if (href.endsWith("/sendMessage")) sent.push({ to, at: performance.now() });
      return await reach(url, init);
    },
  });
  await expect.poll(() => sent.some(({ to }) => to === 203) && sent.length >= 7).toBe(true);
  await school.stop();
  for (let at = 4; at < sent.length; at += 1)
    expect((sent[at]?.at ?? 0) - (sent[at - 4]?.at ?? 0)).toBeGreaterThan(600);
});

test("a start whose PORT is taken ends with one sentence; it has called nobody, and the database is free", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const env = settings({ PORT: String((other.address() as { port: number }).port) });
  const { out, err, code } = await janein(["start"], env);
  other.close();
  expect({ out, err, code }).toEqual({
    out: expect.not.stringContaining("on the line") as string,
    err: expect.stringMatching(/^[^\n]*PORT[^\n]*\n$/) as string,
    code: 2,
  });
  expect([...api.counts.keys()]).toEqual([]);
  expect(isLocked(env.DATABASE_PATH)).toBe(false);
});

test("SIGTERM to npm start ends a bot in order, also while a call to the messenger hangs", async () => {
  const env = settings();
  const home = { PATH: process.env.PATH ?? "", HOME: mkdtempSync(join(tmpdir(), "janein-home-")) };
  npm = spawn("npm", ["start", "--silent"], { cwd: resolve(import.meta.dirname, "../.."), env: { ...home, ...env } });
  const [, port = ""] = await says(npm, /on the line[^]*health: http:\/\/127\.0\.0\.1:(\d+)/);
  const somebody = new Person(api, 500, "Jemand");
  const sends = () =>
    new Promise<void>((resolve) => {
      api.witness = ({ method }) => (method === "sendMessage" && resolve(), false);
    });
  const isAnswered = sends();
  somebody.says("/start");
  await isAnswered;
  api.faults.set({ wrong: { is: "hanging", when: "before" } });
  const isHanging = sends();
  somebody.says("/hilfe");
  await isHanging;
  npm.kill("SIGTERM");
  let waited = 0;
  for (; (isLocked(env.DATABASE_PATH) || (await isOpen(Number(port)))) && waited < 30_000; waited += 100)
    await sleep(100);
  expect(waited).toBeLessThan(15_000);
  expect(existsSync(env.DATABASE_PATH)).toBe(true);
  const client = new Sqlite(env.DATABASE_PATH, { readonly: true });
  expect(client.prepare("select ended_at from bot_run").pluck().get()).not.toBeNull();
  client.close();
});
