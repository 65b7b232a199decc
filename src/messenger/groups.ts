import type { Context, MiddlewareFn } from "grammy";
import { quietly } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";

/** Groups and channels get one polite sentence, then the bot goes; nothing of a person is looked up or stored there. */
export function privateOnly({ texts }: Pick<House, "texts">): MiddlewareFn<Context> {
  return async (ctx, next) => {
    if (ctx.chat?.type === "private") return next();
    if (
      !ctx.chat ||
      ctx.myChatMember?.new_chat_member.status === "left" ||
      ctx.myChatMember?.new_chat_member.status === "kicked"
    )
      return;
    await quietly(() =>
      ctx.api.sendMessage(ctx.chatId ?? 0, texts.speak()("menu.privateOnly", { bot: ctx.me.username }), {
        parse_mode: "HTML",
      }),
    );
    await quietly(() => ctx.api.leaveChat(ctx.chatId ?? 0));
  };
}
