import { Bot, InputFile } from "grammy";
import { beforeEach, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { boxOverHttp } from "../support/box-over-http.ts";

const token = "1:abcdefghijklmnopqrstuvwxyz";
let box: BotApiBox;
beforeEach(() => {
  box = new BotApiBox();
  box.open({ id: 1, first_name: "Nadja" });
});
const call = async (method: string, init: RequestInit, by = token) => {
  const answer = await boxOverHttp(box, token).request(`/bot${by}/${method}`, { method: "POST", ...init });
  return { status: answer.status, body: (await answer.json()) as { description?: string } };
};
const json = { "content-type": "application/json" };
const body = JSON.stringify({ chat_id: 1, text: "a" });

test("a call is JSON or a form with a file; as plain text or as what else a page can send unasked it is refused", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "text/plain;application/json", ""])
    expect((await call("sendMessage", { headers: { "content-type": type }, body })).status).toBe(415);
  expect(box.place(1).messages).toEqual([]);
  expect(
    (await call("sendMessage", { headers: { "content-type": "application/json; charset=utf-8" }, body })).status,
  ).toBe(200);
  expect(box.place(1).messages).toHaveLength(1);
});

test("without the right token nothing of a call is read", async () => {
  const form = new FormData();
  form.set("chat_id", "1");
  form.set("text", "a");
  expect((await call("sendMessage", { body: form }, "2:x")).status).toBe(401);
  expect((await call("sendMessage", { headers: json, body: "{" }, "2:x")).status).toBe(401);
  expect((await call("sendMessage", { body: form })).status).toBe(200);
});

test("a call that only looks is no call: a link opened by somebody does nothing", async () => {
  box.says(1, "hallo");
  expect((await boxOverHttp(box, token).request(`/bot${token}/getUpdates`)).status).toBe(404);
});

test.each(["{", "null", "[]", '"a"', ""])("the body %s is a bad request, and breaks nothing", async (broken) => {
  expect(await call("sendMessage", { headers: json, body: broken })).toMatchObject({
    status: 400,
    body: { description: expect.stringMatching(/^Bad Request: /) as string },
  });
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("%s is no method of the box", async (name) => {
  expect(await call(name, { headers: json, body })).toMatchObject({ status: 404, body: { description: "Not Found" } });
});

test.each(["{", "[[1]]", '{"inline_keyboard":[[{"callback_data":"a"}]]}', '{"inline_keyboard":3}'])(
  "the buttons %s are a bad request",
  async (reply_markup) => {
    const sent = JSON.stringify({ chat_id: 1, text: "a", reply_markup });
    expect((await call("sendMessage", { headers: json, body: sent })).status).toBe(400);
  },
);

test("the bot itself sends files by form, and everything else as JSON", async () => {
  const bot = new Bot(token, { client: { fetch: boxAsFetch(box) as never } });
  await bot.api.sendDocument(1, new InputFile(new TextEncoder().encode("x"), "beleg.pdf"));
  await bot.api.getMe();
  await bot.api.deleteWebhook();
  expect(box.place(1).messages.at(-1)?.document?.name).toBe("beleg.pdf");
});
