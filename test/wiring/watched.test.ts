import { mkdirSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxOverHttp } from "../support/box-over-http.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { keepDrilled } from "../../src/wiring/drill.ts";
import { note, noted } from "../../src/wiring/notes.ts";
import { freshDatabase, importedSchool, janein, program, says } from "../support/process.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";

test("the real program beats, and the operator's chat hears what is over since another process has told it", async () => {
  const box = new BotApiBox();
  const operator = box.open({ id: 4242, first_name: "Op" });
  let beats = 0;
  const app = new Hono().get("/beat", (ctx) => ctx.text(String((beats += 1)))).route("/", boxOverHttp(box, token));
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
  if (!server.listening) await once(server, "listening");
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    ...{ DATABASE_PATH: freshDatabase(), BOT_TOKEN: token, CODE_KEY: "k".repeat(32), PORT: "0" },
    ...{ TELEGRAM_API_ROOT: root, HEARTBEAT_URL: `${root}/beat`, OPERATOR_CHAT: "4242" },
  };
  mkdirSync(`${env.DATABASE_PATH}.proof`);
  note(`${env.DATABASE_PATH}.proof`, "going", [
    { wrong: "the disk is nearly full", since: "2026-11-28T08:00:00.000Z", told: true },
  ]);
  const bot = program(["start"], env);
  await says(bot, /health: \S+/);
  const heard = () => operator.messages.filter(({ from }) => from === "bot").map(({ text }) => text);
  while (heard().length === 0 || beats === 0) await sleep(50);
  expect(heard()).toEqual([
    "Auf dem Datenträger von JaNein ist wieder genug Platz (knapp seit 28.11.2026, 09:00 Uhr).",
  ]);
  expect(beats).toBe(1);
  await expect.poll(() => noted(`${env.DATABASE_PATH}.proof`, "going")).toEqual([]);
  bot.kill("SIGTERM");
  await once(bot, "close");
  server.closeAllConnections();
  server.close();
});

test("the running bot tries the last backup in a process of its own", async () => {
  const { env } = await importedSchool();
  const path = env.DATABASE_PATH ?? "";
  await janein(["backup", `${path}.copy`], env);
  process.env.DATABASE_PATH = path;
  const lines: string[] = [];
  const put = (_what: unknown, outcome: string) => void lines.push(outcome);
  const log = { info: put, warn: put, error: put };
  const stop = keepDrilled(readConfig(env), { log, now: () => new Date(), firstAfter: 0 });
  while (lines.length === 0) await sleep(50);
  stop();
  delete process.env.DATABASE_PATH;
  expect(lines).toEqual(["the last backup was tried"]);
  expect(noted(`${path}.proof`, "drill")).toMatchObject({ outcome: "holds", path: `${path}.copy` });
});
