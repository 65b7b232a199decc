import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler } from "hono";
import { cookieLasts } from "../../school/office-sessions.ts";
import { saysAtMost, wholeBody } from "../page/body.ts";
import type { OfficeContext, OfficeEnv } from "../page/parts.ts";
import { whereTo } from "./coming-in.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { expiredPage, neededPage } from "./door-pages.ts";
import { mostForm } from "./guard.ts";
import { secretHash } from "./secrets.ts";

const patienceMs = 300;

/** Only for who is signed in. A form that was sent too late is not lost: it can be sent again as it was. */
export function signedIn(parts: DoorParts): MiddlewareHandler<OfficeEnv> {
  const { house, say, publicUrl } = parts;
  const { session } = cookies(publicUrl);
  return async (ctx, next) => {
    const secret = session.of(ctx);
    const found = secret ? await house.office.signedIn(secretHash(secret), house.now()) : null;
    if (secret && found) {
      const { session: own, ...person } = found;
      ctx.set("person", person);
      ctx.set("session", own);
      if (own.isDue) await renewed(parts, ctx, secret);
      return next();
    }
    const sent = await formIn(ctx);
    const { path } = ctx.req;
    return ctx.html(sent ? expiredPage(say, path, sent) : neededPage(say, whereTo(path)), 401);
  };
}

/**
 * Gives the browser another cookie in the place of the one it has. It follows from that one, so that two tabs which
 * ask at the same moment get the same; the one before stays good until the new one has arrived.
 */
async function renewed({ house, publicUrl, following }: DoorParts, ctx: OfficeContext, secret: string): Promise<void> {
  const next = following("next", secret);
  const kept = house.office.renew(secretHash(secret), secretHash(next)).catch(() => false);
  // Nobody waits while another process holds the database: it is tried again with the next page.
  const isKept = await Promise.race([kept, sleep(patienceMs, false, { ref: false })]);
  const [{ role }, { device }] = [ctx.get("person"), ctx.get("session")];
  if (isKept) cookies(publicUrl).session.keep(ctx, next, cookieLasts(device, role));
}

/**
 * The fields of a form that nobody has signed in for, or null: no more is read than a form of ours can hold,
 * and nothing of what does not say how long it is.
 */
async function formIn({ req }: Context): Promise<URLSearchParams | null> {
  const isForm = req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  if (!isForm || !saysAtMost(mostForm, (name) => req.header(name))) return null;
  const bytes = await wholeBody(mostForm, req.raw.body);
  return bytes && new URLSearchParams(Buffer.from(bytes).toString());
}
