import type { Bot, Context } from "grammy";
import { quietly, say } from "../../conversations/steps.ts";
import type { House } from "./house.ts";

/** Unlinking the account; consents stay as they stand, and the bot says so before and after. */
export function leaving(house: House, bot: Bot<Context>): void {
  bot.command("verlassen", async (ctx) => {
    const known = (await house.accounts.personsOf(ctx.chatId)).length > 0;
    if (!known) return void (await say(ctx, { html: house.speak("leave.notLinked") }));
    const buttons = [[{ text: house.speak.plain("leave.yes"), data: "leave:yes" }, { text: house.speak.plain("leave.no"), data: "leave:no" }]];
    await say(ctx, { html: house.speak("leave.ask"), buttons });
  });
  bot.callbackQuery(/^leave:(yes|no)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    if (ctx.match[1] === "no") return void (await say(ctx, { html: house.speak("leave.stayed") }));
    const left = await house.accounts.leave(ctx.chatId ?? 0);
    house.log.info({ chat: ctx.chatId, persons: left }, "left");
    await say(ctx, { html: house.speak(left > 0 ? "leave.done" : "leave.notLinked") });
  });
}
