import { createHmac, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Update } from "grammy/types";
import type { Log } from "../house/house.ts";
import type { Received } from "../messenger/webhook.ts";
import { messengerOf } from "../school/messenger.ts";
import type { Config } from "./config.ts";

/** What an update is, with all that it answers and forwards, is far less (bytes). */
const mostBytes = 1024 * 1024;

type Settings = Pick<Config, "TELEGRAM_WEBHOOK" | "BOT_TOKEN" | "PUBLIC_URL" | "CODE_KEY">;

/**
 * Where the messenger can send what comes in, and the word by which it is known there; null where there is no address
 * that it could reach.
 */
export function hookIn({ BOT_TOKEN, PUBLIC_URL, CODE_KEY }: Settings): { url: string; secret: string } | null {
  if (BOT_TOKEN === undefined || CODE_KEY === undefined || !PUBLIC_URL?.startsWith("https:")) return null;
  const secret = createHmac("sha256", CODE_KEY).update("JaNein: the secret of the webhook").digest("base64url");
  return { url: `${PUBLIC_URL}/telegram`, secret };
}

/** Whether it sends what comes in. */
export const isSent = ({ TELEGRAM_WEBHOOK }: Settings): boolean => TELEGRAM_WEBHOOK === "yes";

/**
 * `POST /telegram`, where the messenger sends what comes in; nothing stands there where it is asked for that.
 * In: what takes it in, and says what to answer.
 */
export function webhookDoor(
  config: Settings,
  log: Log,
  receive: (update: Update) => Promise<Received> | Received,
): Hono {
  const [app, hook] = [new Hono(), hookIn(config)];
  if (hook === null || !isSent(config)) return app;
  const nothing = (reason: string) => {
    log.warn({}, reason);
    return new Response(null, { status: 200 });
  };
  return app.post(
    "/telegram",
    async (ctx, next) =>
      isSame(ctx.req.header("x-telegram-bot-api-secret-token") ?? "", hook.secret) ? await next() : ctx.body(null, 401),
    // It would be sent for days, and hold up its chat; it is nothing that a person has written.
    bodyLimit({ maxSize: mostBytes, onError: () => nothing("what was sent to the webhook is too long: put away") }),
    async (ctx) => {
      const update: unknown = await ctx.req.json().catch(() => null);
      if (!hasId(update)) return nothing("what was sent to the webhook is no update: put away");
      return ctx.body(null, await receive(update));
    },
  );
}

/** In a time that tells nothing of how much of it is right. */
function isSame(given: string, secret: string): boolean {
  const hashed = (word: string) => createHmac("sha256", secret).update(word).digest();
  return timingSafeEqual(hashed(given), hashed(secret));
}

const hasId = (update: unknown): update is Update =>
  typeof update === "object" &&
  update !== null &&
  "update_id" in update &&
  Number.isSafeInteger(update.update_id) &&
  Number(update.update_id) >= 0 &&
  messengerOf(Number(update.update_id)) === "telegram";
