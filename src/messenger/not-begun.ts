import type { MiddlewareFn } from "grammy";
import { say } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";

/** Before the school has said whose notice it is, there is nothing to quote and nothing to consent to. */
export function onlyOnceBegun({ school }: Pick<House, "school">): MiddlewareFn<Ctx> {
  return async (ctx, next) => {
    if (school.hasBegun()) return next();
    if (ctx.message || ctx.callbackQuery) await say(ctx, { html: ctx.speak("menu.notBegun") });
  };
}
