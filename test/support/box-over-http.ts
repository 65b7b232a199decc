import { Hono } from "hono";
import type { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { Refusal } from "../../src/bot-api/refusal.ts";

/**
 * The box as a Bot API server: `POST /bot<token>/<method>` with JSON or a form with files, as grammY sends it.
 * Another token is "Unauthorized", and nothing of such a call is read.
 */
export function boxOverHttp(box: BotApiBox, token: string): Hono {
  const call = boxAsFetch(box);
  return new Hono().post("/:bot{bot[^/]+}/:method", (ctx) => {
    if (ctx.req.param("bot") !== `bot${token}`) return ctx.json(new Refusal(401, "Unauthorized").body(), 401);
    const { headers, body, signal } = ctx.req.raw;
    return call(`http://box.invalid/${ctx.req.param("method")}`, { headers, body, signal });
  });
}
