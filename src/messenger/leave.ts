import type { Bot } from "grammy";
import { quietly, say } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";

/** Unlinking the account; consents stay as they stand, and the bot says so before and after. */
export function leaving(house: Pick<House, "accounts" | "languages" | "log">, bot: Bot<Ctx>): void {
  bot.command("verlassen", async (ctx) => {
    const known = (await house.accounts.personsOf(ctx.chatId)).length > 0;
    if (!known) return void (await say(ctx, { html: ctx.speak("leave.notLinked") }));
    const buttons = [
      [
        { text: ctx.speak.plain("leave.yes"), data: "leave:yes" },
        { text: ctx.speak.plain("leave.no"), data: "leave:no" },
      ],
    ];
    await say(ctx, { html: ctx.speak("leave.ask"), buttons });
  });
  bot.callbackQuery(/^leave:(yes|no)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    if (ctx.match[1] === "no") return void (await say(ctx, { html: ctx.speak("leave.stayed") }));
    const left = await house.accounts.leave(ctx.chatId ?? 0);
    await house.languages.forget(ctx.chatId ?? 0);
    if (left > 0) house.log.info({ persons: left }, "left");
    await say(ctx, { html: ctx.speak(left > 0 ? "leave.done" : "leave.notLinked") });
  });
}
