import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked, lockDatabase } from "../../db/file/lock.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { freshDatabase, janein, program, says } from "../support/process.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
let api: FakeApi;
let running: ChildProcess[] = [];
beforeEach(async () => {
  api = await FakeApi.open({ token });
});
afterEach(async () => {
  for (const one of running) one.kill("SIGKILL");
  running = [];
  await api.close();
});

const settings = (DATABASE_PATH: string) => ({
  ...{ DATABASE_PATH, BOT_TOKEN: token, CODE_KEY: "k".repeat(32), PORT: "0" },
  TELEGRAM_API_ROOT: api.root,
});

async function started(env: Record<string, string>): Promise<ChildProcess> {
  const bot = program(["start"], env);
  running.push(bot);
  await says(bot, /on the line/);
  return bot;
}

test("a second start on the same database ends with one sentence, and has asked the messenger and touched nothing", async () => {
  const env = settings(freshDatabase());
  await started(env);
  const asked = () => ({ getMe: api.counts.get("getMe"), setMyCommands: api.counts.get("setMyCommands") });
  await expect.poll(() => asked().setMyCommands?.ok ?? 0).toBeGreaterThan(9);
  const before = JSON.stringify(asked());
  const { out, err, code } = await janein(["start"], { ...env, PROOF_PATH: `${env.DATABASE_PATH}.other` });
  expect({ out, err, code }).toEqual({
    out: "",
    err: expect.stringMatching(/^Another JaNein works on \S+school\.sqlite already, [^\n]+\n$/) as string,
    code: 2,
  });
  expect(JSON.stringify(asked())).toBe(before);
  expect(existsSync(`${env.DATABASE_PATH}.other`)).toBe(false);
  expect((await janein(["status"], env)).code).toBe(0);
});

test("the same database by another name is the same", async () => {
  const env = settings(freshDatabase());
  await started(env);
  const alias = `${env.DATABASE_PATH}.alias`;
  symlinkSync(env.DATABASE_PATH, alias);
  expect(await janein(["start"], { ...env, DATABASE_PATH: alias })).toMatchObject({
    err: expect.stringMatching(/^Another JaNein works on /) as string,
    code: 2,
  });
});

test("the first line of the log names the database and how much is in it", async () => {
  const env = settings(freshDatabase());
  const bot = program(["start"], env);
  running.push(bot);
  const [line] = await says(bot, /^.*\n/);
  expect(JSON.parse(line)).toMatchObject({ database: env.DATABASE_PATH, children: 0, people: 0, events: 0 });
});

test("a bot that was killed keeps nobody out: the next start is on the line", async () => {
  const env = settings(freshDatabase());
  const bot = await started(env);
  expect(isLocked(env.DATABASE_PATH)).toBe(true);
  bot.kill("SIGKILL");
  await once(bot, "close");
  expect(isLocked(env.DATABASE_PATH)).toBe(false);
  await started(env);
});

test("a bot that was stopped has let go, and what stays behind is an empty file, its owner's alone", async () => {
  const env = settings(freshDatabase());
  const bot = await started(env);
  bot.kill("SIGTERM");
  await once(bot, "close");
  expect([isLocked(env.DATABASE_PATH), readFileSync(`${env.DATABASE_PATH}.lock`).length]).toEqual([false, 0]);
});

test("one process at a time has a database, also one that is not there yet", () => {
  const path = freshDatabase();
  expect(isLocked(path)).toBe(false);
  const letGo = lockDatabase(path);
  expect([isLocked(path), lockDatabase(path), existsSync(path)]).toEqual([true, null, false]);
  letGo?.();
  expect(isLocked(path)).toBe(false);
  lockDatabase(path)?.();
});
