import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { type Running, runBot } from "../../src/messenger/running.ts";
import { type MatrixPhone, MatrixSchool, type Who } from "../support/matrix-room.ts";
import { Phone } from "../support/phone.ts";

let school: MatrixSchool;
let box: BotApiBox;
let telegram: Running;

async function startTelegram(fetch: typeof globalThis.fetch = boxAsFetch(box)): Promise<void> {
  telegram = await runBot(school.house, {
    ...{ token: "1:a-token-for-the-box", apiRoot: "http://box.invalid", fetch, abandonedDays: 14 },
    ...{ isAlone: true, isSecond: true },
    pause: () => setImmediate(),
  });
  await telegram.ready;
}

beforeEach(async () => {
  school = await MatrixSchool.open();
  box = new BotApiBox(() => school.clock.now.getTime());
  await startTelegram();
});
afterEach(async () => {
  await telegram.stop();
  await school.end();
});

async function quiet(): Promise<void> {
  const isIdle = () => box.poller !== null && box.queue.length === 0;
  do {
    while (!isIdle()) await setImmediate();
    await telegram.tellAll();
    await school.quiet();
  } while (!isIdle());
}

async function onTelegram(who: Who, chatId: number): Promise<Phone> {
  const phone = new Phone(who, chatId, box, quiet);
  await phone.says(`/start ${await school.code(who)}`);
  await phone.presses("Verbinden");
  if (await school.house.talks.conversationOf(chatId)) await phone.says("/abbrechen");
  return phone;
}

const written = (phone: Phone) => phone.messages.map(({ text }) => text).join("\n");
const bodies = (phone: MatrixPhone) => phone.heard.map(({ content }) => String(content.body)).join("\n");
const count = (text: string, word: RegExp) => text.match(new RegExp(word, "g"))?.length ?? 0;
const decides = async (phone: MatrixPhone, ...words: string[]) => {
  for (const word of ["einwilligung", ...words, "absenden"]) await phone.says(word);
};

test("whoever moves to the school's own messenger and back is told in each chat that is left, once, and asked in the new one", async () => {
  const old = await onTelegram("grandfather", 103);
  const before = old.messages.length;
  const grandfather = await school.joined("grandfather");
  await quiet();
  expect(count(written(old), /verbunden/)).toBeGreaterThan(0);
  expect(old.messages.length - before).toBe(1);
  const inRoom = grandfather.heard.length;
  await old.says(`/start ${await school.code("grandfather")}`);
  await old.presses("Verbinden");
  await quiet();
  expect(grandfather.heard.length - inRoom).toBe(1);
  expect(await school.house.accounts.personsOf(103)).toHaveLength(1);
});

test("what a parent answers on one line the class teacher hears on the other, once", async () => {
  const teacher = await onTelegram("lateTeacher", 203);
  const grandfather = await school.joined("grandfather");
  await decides(grandfather, "ja", "nein");
  await Promise.all([telegram.tellAll(), school.running.tellAll(), telegram.tellAll()]);
  await quiet();
  expect(teacher.messages.filter(({ text }) => text.includes("Leon N."))).toHaveLength(1);
});

test("what is being told on one line is not told on the other as well, where its person moves there meanwhile", async () => {
  const teacher = await onTelegram("lateTeacher", 203);
  const grandfather = await school.joined("grandfather");
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  const whole = boxAsFetch(box);
  await telegram.stop();
  await startTelegram(async (input, init) => {
    const body = typeof init?.body === "string" ? init.body : "";
    if ((input instanceof Request ? input.url : input.toString()).includes("sendMessage") && body.includes("Leon")) {
      isHeld = true;
      await held.promise;
    }
    return await whole(input, init);
  });
  await decides(grandfather, "ja", "nein");
  const told = telegram.tellAll();
  while (!isHeld) await setImmediate();
  const inRoom = await school.joined("lateTeacher");
  held.resolve();
  await told;
  await quiet();
  expect(count(written(teacher), /Leon N\./) + count(bodies(inRoom), /Leon N\./)).toBe(1);
});

test("an update that may have been fatal on one line stays suspected, where the other begins its first run", async () => {
  await school.house.inbox.begin(school.clock.now);
  await school.house.inbox.trySuspect(7, school.clock.now);
  await school.stop();
  await school.house.on("matrix").inbox.begin(school.clock.now);
  expect(await school.house.inbox.tried(7)).toMatchObject({ tries: 1 });
  await school.start();
});

test("while Telegram is away the other line goes on, and what is for Telegram is told once when it is back", async () => {
  const teacher = await onTelegram("lateTeacher", 203);
  const grandfather = await school.joined("grandfather");
  await telegram.stop();
  let isAway = false;
  const whole = boxAsFetch(box);
  await startTelegram(async (input, init) => {
    if (isAway) throw new TypeError("fetch failed");
    return await whole(input, init);
  });
  isAway = true;
  await decides(grandfather, "ja", "nein");
  await telegram.tellAll();
  expect(grandfather.last).toContain("Beleg");
  expect(written(teacher)).not.toContain("Leon N.");
  isAway = false;
  school.clock.now = new Date(school.clock.now.getTime() + 60 * 60 * 1000);
  await quiet();
  expect(count(written(teacher), /Leon N\./)).toBe(1);
});

test("the line of the morning comes once, on whichever line, however often both look", async () => {
  const teacher = await school.joined("lateTeacher");
  const [{ id } = { id: "" }] = await school.house.accounts.personsOf(await teacher.chatId());
  await school.house.mornings.want(id, "07:30", "2026-11-24");
  school.clock.now = new Date("2026-11-24T06:31:00Z");
  const before = teacher.heard.length;
  await Promise.all([telegram.tellAll(), school.running.tellAll()]);
  await telegram.tellAll();
  await quiet();
  expect(teacher.heard.length - before).toBe(1);
});

test.each([-1, 24])("a number counts where the clock was set by %i hours since the question", async (hours) => {
  const grandfather = await school.joined("grandfather");
  await grandfather.says("einwilligung");
  school.clock.now = new Date(school.clock.now.getTime() + hours * 60 * 60 * 1000);
  for (const word of ["1", "2"]) await grandfather.says(word);
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
});
