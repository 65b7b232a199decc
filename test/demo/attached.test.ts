import { beforeEach, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { attachment } from "../../src/demo/phone.ts";

let box: BotApiBox;
beforeEach(() => {
  box = new BotApiBox(() => 0);
  box.open({ id: 5, first_name: "Nadja" });
});

test("who answers a message tells the bot which; who passes one on, whose words they are", () => {
  const first = box.says(5, "wird das aufgezeichnet?").message?.message_id ?? 0;
  expect(box.says(5, "das da", { replyTo: first }).message?.reply_to_message).toMatchObject({
    message_id: first,
    text: "wird das aufgezeichnet?",
  });
  expect(box.says(5, "ja", { forwardedFrom: "Tarek" }).message?.forward_origin).toEqual({
    type: "hidden_user",
    sender_user_name: "Tarek",
    date: 0,
  });
});

test("what is no text comes as the messenger brings it, and without a text", () => {
  for (const what of ["voice", "sticker", "photo", "contact", "place"]) {
    const { message } = box.sends(5, attachment(what, "ja") ?? {});
    expect(message).toHaveProperty(what === "place" ? "location" : what);
    expect(message?.text).toBeUndefined();
    expect(message?.caption).toBe(what === "photo" ? "ja" : undefined);
  }
});

test("nothing else can be sent", () => {
  for (const what of ["text", "constructor", "__proto__", "", 1, null, undefined])
    expect(attachment(what, "")).toBeNull();
  expect(attachment("photo", 7)).not.toHaveProperty("caption");
});
