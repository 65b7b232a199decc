import { beforeEach, expect, test } from "vitest";
import { type MatrixRooms, openMatrixRooms } from "../../db/messenger/matrix.ts";
import { openDatabase } from "../../db/file/open.ts";
import { matrixNumbers } from "../../src/school/messenger.ts";

const now = new Date("2026-11-23T17:00:00Z");
const mother = "@nadja:schule.example";
let rooms: MatrixRooms;
let chat: number;

beforeEach(async () => {
  rooms = openMatrixRooms(openDatabase(":memory:"));
  chat = await rooms.chatOf(mother, "!room:schule.example");
});

const asks = (eventId: string) =>
  rooms.sent(
    chat,
    { eventId, choices: ["yes", "no"].map((leadsTo) => ({ leadsTo, sounds: leadsTo })), answers: null },
    now,
  );
const numbers = async (...ids: string[]) => (await rooms.number(chat, ids, now)).map(({ messageId }) => messageId);

test("a person has one number, whichever room she writes in, and it is no number of Telegram's", async () => {
  expect(await rooms.chatOf(mother, "!other:schule.example")).toBe(chat);
  expect(await rooms.chat(chat)).toMatchObject({ userId: mother, roomId: "!other:schule.example" });
  expect(chat).toBeGreaterThan(matrixNumbers);
  expect(Number.isSafeInteger(chat)).toBe(true);
});

test("an event that the server brings twice keeps its number and is the same update", async () => {
  const first = await rooms.number(chat, ["$a", "$b"], now);
  expect(await rooms.number(chat, ["$b", "$a", "$c"], now)).toMatchObject([first[1], first[0], {}]);
});

test("what the server shows before a message of the bot stood before it, also where that was sent first", async () => {
  const question = await asks("$question");
  const [early, shown] = await numbers("$early", "$question");
  expect([early! < question, shown]).toEqual([true, question]);
});

test("what the server shows while it has not shown a message of the bot stood before it", async () => {
  await numbers("$code");
  const question = await asks("$question");
  const [early] = await numbers("$early");
  expect(early).toBeLessThan(question);
  expect((await rooms.numberedBefore(chat, early!))?.eventId).toBeUndefined();
  const [, late] = await numbers("$question", "$late");
  expect((await rooms.numberedBefore(chat, late!))?.eventId).toBe("$question");
});

test("a message of the bot that the server shows before it has answered the sending is one message, with its options", async () => {
  const [shown] = await numbers("$question");
  expect(await asks("$question")).toBe(shown);
  expect((await rooms.optionsOf(chat, "$question"))?.choices).toHaveLength(2);
});

test("a thousand events that turn up late all stand before the question, and none before what came earlier", async () => {
  const [first] = await numbers("$first");
  const question = await asks("$question");
  const late = await numbers(...Array.from({ length: 1200 }, (_, at) => `$late${at}`));
  expect(late.every((one) => one > first! && one < question)).toBe(true);
});

test("what was sent and never shown holds up nothing for longer than ten minutes, and nothing at a new beginning", async () => {
  const lost = await asks("$lost");
  const later = new Date(now.getTime() + 11 * 60 * 1000);
  const [next] = await rooms.number(chat, ["$next"], later);
  expect(next!.messageId).toBeGreaterThan(lost);
  const again = await rooms.sent(chat, { eventId: "$again", choices: [], answers: null }, later);
  await rooms.beginAnew();
  const [after] = await rooms.number(chat, ["$after"], later);
  expect(after!.messageId).toBeGreaterThan(again);
});

test("closed options take a number and lead nowhere; where there was one only, it takes none", async () => {
  const question = await asks("$question");
  await rooms.sent(chat, { eventId: "$next", choices: [{ leadsTo: "next", sounds: "next" }], answers: null }, now);
  const [word] = await numbers("$question", "$next", "$word").then((all) => all.slice(2));
  expect((await rooms.numberedBefore(chat, word!))?.eventId).toBe("$question");
  await rooms.close(chat, question);
  expect((await rooms.numberedBefore(chat, word!))?.choices).toEqual([]);
  expect(await rooms.wordBefore(chat, word!, "yes")).toBeNull();
  expect((await rooms.wordBefore(chat, word!, "next"))?.eventId).toBe("$next");
});

test("after two weeks the numbers are forgotten, and with them strangers; a number is never given twice", async () => {
  const [update] = await rooms.number(chat, ["$a"], now);
  expect(await rooms.sweep(new Date(now.getTime() + 16 * 24 * 60 * 60 * 1000))).toBe(1);
  expect(await rooms.chat(chat)).toBeNull();
  const again = await rooms.chatOf(mother, "!room:schule.example");
  expect(again).toBeGreaterThan(chat);
  const [next] = await rooms.number(again, ["$b"], now);
  expect(next!.updateId).toBeGreaterThan(update!.updateId);
});

test("what the server shows again and again keeps its number, however long ago it was shown first", async () => {
  const [first] = await rooms.number(chat, ["$a"], now);
  for (const days of [10, 20, 30]) {
    const later = new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
    await rooms.sweep(later);
    expect(await rooms.number(chat, ["$a"], later)).toEqual([first]);
  }
});
