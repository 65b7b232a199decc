import type { Bot } from "grammy";
import { quietly, say } from "../../conversations/steps.ts";
import type { Ctx } from "./bot.ts";

/** Unlinking the account; consents stay as they stand, and the bot says so before and after. */
export function leaving(bot: Bot<Ctx>): void {
  bot.command("verlassen", async (ctx) => {
    const known = (await ctx.here.accounts.personsOf(ctx.chatId)).length > 0;
    if (!known) return void (await say(ctx, { html: ctx.here.speak("leave.notLinked") }));
    const buttons = [[{ text: ctx.here.speak.plain("leave.yes"), data: "leave:yes" }, { text: ctx.here.speak.plain("leave.no"), data: "leave:no" }]];
    await say(ctx, { html: ctx.here.speak("leave.ask"), buttons });
  });
  bot.callbackQuery(/^leave:(yes|no)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    if (ctx.match[1] === "no") return void (await say(ctx, { html: ctx.here.speak("leave.stayed") }));
    const left = await ctx.here.accounts.leave(ctx.chatId ?? 0);
    await ctx.here.languages.forget(ctx.chatId ?? 0);
    ctx.here.log.info({ chat: ctx.chatId, persons: left }, "left");
    await say(ctx, { html: ctx.here.speak(left > 0 ? "leave.done" : "leave.notLinked") });
  });
}
