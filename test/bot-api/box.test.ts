import { Bot } from "grammy";
import { beforeEach, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { tooMany } from "../../src/bot-api/refusal.ts";

let box: BotApiBox;
let bot: Bot;
beforeEach(() => {
  box = new BotApiBox();
  box.open({ id: 1, first_name: "Nadja" });
  bot = new Bot("1:token", { client: { fetch: boxAsFetch(box) as never } });
});
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: { description?: string }) => error.description,
  );

test.each([
  ["an empty text", () => bot.api.sendMessage(1, ""), "Bad Request: message text is empty"],
  ["a text of 4097 characters", () => bot.api.sendMessage(1, "a".repeat(4097)), "Bad Request: message is too long"],
  [
    "broken HTML",
    () => bot.api.sendMessage(1, "<b>a", { parse_mode: "HTML" }),
    `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
  ],
  [
    "callback data of 65 bytes",
    () =>
      bot.api.sendMessage(1, "a", {
        reply_markup: { inline_keyboard: [[{ text: "b", callback_data: "ü".repeat(33) }]] },
      }),
    "Bad Request: BUTTON_DATA_INVALID",
  ],
  ["a chat that is not there", () => bot.api.sendMessage(2, "a"), "Bad Request: chat not found"],
  [
    "an unknown callback query",
    () => bot.api.answerCallbackQuery("q"),
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
  ],
])("the box refuses %s in the messenger's words", async (_what, call, words) => {
  expect(await refusal(call())).toBe(words);
});

test("an unchanged edit is refused, a blocked bot is forbidden, a second poller ends the first", async () => {
  const { message_id } = await bot.api.sendMessage(1, "a");
  expect(await refusal(bot.api.editMessageText(1, message_id, "a"))).toContain("message is not modified");
  box.place(1).blocked = true;
  expect(await refusal(bot.api.sendMessage(1, "a"))).toBe("Forbidden: bot was blocked by the user");
  const first = refusal(bot.api.getUpdates({ timeout: 30 }));
  while (!box.poller) await new Promise(setImmediate);
  const second = bot.api.getUpdates({ timeout: 0 });
  expect(await first).toContain("Conflict: terminated by other getUpdates request");
  expect(await second).toEqual([]);
});

test("whoever is gone before the box listens for it holds up nobody", async () => {
  const { status } = await box.answer("getUpdates", { timeout: 1 }, AbortSignal.abort());
  expect(status).toBe(499);
  expect(box.poller).toBeNull();
});

test("faults come on demand, so often as they were asked for", async () => {
  box.faults.push({ method: "sendMessage", times: 1, with: tooMany(3) });
  expect(await refusal(bot.api.sendMessage(1, "a"))).toBe("Too Many Requests: retry after 3");
  expect(await refusal(bot.api.sendMessage(1, "a"))).toBe("accepted");
});

test("an update stays in the queue until a higher offset confirms it", async () => {
  const { update_id } = box.says(1, "hallo");
  expect(await bot.api.getUpdates({})).toHaveLength(1);
  expect(await bot.api.getUpdates({})).toHaveLength(1);
  expect(await bot.api.getUpdates({ offset: update_id + 1 })).toHaveLength(0);
});
