import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BotProcess } from "../support/bot-process.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { around, setUp } from "../support/process.ts";

const token = "111111:a-token-that-two-processes-have";
/** So many messages one process answers a stranger's first word with. */
const onceAnswered = 2;
/** As many as wrote in the time (ms) that one of them is under way. */
const mostUnderWay = 4;

describe("two processes with a database each and one token", () => {
  let api: FakeApi;
  let begin: { one: () => BotProcess; other: () => BotProcess };
  let running: BotProcess[];
  let answers: Map<number, number>;
  let lastChat: number;

  beforeEach(async () => {
    api = await FakeApi.open({ token, delay: 40 });
    const place = mkdtempSync(join(tmpdir(), "janein-two-"));
    [running, lastChat] = [[], 5000];
    answers = new Map();
    api.witness = ({ method, chat = 0, moment }) => {
      if (method === "sendMessage" && moment === "before") answers.set(chat, (answers.get(chat) ?? 0) + 1);
      return false;
    };
    const made = async (name: string) => {
      const path = { DATABASE_PATH: join(place, `${name}.sqlite`), CODE_KEY: "k".repeat(40) };
      const env = { ...path, BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, PORT: "0" };
      await setUp(env);
      return () => {
        running.push(new BotProcess(["src/main.ts", "start"], around(env), join(place, `${name}.log`)));
        return running.at(-1) as BotProcess;
      };
    };
    begin = { one: await made("one"), other: await made("other") };
  });
  afterEach(async () => {
    for (const one of running) one.child.kill("SIGCONT");
    await Promise.all(running.map((one) => one.kill("SIGTERM")));
    await api.close();
  });

  function writes(): void {
    lastChat += 1;
    api.box.open({ id: lastChat, first_name: "Nadja", language_code: "de" });
    api.says(lastChat, "/start");
  }

  /** Five strangers a second write for so long (ms), each in a chat of their own. */
  async function evening(ms: number): Promise<void> {
    for (const end = performance.now() + ms; performance.now() < end; await sleep(200)) writes();
  }

  /** Those who were answered, by how often (1 is once); waits until all are. */
  async function answered(): Promise<Record<number, number>> {
    const all = Array.from({ length: lastChat - 5000 }, (_, at) => 5001 + at);
    const areAll = () => all.every((chat) => (answers.get(chat) ?? 0) >= onceAnswered);
    await expect.poll(areAll, { interval: 200 }).toBe(true);
    await sleep(3000);
    return Object.fromEntries(
      [...Map.groupBy(all, (chat) => (answers.get(chat) ?? 0) / onceAnswered)].map(([times, who]) => [
        times,
        who.length,
      ]),
    );
  }

  const doubled = (times: Record<number, number>) =>
    Object.entries(times).reduce((sum, [how, count]) => sum + (Number(how) > 1 ? count : 0), 0);

  /** One of them has been the first for a while; then the other comes. */
  async function oneThenOther() {
    const one = begin.one();
    writes();
    await expect.poll(() => answers.size).toBe(1);
    const other = begin.other();
    await sleep(5000);
    return { one, other };
  }

  test.each([0, 300])(
    "both begin (%s ms apart) while forty wait: each is answered once",
    async (apart) => {
      for (let count = 0; count < 40; count += 1) writes();
      begin.one();
      await sleep(apart);
      begin.other();
      await evening(20_000);
      const times = await answered();
      expect(times).toEqual({ 1: lastChat - 5000 });
    },
    120_000,
  );

  test("the first is stopped, the other takes over, the first goes on: only what was under way comes twice", async () => {
    const { one } = await oneThenOther();
    const writing = evening(18_000);
    await sleep(3000);
    one.child.kill("SIGSTOP");
    await sleep(6000);
    one.child.kill("SIGCONT");
    await writing;
    const times = await answered();
    expect(doubled(times)).toBeLessThanOrEqual(mostUnderWay);
  });

  test("the first is stopped while nobody writes, and continued in the middle of what the other works on", async () => {
    const { one } = await oneThenOther();
    one.child.kill("SIGSTOP");
    const writing = evening(16_000);
    await sleep(9000);
    one.child.kill("SIGCONT");
    await writing;
    const times = await answered();
    expect(times).toEqual({ 1: lastChat - 5000 });
  });

  test("stopped for five seconds where nobody else is, it answers at once when it goes on", async () => {
    const one = begin.one();
    writes();
    await expect.poll(() => answers.size).toBe(1);
    await sleep(1000);
    one.child.kill("SIGSTOP");
    writes();
    await sleep(5000);
    one.child.kill("SIGCONT");
    const at = performance.now();
    await expect.poll(() => answers.size, { interval: 20 }).toBe(2);
    expect(performance.now() - at).toBeLessThan(1000);
  });
});
