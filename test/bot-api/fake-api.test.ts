import { afterEach, beforeEach, expect, test } from "vitest";
import type { Update } from "grammy/types";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Limits } from "../support/fake-api/limits.ts";
import { Person } from "../support/fake-api/person.ts";

const token = "1:a-token-for-the-fake-server";
let api: FakeApi;
let eva: Person;

beforeEach(async () => {
  api = await FakeApi.open({ token });
  eva = new Person(api, 7, "Eva");
});
afterEach(() => api.close());

const call = (method: string, payload: Record<string, unknown> = {}, signal: AbortSignal | null = null) =>
  fetch(`${api.root}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
    signal,
  });
const updates = async (payload: Record<string, unknown> = {}) =>
  ((await (await call("getUpdates", payload)).json()) as { result: Update[] }).result.map(({ update_id: id }) => id);
const refusal = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  return [status, headers.get("content-type")];
};

test("an update is given again until a higher offset confirms it", async () => {
  for (const text of ["a", "b", "c"]) eva.says(text);
  const [first = 0, second, third] = await updates();
  expect(await updates()).toEqual([first, second, third]);
  expect(await updates({ offset: first + 1 })).toEqual([second, third]);
  expect(await updates({ offset: first })).toEqual([second, third]);
  expect(await updates({ offset: -1 })).toEqual([third]);
});

test("a hundred at most come at once, and only of the kinds that were asked for", async () => {
  for (let at = 0; at < 120; at += 1) eva.says(`${at}`);
  expect(await updates({ limit: 1000, allowed_updates: ["callback_query"] })).toHaveLength(100);
  eva.says("not wanted any more");
  expect(api.updates.length).toBe(120);
});

test("an empty poll waits for the next update, and a second poller ends the first with 409", async () => {
  const first = call("getUpdates", { timeout: 10 });
  while (!api.updates.isPolled) await new Promise(setImmediate);
  const second = updates({ timeout: 10 });
  expect(await refusal(first)).toEqual([409, "application/json"]);
  while (!api.updates.isPolled) await new Promise(setImmediate);
  eva.says("now");
  expect(await second).toHaveLength(1);
});

test("a poller that has gone ends nobody", async () => {
  const going = new AbortController();
  const first = call("getUpdates", { timeout: 10 }, going.signal).catch(() => "gone");
  while (!api.updates.isPolled) await new Promise(setImmediate);
  going.abort();
  expect(await first).toBe("gone");
  while (api.updates.isPolled) await new Promise(setImmediate);
  eva.says("after that");
  expect(await updates({ timeout: 10 })).toHaveLength(1);
});

test("confirmed updates can be given again, and an old offset asked for anew", async () => {
  eva.says("a");
  const [only = 0] = await updates();
  expect(await updates({ offset: only + 1 })).toEqual([]);
  api.updates.giveAgain(1);
  expect(await updates()).toEqual([only]);
  api.updates.wrong.oldOffset = 1;
  expect(await updates({ offset: only + 1 })).toEqual([only]);
});

test("each thing that can go wrong does, in the chat it was set for, until it is taken back", async () => {
  const send = () => call("sendMessage", { chat_id: 7, text: "hello" });
  const written = () => eva.since(0).length;
  const end = api.faults.set({ chat: 7, wrong: { is: "refused", code: 429, retryAfter: 3 } });
  expect(await (await send()).json()).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  end();
  api.faults.set({ chat: 7, times: 1, wrong: { is: "refused", code: 429, retryAfter: 3, page: true } });
  expect(await refusal(send())).toEqual([429, "text/html"]);
  api.faults.set({ chat: 7, times: 1, wrong: { is: "refused", code: 502, page: true } });
  expect(await refusal(send())).toEqual([502, "text/html"]);
  api.faults.set({ times: 1, wrong: { is: "captive portal" } });
  expect(await refusal(send())).toEqual([200, "text/html"]);
  api.faults.set({ times: 1, wrong: { is: "broken", when: "before" } });
  await expect(send()).rejects.toThrow();
  expect(written()).toBe(0);
  api.faults.set({ times: 1, wrong: { is: "broken", when: "after" } });
  await expect(send()).rejects.toThrow();
  expect(written()).toBe(1);
  api.faults.set({ times: 1, wrong: { is: "cut off" } });
  await expect((await send()).json()).rejects.toThrow();
  api.faults.set({ times: 1, wrong: { is: "hanging", when: "before" } });
  await expect(call("sendMessage", { chat_id: 7, text: "hello" }, AbortSignal.timeout(50))).rejects.toThrow();
  expect(written()).toBe(2);
  api.faults.set({ chat: 8, wrong: { is: "refused", code: 403 } });
  api.faults.set({ method: "getUpdates", times: 1, wrong: { is: "refused", code: 401 } });
  expect((await send()).status).toBe(200);
  expect((await call("getUpdates")).status).toBe(401);
  expect(written()).toBe(3);
});

test("its own limits are told with the seconds to wait", async () => {
  api.limits = new Limits({ all: { perSecond: 30, burst: 30 }, chat: { perSecond: 1, burst: 2 } });
  const send = async () => (await call("sendMessage", { chat_id: 7, text: "hello" })).status;
  expect([await send(), await send(), await send()]).toEqual([200, 200, 429]);
});

test("a delay is half the way there, half the way back", async () => {
  api.delay = 60;
  const begun = performance.now();
  const answer = call("sendMessage", { chat_id: 7, text: "hello" });
  const seen = await eva.until(() => eva.since(0)[0] && performance.now() - begun, 1000);
  await answer;
  expect(seen).toBeGreaterThan(25);
  expect(performance.now() - begun).toBeGreaterThan(55);
});
