import { setTimeout as sleep } from "node:timers/promises";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { healthOf } from "../../src/wiring/health.ts";
import { openLights } from "../../src/wiring/lights.ts";
import { School } from "../support/school.ts";
import { until } from "../support/until.ts";

let school: School;
afterEach(() => school.stop());

/** A messenger whose calls to one chat hang until they are let go. */
async function hangingFor(chatId: number): Promise<{ letGo: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const reach = boxAsFetch(school.box);
  await school.bot.stop();
  await school.start(school.house, async (url, init) => {
    const to = typeof init?.body === "string" ? (JSON.parse(init.body) as { chat_id?: number }).chat_id : undefined;
    if (to === chatId) await promise;
    return await reach(url, init);
  });
  return { letGo: resolve };
}

const says = (who: "mother" | "grandfather" | "teacher" | "lateTeacher", text: string) =>
  school.box.says(school.phone(who).chatId, text);
const hears = (who: "mother" | "grandfather" | "teacher" | "lateTeacher", words: string) =>
  until(() => expect(school.phone(who).transcript()).toContain(words));

/** Fills in the form, waiting for nobody else. */
async function answers(who: "mother" | "grandfather", child?: string): Promise<void> {
  says(who, `/einwilligung ${child ?? ""}`);
  await hears(who, "Teilnahme per Audio (Ton)?");
  school.phone(who).tap("JA");
  await hears(who, "Teilnahme per Video (Bild)?");
  school.phone(who).tap("NEIN");
  await hears(who, "Bitte prüfen Sie Ihre Antworten");
  school.phone(who).tap("Absenden");
  await hears(who, "Gespeichert am");
}

test("while the messenger hangs for one parent, others ask, answer, and are told; then the parent goes on where it was", async () => {
  school = await School.open({ joined: ["mother", "grandfather", "lateTeacher"] });
  const { letGo } = await hangingFor(school.phone("mother").chatId);
  says("mother", "/einwilligung");
  await answers("grandfather");
  await hears("lateTeacher", "Klasse 2c");
  expect(school.phone("mother").transcript()).not.toContain("Teilnahme per Audio (Ton)?");
  letGo();
  await hears("mother", "Teilnahme per Audio (Ton)?");
});

test("while the messenger hangs for a teacher, the parent's receipt arrives, and another teacher is told", async () => {
  school = await School.open({ joined: ["mother", "grandfather", "teacher", "lateTeacher"] });
  const { letGo } = await hangingFor(school.phone("teacher").chatId);
  await answers("mother", "Mila");
  await answers("grandfather");
  await hears("lateTeacher", "Klasse 2c");
  expect(school.phone("teacher").transcript()).toBe("");
  letGo();
  await hears("teacher", "Klasse 3a");
  await school.quiet();
});

test("both parents send their answers at the same moment: both stand, each has the receipt, and the teacher was last told what holds", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  for (const [who, label] of [
    ["mother", "JA"],
    ["father", "NEIN"],
  ] as const) {
    const phone = school.phone(who);
    await phone.says("/einwilligung Mila");
    await phone.presses(label);
    await phone.presses(label);
  }
  for (const who of ["mother", "father"] as const) school.phone(who).tap("Absenden");
  await school.quiet();
  expect((await school.events("Mila")).split(", ").toSorted()).toEqual([
    "audio given",
    "audio refused",
    "video given",
    "video refused",
  ]);
  for (const who of ["mother", "father"] as const) expect(school.phone(who).transcript()).toContain("Gespeichert am");
  const told = school.phone("teacher").messages.at(-1)?.text ?? "";
  await school.phone("teacher").says("/klasse");
  expect({ told, holds: await school.participation("Mila") }).toMatchObject({ holds: "none" });
  expect(told).toContain("Mila B.");
});

test("stopped while ten things wait in three chats, the bot goes on with each where it was, once and in order", async () => {
  school = await School.open({ joined: ["mother", "grandfather", "lateTeacher"] });
  await school.phone("grandfather").says("/einwilligung");
  school.phone("grandfather").tap("JA");
  for (const text of ["/status", "/hilfe", "/datenschutz"])
    for (const who of ["mother", "lateTeacher"] as const) says(who, text);
  await school.bot.stop();
  for (const text of ["/sprache", "/status"]) says("mother", text);
  await school.start();
  await school.quiet();
  const transcript = school.phone("mother").transcript();
  const places = ["Das können Sie hier tun:", "Was über Sie gespeichert ist", "[Türkçe]"].map((words) => [
    transcript.split(words).length - 1,
    transcript.indexOf(words),
  ]);
  expect(places.map(([times]) => times)).toEqual([1, 1, 1]);
  const order = places.map(([, place]) => place);
  expect(order).toEqual(order.toSorted((one = 0, other = 0) => one - other));
  await school.phone("grandfather").presses("NEIN");
  await school.phone("grandfather").presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video refused");
});

test("while another process holds the database, a teacher is answered, and so is who asks for the health; what is written waits, and is there afterwards", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "janein-held-")), "school.sqlite");
  school = await School.open({ path, joined: ["grandfather", "lateTeacher"] });
  const health = new Hono().route(
    "/",
    healthOf(openLights({ database: school.database, notes: "" }, () => school.bot.connection(), school.house.now)),
  );
  await school.phone("grandfather").says("/einwilligung");
  const other = new Sqlite(path);
  other.exec("begin immediate");
  school.phone("grandfather").tap("JA");
  says("lateTeacher", "/klasse");
  await hears("lateTeacher", "2c: ");
  expect((await health.request("/health")).status).toBe(200);
  await sleep(500);
  let turns = 0;
  const until = performance.now() + 200;
  while (performance.now() < until) {
    await sleep(1);
    turns += 1;
  }
  expect(turns).toBeGreaterThan(5);
  other.exec("rollback");
  other.close();
  await school.quiet();
  await school.phone("grandfather").presses("NEIN");
  await school.phone("grandfather").presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video refused");
});

test.each([
  ["a proxy's page instead of an answer", () => new Response("<html>Too many</html>", { status: 429 })],
  ["a page that wants a login", () => new Response("<html>Please sign in</html>", { status: 200 })],
  ["an answer that is cut off", () => new Response('{"ok":true,"resul', { status: 200 })],
])("%s is tried again, and the question that stands there can be answered", async (_what, answer) => {
  school = await School.open({ joined: ["grandfather"] });
  const reach = boxAsFetch(school.box);
  let times = 3;
  await school.bot.stop();
  await school.start(school.house, async (url, init) => {
    const isSent = (url instanceof Request ? url.url : String(url)).endsWith("/sendMessage");
    if (isSent && times > 0) {
      times -= 1;
      return answer();
    }
    return await reach(url, init);
  });
  await school.phone("grandfather").says("/einwilligung");
  await school.phone("grandfather").presses("JA");
  expect(school.phone("grandfather").last).toBe("Leon N.: Teilnahme per Video (Bild)?");
  expect(times).toBe(0);
});

test.each([
  ["a message without a chat", { message: { message_id: 1, text: "ja", date: 0 } }],
  ["a message that is text", { message: "ja" }],
  ["a tap without a person", { callback_query: { id: "1", data: "x" } }],
  ["a tap with data that is a number", { callback_query: { id: "1", from: { id: 7 }, data: 7 } }],
  ["a chat with a word as its id", { message: { message_id: 1, chat: { id: "x", type: "private" } } }],
  ["a member without a state", { my_chat_member: { chat: { id: 7, type: "private" } } }],
])("%s is one short line in the log, and no fault", async (_what, part) => {
  const said: string[] = [];
  const puts = (level: string) => (what: object, words: string) =>
    void said.push(`${level} ${JSON.stringify(what)} ${words}`);
  const log = { info: () => undefined, warn: puts("warn"), error: puts("error") };
  school = await School.open({ joined: ["grandfather"], log });
  const inside = school.box as unknown as { deliver: (update: object) => void; queue: object[] };
  inside.deliver({ update_id: 77_000, ...part });
  await school.quiet();
  expect(said).toEqual(['warn {"update":77000} malformed update: put away']);
  await school.phone("grandfather").says("/status");
  expect(school.phone("grandfather").last).not.toContain("mein Fehler");
});
