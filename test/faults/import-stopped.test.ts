import { serve } from "@hono/node-server";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxOverHttp } from "../support/box-over-http.ts";
import { manyChildren } from "../support/lists.ts";
import { freshDatabase, janein, program, says, setUp } from "../support/process.ts";

const token = "1:a-token-for-the-box-in-a-test";
const box = new BotApiBox();
let server: Server;
let env: Record<string, string>;

beforeAll(async () => {
  server = serve({ fetch: boxOverHttp(box, token).fetch, hostname: "127.0.0.1", port: 0 }) as Server;
  await once(server, "listening");
  env = {
    DATABASE_PATH: freshDatabase(),
    BOT_TOKEN: token,
    CODE_KEY: "a key for tests, thirty-two characters long",
    PORT: "0",
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("while a hundred thousand rows are looked at, health and other pages answer at once, and a signal ends the process", async () => {
  await setUp(env);
  await janein(["import", "src/demo/invented-school.csv", "--apply"], env);
  const invited = await janein(["office", "invite", "Frau Schreiber", "--role", "office"], env);
  const child = program(["start"], env);
  const ended = once(child, "close");
  const [, address = ""] = await says(child, /health: (http:\S+)\/health/);
  const entry = new URL(invited.out.trim());
  const headers = { origin: address };
  const signedIn = await fetch(address + entry.pathname, {
    method: "POST",
    headers,
    body: new URLSearchParams({ secret: entry.hash.slice(1) }),
    redirect: "manual",
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(manyChildren(100_000, true))], "liste.csv"));
  let answered = false;
  const importing = fetch(`${address}/office/import`, {
    method: "POST",
    headers: { ...headers, cookie },
    body: form,
    redirect: "manual",
  })
    .then(() => (answered = true))
    .catch(() => undefined);
  await sleep(1500);
  for (const path of ["/health", "/office", "/health"]) {
    const begun = performance.now();
    const page = await fetch(address + path, { headers: { cookie } });
    expect({ path, status: page.status, quick: performance.now() - begun < 1000 }).toEqual({
      path,
      status: 200,
      quick: true,
    });
  }
  expect(answered).toBe(false);
  const signalled = performance.now();
  child.kill("SIGTERM");
  await ended;
  expect(performance.now() - signalled).toBeLessThan(2000);
  await importing;
});
