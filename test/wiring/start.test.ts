import { once } from "node:events";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Config, readConfig } from "../../src/wiring/config.ts";
import { openSealed, sealNow } from "../../src/wiring/proof.ts";
import { startBot } from "../../src/wiring/start.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { freshDatabase, program, says } from "../support/process.ts";
import { texts, understand } from "../support/school.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const key = "k".repeat(32);
let api: FakeApi;
beforeEach(async () => {
  api = await FakeApi.open({ token });
});
afterEach(() => api.close());

const settings = () => ({
  ...{ DATABASE_PATH: freshDatabase(), BOT_TOKEN: token, CODE_KEY: key, PORT: "0", TELEGRAM_API_ROOT: api.root },
});

/** The only school of an installation. */
const only = (config: Config) => () => [{ key: null, config }];

/** When the last run has ended, or null. */
function endOf(path: string): unknown {
  const client = new Sqlite(path);
  const ended = client.prepare("select ended_at from bot_run").pluck().get();
  client.close();
  return ended ?? null;
}

test("whoever ends the process while it still starts ends it in order: it has not died of what it had before it", async () => {
  const env = settings();
  await api.close();
  const bot = program(["start"], env);
  await says(bot, /the database is open/);
  while (!isBegun(env.DATABASE_PATH)) await new Promise((resolve) => setTimeout(resolve, 10));
  bot.kill("SIGTERM");
  const [code, signal] = (await once(bot, "close")) as [number | null, string | null];
  expect({ code, signal, ended: endOf(env.DATABASE_PATH) }).toEqual({
    code: 0,
    signal: null,
    ended: expect.any(String) as string,
  });
});

function isBegun(path: string): boolean {
  const client = new Sqlite(path);
  const count = client.prepare("select count(*) from bot_run").pluck().get();
  client.close();
  return count === 1;
}

test("a start that comes to nothing leaves nothing behind: no port, no bot on the line, no lock", async () => {
  const env = settings();
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  const lines: string[] = [];
  const put = (_: object, words: string) => void lines.push(words);
  const log = { info: put, warn: put, error: put };
  const config = readConfig({ ...env, PORT: String(port) });
  const start = (of = config) => startBot(of, only(of), { texts, understand, log });
  const well = await start();
  await well.stop();
  const brokenLast = { ...config, OPERATOR_CHAT: undefined };
  Object.defineProperty(brokenLast, "OPERATOR_CHAT", {
    get: () => {
      throw new SyntaxError("read when all else is there");
    },
  });
  await expect(start(brokenLast)).rejects.toThrow(SyntaxError);
  const again = await start();
  await again.stop();
});

test("a start on an older file that somebody has put in place records nothing, and says it; the pages and the line go on", async () => {
  const env = settings();
  const { DATABASE_PATH: path } = env;
  const lines: string[] = [];
  const put = (_: object, words: string) => void lines.push(words);
  const log = { info: put, warn: put, error: put };
  const start = () => startBot(readConfig(env), only(readConfig(env)), { texts, understand, log });
  await (await start()).stop();
  copyFileSync(path, `${path}.older`);
  const { database, anchors } = await openSealed(readConfig(env), new Date());
  database.$client.exec("insert into office_action (at, by, what, about) values ('2026-11-23', 'A. Tinte', 'x', '')");
  await sealNow(database, anchors, new Date());
  database.$client.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
  copyFileSync(`${path}.older`, path);
  const bot = await start();
  try {
    const health = /health: (\S+)/.exec(bot.says)?.[1] ?? "";
    expect(await (await fetch(health)).json()).toMatchObject({
      wrong: expect.arrayContaining(["the proof is broken"]) as string[],
    });
    expect((await fetch(health.replace(/health$/, "office"), { redirect: "manual" })).status).toBeLessThan(500);
    expect(lines.join("\n")).toMatch(/does not go on from what was sealed last/);
    expect(lines.join("\n")).toMatch(/what is recorded at a start was not/);
  } finally {
    await bot.stop();
  }
});

test("a device's file that is damaged stops its own line, and is said; the pages and the other messenger go on", async () => {
  const env = { ...settings(), MATRIX_HOMESERVER: "http://127.0.0.1:9", MATRIX_USER: "janein", MATRIX_PASSWORD: "x" };
  writeFileSync(`${env.DATABASE_PATH}.device`, "no file of ours".repeat(100));
  const lines: string[] = [];
  const put = (what: object, words: string) => void lines.push(`${words} ${JSON.stringify(what)}`);
  const bot = await startBot(readConfig(env), only(readConfig(env)), {
    texts,
    understand,
    log: { info: put, warn: put, error: put },
  });
  expect(bot.says).toContain("has not reached the messenger yet");
  const address = /health: (\S+)\/health/.exec(bot.says)?.[1];
  expect((await fetch(`${address}/office`)).status).toBe(401);
  expect(api.counts.get("getMe")?.ok).toBe(1);
  expect(lines.filter((line) => line.includes("is damaged: move it away"))).toHaveLength(1);
  await bot.stop();
});
