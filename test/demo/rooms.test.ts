import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demo } from "../../src/demo/demo.ts";
import { school as invented } from "../../src/demo/invented-facts.ts";
import { openVisitors } from "../../src/demo/visitors.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { openDemoSchool } from "../../src/wiring/demo-school.ts";
import { openPress } from "../../src/wiring/press.ts";
import { understand } from "../support/school.ts";
import { programTexts } from "../support/texts.ts";

const errors: string[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (_: unknown, what: string) => errors.push(what) };
const folder = mkdtempSync(join(tmpdir(), "janein-rooms-"));
const press = openPress();
const site = {
  ...{
    texts: programTexts,
    understand,
    log: { ...log, error: (...all: [unknown, string]) => void log.error(...all) },
  },
  ...{ config: readConfig({ LOG_LEVEL: "silent" }), press, folder, address: "http://127.0.0.1:1" },
};

const now = () => new Date();
const visitors = openVisitors(
  () => openDemoSchool(site),
  () => "secret",
);
const app = demo(visitors, now, { version: "0", timeZone: "Europe/Berlin" });
const [tarek, sami, opa, tafel] = [102, 107, 103, 201];
const cookie = "janein-demo-80=secret";
const own = { cookie, origin: "http://127.0.0.1", "content-type": "application/json" };

beforeAll(async () => void (await visitors.open(now())), 60_000);
afterAll(async () => {
  await visitors.closeAll();
  await press.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(errors).toEqual([]);
});

interface Seen {
  id: number;
  from: string;
  text: string;
  document: string | null;
  signs: string[];
  edited: boolean;
  answers: { text: string } | null;
}
interface State {
  letter: string | null;
  isElsewhere: boolean;
  messages: Seen[];
}
const look = async (path: string) =>
  (await (await app.request(`http://127.0.0.1/demo/${path}`, { headers: { cookie } })).json()) as State;
const post = async (path: string, body: object, headers: Record<string, string> = own) =>
  (await app.request(`http://127.0.0.1/demo/${path}`, { method: "POST", headers, body: JSON.stringify(body) })).status;
const patient = { timeout: 60_000 };

/** Says something, and waits for so many messages of the bot. Out: what it said. */
async function said(who: number, text: string, answers = 1, more: object = {}): Promise<string> {
  const before = (await look(`rooms/${who}`)).messages.length;
  expect(await post(`rooms/${who}/says`, { text, ...more })).toBe(204);
  const heard = async () => (await look(`rooms/${who}`)).messages.slice(before + 1);
  await expect.poll(async () => (await heard()).length, patient).toBeGreaterThanOrEqual(answers);
  return (await heard()).map((one) => one.text).join("\n");
}

test("a father joins by typing his code, answers by word and by number, and the teacher hears of it on the other messenger at once", async () => {
  const { letter, messages } = await look(`rooms/${tarek}`);
  expect(messages).toEqual([]);
  expect(await said(tarek, `mein code ist ${letter?.toLowerCase() ?? ""}`)).toContain(
    "Dieser Messenger gehört der Schule",
  );
  expect((await look(`rooms/${tarek}`)).letter).toBeNull();
  expect(await said(tarek, "1", 2)).toContain("Mila B.: Teilnahme per Audio (Ton)?");
  expect(await said(tarek, "JA")).toContain("Mila B.: Teilnahme per Video (Bild)?");
  expect(await said(tarek, "2")).toContain("Jonas B.: Teilnahme per Audio (Ton)?");
  await said(tarek, "nein");
  await said(tarek, "2");
  const told = async () => (await look(`chats/${tafel}`)).messages.map(({ text }) => text).join("\n");
  expect(await told()).not.toContain("Mila B.");
  const at = Date.now();
  expect(await said(tarek, "1", 4)).toContain("Gespeichert am");
  await expect.poll(told, patient).toContain("Klasse 3a: Mila B.");
  expect(Date.now() - at).toBeLessThan(3000);
});

test("the receipt can be opened from the room, and only there", async () => {
  const { messages } = await look(`rooms/${tarek}`);
  const { id = 0 } = messages.find(({ document }) => document !== null) ?? {};
  const file = await app.request(`http://127.0.0.1/demo/rooms/${tarek}/files/${id}`, { headers: { cookie } });
  expect(file.headers.get("content-type")).toBe("application/pdf");
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  for (const path of [`rooms/${opa}/files/${id}`, `rooms/${tarek}/files/1`, `chats/${tarek}/files/${id}`])
    expect((await app.request(`http://127.0.0.1/demo/${path}`, { headers: { cookie } })).status).toBe(404);
});

test("a thumb under an open question is no answer, nor is a word that is changed afterwards, and both are told so", async () => {
  await said(tarek, "einwilligung");
  const open = async () => (await look(`rooms/${tarek}`)).messages;
  const { id, text } = (await open()).at(-1)!;
  const before = (await open()).length;
  expect(await post(`rooms/${tarek}/signs`, { message: id })).toBe(204);
  await expect.poll(async () => (await open()).length, patient).toBeGreaterThan(before);
  expect((await open()).find((one) => one.id === id)?.signs).toEqual(["👍"]);
  expect(
    (await open())
      .slice(before)
      .map((one) => one.text)
      .join("\n"),
  ).not.toBe(text);
  await said(tarek, "was gilt gerade");
  const mine = (await open()).findLast(({ from }) => from === "person")!;
  const then = (await open()).length;
  expect(await post(`rooms/${tarek}/edits`, { message: mine.id, text: "ich widerrufe alles" })).toBe(204);
  await expect.poll(async () => (await open()).length, patient).toBeGreaterThan(then);
  expect((await open()).find((one) => one.id === mine.id)).toMatchObject({ text: "ich widerrufe alles", edited: true });
  const bots = (await open()).findLast(({ from }) => from === "bot")!;
  for (const message of [bots.id, 0, "x", undefined])
    expect(await post(`rooms/${tarek}/edits`, { message, text: "anders" })).toBe(400);
  for (const message of [0, -1, "x", null]) expect(await post(`rooms/${tarek}/signs`, { message })).toBe(400);
});

test("whoever answers a message says so, and it is seen which one", async () => {
  const { messages } = await look(`rooms/${tarek}`);
  const { id, text } = messages.at(-1)!;
  await said(tarek, "hilfe", 1, { replyTo: id });
  const mine = (await look(`rooms/${tarek}`)).messages.findLast(({ from }) => from === "person");
  expect(mine?.answers?.text).toBe(text.slice(0, 120));
});

test("a teacher and nobody have no room here, and nothing is said without words", async () => {
  for (const who of [tafel, 999, "x", "__proto__"])
    for (const kind of ["says", "edits", "signs"])
      expect(await post(`rooms/${who}/${kind}`, { text: "hallo", message: 1 })).toBe(404);
  for (const text of ["", "  ", 7, null]) expect(await post(`rooms/${opa}/says`, { text })).toBe(400);
  expect((await look(`rooms/${opa}`)).messages).toEqual([]);
});

test("what a person types comes from the page itself, as JSON, or it is not said", async () => {
  const body = { text: "hallo" };
  for (const kind of ["says", "edits", "signs"]) {
    expect(await post(`rooms/${opa}/${kind}`, body, { cookie, "content-type": "application/json" })).toBe(403);
    expect(await post(`rooms/${opa}/${kind}`, body, { ...own, "content-type": "text/plain" })).toBe(415);
    expect(await post(`rooms/${opa}/${kind}`, body, { ...own, cookie: "" })).toBe(410);
  }
  expect((await look(`rooms/${opa}`)).messages).toEqual([]);
});

test("a letter lies on one phone only: whoever has begun in one messenger has none in the other", async () => {
  expect(await look(`chats/${tarek}`)).toMatchObject({ letter: null, isElsewhere: true });
  expect(await look(`chats/${sami}`)).toMatchObject({ letter: expect.any(String) as string, isElsewhere: false });
  await post(`chats/${sami}/says`, { text: "hallo" });
  expect(await look(`rooms/${sami}`)).toMatchObject({ letter: null, isElsewhere: true });
});

test("whoever asks before opening the letter still finds it", async () => {
  await post(`chats/${opa}/says`, { text: "wird das aufgezeichnet?" });
  await expect.poll(async () => (await look(`chats/${opa}`)).messages.length, patient).toBeGreaterThan(1);
  const { letter } = await look(`chats/${opa}`);
  expect(letter).toEqual(expect.any(String));
  await post(`chats/${opa}/says`, { text: `/start ${letter ?? ""}` });
  await expect.poll(async () => (await look(`chats/${opa}`)).letter, patient).toBeNull();
});

test("in the school's own messenger, too, the school is an invented one", async () => {
  expect(await said(tarek, "wer ist der datenschutzbeauftragte?")).toContain(invented.officer);
  expect(await said(tarek, "wer ist verantwortlich?")).toContain(invented.head);
});
