import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compared, damage, told } from "../kills/oracle.ts";
import { DecidingParent } from "../kills/parent.ts";
import { BotProcess } from "../support/bot-process.ts";
import { chanceOf } from "../support/chance.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import type { Fault, Wrong } from "../support/fake-api/faults.ts";
import { Person } from "../support/fake-api/person.ts";
import { around, janein } from "../support/process.ts";
import { settleTown, type Town } from "../support/town.ts";
import { until } from "../support/until.ts";

const seed = 20261129;
const chance = chanceOf(seed);
const token = "1:a-token-for-a-row-of-outages";
const folder = mkdtempSync(join(tmpdir(), "janein-outages-"));
const [path, log] = [join(folder, "school.sqlite"), join(folder, "log")];
let [api, town, bot, address]: [FakeApi, Town, BotProcess, string] = [] as never;

beforeAll(async () => {
  town = await settleTown(path, 3);
  api = await FakeApi.open({ token, seed, delay: 5 });
  for (const { chat } of town.teachers) new Person(api, chat, "Lea");
  const env = { BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, CODE_KEY: town.codeKey, DATABASE_PATH: path, PORT: "0" };
  bot = new BotProcess(["src/main.ts", "start"], around(env), log);
  const said = () => /health: (http:[^\s"]+)\/health/.exec(readFileSync(log, "utf8"))?.[1];
  await until(() => expect(said()).toBeDefined());
  address = said() ?? "";
});
afterAll(async () => {
  await bot?.kill("SIGKILL");
  await api?.close();
});

const screen = (chat: number) => new Person(api, chat, "Eva");

/** Whoever opens the office, or asks for the health, is answered whatever the messenger does. Out: what is not so. */
async function pagesWhile(what: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const [page, allowed] of [
    ["/office", [200, 303, 401]],
    ["/health", [200, 503]],
  ] as const) {
    const begun = performance.now();
    const asked = { redirect: "manual", signal: AbortSignal.timeout(10_000) } as const;
    const status = await fetch(address + page, asked).then(
      async (answer) => (await answer.text(), answer.status),
      (error: unknown) => String(error),
    );
    if (!allowed.some((one) => one === status)) wrong.push(`${what}: ${page} answers ${status}`);
    if (performance.now() - begun > 3000) wrong.push(`${what}: ${page} takes ${performance.now() - begun} ms`);
  }
  return wrong;
}

const tooMany = (retryAfter: number): Wrong => ({ is: "refused", code: 429, retryAfter });
const some = (wrong: Wrong, more: Partial<Fault> = {}): Fault => ({ wrong, share: 0.5, ...more });
const polls = (wrong: Wrong): Fault => ({ wrong, method: "getUpdates", times: 1 });

/** What goes wrong for a moment, by its name. */
const row: [string, () => Fault[]][] = [
  ["a 429", () => [some(tooMany(1))]],
  ["a 429 as a proxy's page", () => [some({ is: "refused", code: 429, page: true })]],
  ["a 502", () => [some({ is: "refused", code: 502 })]],
  ["a 502 as a proxy's page", () => [some({ is: "refused", code: 502, page: true })]],
  ["broken before", () => [some({ is: "broken", when: "before" })]],
  ["broken after", () => [some({ is: "broken", when: "after" })]],
  ["cut off", () => [some({ is: "cut off" })]],
  ["a captive portal", () => [some({ is: "captive portal" })]],
  ["slow", () => [some({ is: "slow", ms: 800 }), { wrong: { is: "slow", ms: 800 }, method: "getUpdates" }]],
  ["getUpdates 409", () => [polls({ is: "refused", code: 409 })]],
  ["getUpdates 502", () => [polls({ is: "refused", code: 502, page: true })]],
  ["getUpdates broken after", () => [polls({ is: "broken", when: "after" })]],
  ["getUpdates cut off", () => [polls({ is: "cut off" })]],
];

/** Each of the row once, in an order of chance, with updates that come twice, in disorder, and again. */
async function outages(hear: (wrong: string[]) => void): Promise<void> {
  const places = row.map(([what, faults]) => ({ what, faults, at: chance() })).sort((a, b) => a.at - b.at);
  for (const { what, faults } of places) {
    Object.assign(api.updates.wrong, { doubles: 0.3 * chance(), shuffled: 0.3 * chance(), oldOffset: 0.3 * chance() });
    const back = faults().map((fault) => api.faults.set(fault));
    hear(await pagesWhile(what));
    await sleep(600 + 600 * chance());
    for (const takeBack of back) takeBack();
    await sleep(300 * chance());
  }
  Object.assign(api.updates.wrong, { doubles: 0, shuffled: 0, oldOffset: 0 });
}

test("while one chat is put off for seconds, another is answered at once; then the first", async () => {
  const [one, other] = [screen(town.parents[0]?.chat ?? 0), screen(town.parents[1]?.chat ?? 0)];
  api.faults.set({ wrong: tooMany(6), chat: one.chat, method: "sendMessage", times: 1 });
  const begun = performance.now();
  one.says("/status");
  other.says("/status");
  const [first, second] = await Promise.all(
    [other, one].map(async (person) => {
      expect(await person.until(() => person.since(0).length > 0, 30_000)).toBe(true);
      return performance.now() - begun;
    }),
  );
  expect(first).toBeLessThan(5000);
  expect(second).toBeGreaterThan(6000);
});

test("while a webhook takes what parents write, log and health say so; with it gone they are answered", async () => {
  const one = screen(town.parents[0]?.chat ?? 0);
  const before = one.newest;
  api.updates.webhook = "https://elsewhere.example/hook";
  api.faults.set(polls({ is: "broken", when: "before" }));
  const health = async () => (await (await fetch(`${address}/health`)).json()) as { wrong: string[] };
  await expect.poll(() => readFileSync(log, "utf8")).toMatch(/goes to a webhook.*deleteWebhook/);
  expect((await health()).wrong).toContain("webhook");
  one.says("/status");
  api.updates.webhook = "";
  expect(await one.until(() => one.since(before).length > 0, 60_000)).toBe(true);
});

test("through a row of outages parents decide, the office and the health answer, and nothing is lost, doubled, untold or stuck", async () => {
  const wrong: string[] = [];
  const hear = (found: string[]) => void wrong.push(...found);
  let [isOver, isThere] = [false, true];
  const parents = town.parents.map(
    (parent, at) =>
      new DecidingParent(screen(parent.chat), parent, {
        ...{ chance: chanceOf(seed + at), patience: 75_000, isOver: () => isOver, isThere: () => isThere },
        wrong: (what) => wrong.push(what),
      }),
  );
  // Their patience is longer than any call hangs: whoever begins anew meanwhile answers what they began before.
  const lives = Promise.all(parents.map((parent) => parent.live()));
  let hasEnded = false;
  void lives.then(() => (hasEnded = true));
  await sleep(1500);
  // A call that hangs, and a token that is refused, are each waited for half a minute: both at once.
  api.faults.set({ wrong: { is: "hanging", when: "before" }, method: "sendMessage", times: 1 });
  await sleep(500);
  isThere = false;
  api.faults.set(polls({ is: "refused", code: 401 }));
  hear(await pagesWhile("hanging, and getUpdates 401"));
  const refusals = api.counts.get("getUpdates")?.refused ?? 0;
  const isHeard = () => api.updates.isPolled || (api.counts.get("getUpdates")?.refused ?? 0) > refusals + 1;
  await expect.poll(isHeard, { interval: 200 }).toBe(true);
  isThere = true;
  await outages(hear);
  api.faults.clear();
  isOver = true;
  const decided = () => parents.flatMap((parent) => parent.decided);
  const isTold = () => hasEnded && told(screen, town, decided()).wrong.length === 0;
  await expect.poll(isTold, { timeout: 90_000, interval: 200 }).toBe(true);
  expect(bot.end).toBeNull();
  await bot.kill("SIGTERM");
  hear([...compared(path, decided()), ...damage(path), ...told(screen, town, decided()).wrong]);
  expect(wrong).toEqual([]);
  expect(decided().length).toBeGreaterThan(3);
  expect(await janein(["verify"], { DATABASE_PATH: path })).toMatchObject({ code: 0 });
  expect(readFileSync(log, "utf8")).not.toMatch(/put aside|a fault of JaNein/);
});
