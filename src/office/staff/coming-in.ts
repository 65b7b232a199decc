import { html } from "hono/html";
import { cookieLasts } from "../../school/office-sessions.ts";
import { warnSeldom } from "../../house/warn-seldom.ts";
import { notePage } from "../page/layout.ts";
import type { OfficeContext, OfficePerson } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { newSecret, secretHash } from "./secrets.ts";

/** A session that is to begin in this browser, in the place of the one that it has. */
export interface Beginning {
  secret: string;
  session: { hash: string; instead?: string };
}

/** A session for whoever is about to come in. In: its secret, where that follows from something. */
export function beginning(
  { publicUrl, randomBytes }: DoorParts,
  ctx: OfficeContext,
  secret = newSecret(randomBytes),
): Beginning {
  const before = cookies(publicUrl).session.of(ctx);
  const hash = secretHash(secret);
  return { secret, session: { hash, ...(before && before !== secret ? { instead: secretHash(before) } : {}) } };
}

/** Lets somebody in who has shown who they are: the browser gets the cookie, and goes where it wanted to. */
export async function comeIn(
  { house, publicUrl }: DoorParts,
  ctx: OfficeContext,
  { id, role }: OfficePerson,
  { secret }: Beginning,
  wanted: string | undefined,
): Promise<Response> {
  const { session, door } = cookies(publicUrl);
  const now = await house.office.signedIn(secretHash(secret), house.now());
  session.keep(ctx, secret, cookieLasts(now?.session.device ?? null, role));
  if (door.of(ctx) !== undefined) door.drop(ctx);
  house.log.info({ person: id, how: now?.session.how }, "office: signed in");
  return ctx.redirect(whereTo(wanted), 303);
}

/** Where somebody goes who has signed in: a page of ours by its plain path, or the overview. */
export function whereTo(wanted: string | undefined): string {
  return wanted !== undefined && wanted.length <= 200 && /^\/office(\/[\w-]+)*$/.test(wanted) ? wanted : "/office";
}

/** For whoever could not be let in: what it was and what to do, or, after ten times, how long to wait. */
export function notIn(
  { house, say, addressOf, knocking }: DoorParts,
  ctx: OfficeContext,
  said: { why: string; title: OfficeKey; texts: readonly OfficeKey[]; status: 403 | 410 },
): Response | Promise<Response> {
  warnSeldom(house, said.why);
  const wait = knocking.failed(addressOf(ctx), house.now().getTime());
  if (wait === 0) {
    const lines = said.texts.map((text) => html`<p>${say(text)}</p>`);
    const back = html`<p><a href="/office/sign-in">${say("door.otherWay")}</a></p>`;
    return ctx.html(notePage(say, say(said.title), html`${lines}${back}`), said.status);
  }
  ctx.header("retry-after", String(Math.ceil(wait / 1000)));
  const minutes = Math.ceil(wait / 60_000);
  return ctx.html(notePage(say, say("door.tooOftenTitle"), html`<p>${say("door.tooOften", { minutes })}</p>`), 429);
}
