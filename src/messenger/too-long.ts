import type { MiddlewareFn } from "grammy";
import { mostLetters } from "../../conversations/fitting.ts";
import { quietly, say } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";
import { idsOf } from "./whose-line.ts";

/**
 * The door for what is typed: an update with a text that is longer than the messenger lets anybody write is refused
 * with one sentence, whatever place in it the text has. Behind it nothing is read, stored or printed without a bound.
 * Cut it would not be what the person has said.
 */
export function nothingTooLong(house: Pick<House, "log" | "accounts">): MiddlewareFn<Ctx> {
  return async (ctx, next) => {
    if (!holdsTooLong(ctx.update)) return next();
    house.log.warn(await idsOf(house, ctx), "refused: longer than the messenger allows");
    if (ctx.callbackQuery) await quietly(() => ctx.answerCallbackQuery());
    await say(ctx, { html: ctx.speak("step.tooLong", { most: mostLetters.message }) });
  };
}

function holdsTooLong(update: object): boolean {
  const left: unknown[] = [update];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one === "string" && isTooLong(one)) return true;
    if (typeof one === "object" && one !== null)
      for (const part of Object.values(one)) if (part !== undefined) left.push(part);
  }
  return false;
}

/** Counted in signs: some of them are two halves. */
const isTooLong = (text: string) =>
  text.length > 2 * mostLetters.message ||
  (text.length > mostLetters.message && [...text].length > mostLetters.message);
