import { once } from "node:events";
import { get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxOverHttp } from "../support/box-over-http.ts";
import { openDoor } from "../../src/wiring/door.ts";
import type { Looked } from "../../src/wiring/lights.ts";
import { openMetrics } from "../../src/wiring/metrics.ts";
import { freshDatabase, program, says } from "../support/process.ts";

const botToken = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const box = new BotApiBox();
const server = serve({ fetch: boxOverHttp(box, botToken).fetch, hostname: "127.0.0.1", port: 0 }) as Server;
let bot: ReturnType<typeof program>;
let address = "";
beforeAll(async () => {
  if (!server.listening) await once(server, "listening");
  bot = program(["start"], {
    ...{ DATABASE_PATH: freshDatabase(), BOT_TOKEN: botToken, CODE_KEY: "k".repeat(32), PORT: "0" },
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  [, address = ""] = await says(bot, /health: (http:\S+)\/health/);
});
afterAll(async () => {
  bot.kill("SIGTERM");
  await once(bot, "close");
  server.closeAllConnections();
  server.close();
});

const metric = (text: string, name: RegExp) => Number(new RegExp(`^${name.source} (\\S+)$`, "m").exec(text)?.[1]);

test("after two messages of somebody called Heinz, /metrics has two updates, their times, the calls, and no Heinz", async () => {
  const { chat } = box.open({ id: 7_654_321, first_name: "Heinz" });
  for (const words of ["/start", "ABCD-EFGH-JKMN"]) box.says(chat.id, words);
  let text = "";
  while (metric(text, /janein_updates_total/) !== 2) text = await (await fetch(`${address}/metrics`)).text();
  expect(metric(text, /janein_answer_seconds_count/)).toBe(2);
  expect(metric(text, /janein_calls_total{method="sendMessage",outcome="ok"}/)).toBeGreaterThan(1);
  expect(metric(text, /janein_calls_total{method="getMe",outcome="ok"}/)).toBe(1);
  expect(metric(text, /janein_healthy/)).toBe(1);
  expect(metric(text, /janein_events/)).toBe(0);
  expect(metric(text, /janein_messenger_trouble/)).toBe(0);
  expect(metric(text, /janein_held_up_chats/)).toBe(0);
  expect(metric(text, /janein_waiting_messages/)).toBe(0);
  expect(metric(text, /janein_last_poll_timestamp_seconds/)).toBeGreaterThan(1.7e9);
  expect(metric(text, /process_resident_memory_bytes/)).toBeGreaterThan(1e6);
  expect(text).not.toMatch(/Heinz|heinz|7654321|ABCD|AbCdEf|123456:/);
  expect(text).not.toMatch(/janein_last_backup_timestamp_seconds \d/);
});

const look = () =>
  Promise.resolve({
    wrong: ["unreachable"],
    freeDisk: null,
    waiting: { count: 0, oldest: null },
    trouble: { why: "unreachable", since: "2026-11-28T12:00:00.000Z" },
    underWay: { chats: 4, since: "2026-11-28T12:00:00.000Z", doneAt: null },
  } as unknown as Looked);
const measured = (events: number) => () => [{ key: null, look, events: () => events }];
const noDoor = { HOST: "127.0.0.1", PORT: 0, PUBLIC_URL: undefined, TRUST_PLAIN_HTTP: "no" } as const;
const secret = "a token of more than twenty characters";

test.each<[string, string | undefined, Record<string, string>, number]>([
  ["this machine", undefined, {}, 200],
  ["this machine, beside a token", secret, {}, 200],
  ["a proxy on this machine, for somebody elsewhere", undefined, { "x-forwarded-for": "192.0.2.7" }, 401],
  ["a proxy that names the site it was asked for", undefined, { host: "janein.example" }, 401],
  [
    "somebody elsewhere with the token",
    secret,
    { "x-forwarded-for": "192.0.2.7", authorization: `Bearer ${secret}` },
    200,
  ],
  ["somebody elsewhere with another one", secret, { "x-forwarded-for": "192.0.2.7", authorization: "Bearer x" }, 401],
  [
    "somebody with a token where none is set",
    undefined,
    { host: "janein.example", authorization: "Bearer undefined" },
    401,
  ],
])("/metrics is asked for by %s", async (_, token, headers, status) => {
  const metrics = openMetrics(measured(0), token);
  const door = await openDoor(() => new Hono().route("/", metrics.page), noDoor);
  const { hostname, port } = new URL(door.address);
  const answer = await new Promise<{ status: number; text: string }>((resolve) => {
    get({ hostname, port, path: "/metrics", headers }, (got) => {
      let text = "";
      got.on("data", (piece: Buffer) => (text += piece.toString()));
      got.on("end", () => resolve({ status: got.statusCode ?? 0, text }));
    });
  });
  expect(answer.status).toBe(status);
  expect(answer.text.includes("janein_healthy 0")).toBe(status === 200);
  await door.close();
});

test("a messenger that is not heard, and four chats that wait for it, are in /metrics", async () => {
  const metrics = openMetrics(measured(7), secret);
  const door = await openDoor(() => new Hono().route("/", metrics.page), noDoor);
  const text = await (await fetch(`${door.address}/metrics`)).text();
  await door.close();
  expect(metric(text, /janein_messenger_trouble/)).toBe(1);
  expect(metric(text, /janein_held_up_chats/)).toBe(4);
  expect(metric(text, /janein_oldest_update_timestamp_seconds/)).toBe(Date.parse("2026-11-28T12:00:00Z") / 1000);
});

test("a refused and a broken call are counted as what they were", async () => {
  const metrics = openMetrics(measured(0), undefined);
  const answers = [() => new Response("", { status: 429 }), () => Promise.reject(new TypeError("x"))];
  const counted = metrics.counting(async () => await answers.shift()!());
  await counted("http://box.invalid/bot1:secret/sendMessage");
  await expect(counted("http://box.invalid/bot1:secret/sendMessage")).rejects.toThrow("x");
  const door = await openDoor(() => new Hono().route("/", metrics.page), noDoor);
  const text = await (await fetch(`${door.address}/metrics`)).text();
  expect(text).toContain('janein_calls_total{method="sendMessage",outcome="429"} 1');
  expect(text).toContain('janein_calls_total{method="sendMessage",outcome="no answer"} 1');
  expect(text).not.toContain("secret");
  await door.close();
});
