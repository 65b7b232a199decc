import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { demo } from "../../src/demo/demo.ts";
import { SchoolMessenger } from "../../src/demo/school-messenger.ts";
import { type DemoSchool, openVisitors } from "../../src/demo/visitors.ts";

const now = () => new Date("2026-11-23T17:00:00Z");

/** The demo with one school of which only the two boxes and the end are real, and what a page asks that is in it. */
async function oneSchool() {
  const [box, closing] = [new BotApiBox(), new AbortController()];
  const messenger = new SchoolMessenger(() => undefined);
  const school = { id: "one", box, messenger, closing: closing.signal, close: async () => closing.abort() };
  const visitors = openVisitors(
    async () => school as unknown as DemoSchool,
    () => "secret",
  );
  await visitors.open(now());
  const app = demo(visitors, now, { version: "0", timeZone: "Europe/Berlin" });
  const watched = async () =>
    (await app.request("http://127.0.0.1/demo/changes", { headers: { cookie: "janein-demo-80=secret" } })).body!;
  const listeners = () => getEventListeners(closing.signal, "abort").length;
  return { box, messenger, watched, listeners, end: () => visitors.closeAll() };
}

test("a page that has gone is heard no more, and nothing of it stays at the school", async () => {
  const { watched, listeners } = await oneSchool();
  for (let times = 0; times < 20; times += 1) {
    const body = await watched();
    await expect.poll(listeners).toBe(1);
    await body.cancel();
    await expect.poll(listeners).toBe(0);
  }
});

test("a page that is there hears of each change, and its line ends with the school", async () => {
  const { box, watched, end } = await oneSchool();
  box.open({ id: 101, first_name: "Nadja" });
  const heard = new Response(await watched()).text();
  const moment = () => new Promise((resolve) => setTimeout(resolve, 20));
  await moment();
  box.says(101, "hallo");
  await moment();
  await end();
  expect(await heard).toContain("data: 101");
});

test("what is said in the school's own messenger a page hears of as well, by the same number", async () => {
  const { messenger, watched, end } = await oneSchool();
  const heard = new Response(await watched()).text();
  const moment = () => new Promise((resolve) => setTimeout(resolve, 20));
  await moment();
  messenger.says(102, "hallo");
  await moment();
  await end();
  expect(await heard).toContain("data: 102");
});
