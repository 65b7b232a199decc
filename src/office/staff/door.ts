import { createHash, createHmac } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { House } from "../../house/house.ts";
import { warnSeldom } from "../../house/warn-seldom.ts";
import type { OfficeRole } from "../../school/office-roles.ts";
import { cookies } from "./cookies.ts";
import { limited, mostForm } from "./guard.ts";
import { BodyRefused, saysAtMost, wholeBody } from "../page/body.ts";
import { errorSummary, field, fresh, type Sent, valuesOf } from "../page/form.ts";
import { Knocking } from "./knocking.ts";
import { type Html, notePage } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeEnv, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";

/** The largest form that signs in, in bytes. */
const mostSecret = 2 * 1024;

/** A secret for a link or a cookie: 192 random bits. */
export function newSecret(randomBytes: (count: number) => Uint8Array): string {
  return Buffer.from(randomBytes(24)).toString("base64url");
}

/** What is stored of it. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/**
 * The address at which a one-time link is used. The secret stands behind the #, which a browser keeps to itself:
 * it is in no log of ours or of a proxy, and no page hears of it as the one before.
 */
export function signInLink(publicUrl: string, secret: string): string {
  return `${publicUrl.replace(/\/$/, "")}/office/sign-in#${secret}`;
}

/**
 * A new link into the office for somebody by this name, in this role.
 * In: who invites, for the log of actions. Out: the address, which is kept nowhere.
 */
export async function invitation(
  { office, now }: Pick<House, "office" | "now">,
  publicUrl: string,
  who: { name: string; role: OfficeRole },
  by: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  const secret = newSecret(randomBytes);
  await office.acting({ by, what: "invite", about: who.role, at: now().toISOString() }, () =>
    office.invite(who, secretHash(secret), now()),
  );
  return signInLink(publicUrl, secret);
}

/**
 * Signing in and out.
 * Opening a link uses nothing up, so that a preview of it in a mail program does no harm; the button does.
 */
export function door(parts: OfficeParts): Hono<OfficeEnv> {
  const { house, say } = parts;
  const { session } = cookies(parts.publicUrl);
  const app = new Hono<OfficeEnv>();
  signInRoutes(app, parts);
  app.post("/sign-out", async (ctx) => {
    const secret = session.of(ctx);
    if (secret) await house.office.signOut(secretHash(secret));
    session.drop(ctx);
    return ctx.html(notePage(say, say("door.signedOutTitle"), html`<p>${say("door.signedOut")}</p>`));
  });
  return app;
}

function signInRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, say, addressOf, randomBytes } = parts;
  const { session, door } = cookies(parts.publicUrl);
  const knocking = new Knocking();
  const secretFor = sessionSecrets(randomBytes);
  app.get("/sign-in", (ctx) => {
    if (door.of(ctx) === undefined) door.keep(ctx, newSecret(randomBytes));
    return ctx.html(signInPage(say, fresh));
  });
  // Before a limit takes hold of a body, its first pieces have been read: nobody is signed in here.
  const short: MiddlewareHandler<OfficeEnv> = (ctx, next) => {
    if (!saysAtMost(mostSecret, (name) => ctx.req.header(name))) throw new BodyRefused(mostSecret);
    return next();
  };
  app.post("/sign-in", short, limited(mostSecret), async (ctx) => {
    const values = await valuesOf(ctx);
    const given = secretIn(values.secret ?? "");
    if (given === "") return ctx.html(signInPage(say, { values: {}, errors: { secret: "door.secretMissing" } }), 422);
    const browser = door.of(ctx);
    const secret = secretFor(given, browser);
    const person = await house.office.signIn(secretHash(given), secretHash(secret), house.now());
    if (!person) {
      warnSeldom(house, "office: a link that is not valid");
      return notValid(ctx, say, knocking.failed(addressOf(ctx), house.now().getTime()));
    }
    const before = session.of(ctx);
    if (before && before !== secret) await house.office.signOut(secretHash(before));
    session.keep(ctx, secret);
    if (browser !== undefined) door.drop(ctx);
    house.log.info({ person: person.id }, "office: signed in");
    return ctx.redirect("/office", 303);
  });
  // Links once had their secret in the path, and so in the logs of whatever stands before us.
  app.all("/sign-in/:old", (ctx) => notValid(ctx, say, 0));
}

/** The secret, also where the whole link was put in. */
const secretIn = (typed: string) => typed.slice(typed.lastIndexOf("#") + 1);

/**
 * The secrets of sessions. Of one link in one browser it is always the same, so that a second tap, or a form that is
 * sent again because its answer got lost, is the same sign-in; without the browser's own mark the link leads to no
 * other's session. In: the secret of the link; the mark that its page has left in the browser.
 */
function sessionSecrets(randomBytes: (count: number) => Uint8Array): (link: string, browser?: string) => string {
  const key = randomBytes(32);
  return (link, browser) =>
    browser === undefined
      ? newSecret(randomBytes)
      : newSecret(() => createHmac("sha256", key).update(`${browser} ${link}`).digest().subarray(0, 24));
}

/** In: how many milliseconds whoever tries has to wait until it is looked at again, or 0. */
function notValid(ctx: OfficeContext, say: Say, wait: number) {
  if (wait === 0)
    return ctx.html(
      notePage(say, say("door.notValidTitle"), html`<p>${say("door.notValid")}</p><p>${say("door.newLink")}</p>`),
      410,
    );
  ctx.header("retry-after", String(Math.ceil(wait / 1000)));
  const minutes = Math.ceil(wait / 60_000);
  return ctx.html(notePage(say, say("door.tooOftenTitle"), html`<p>${say("door.tooOften", { minutes })}</p>`), 429);
}

/** Only for who is signed in. A form that was sent too late is not lost: it can be sent again as it was. */
export function signedIn({ house, say, publicUrl }: OfficeParts): MiddlewareHandler<OfficeEnv> {
  const { session } = cookies(publicUrl);
  return async (ctx, next) => {
    const secret = session.of(ctx);
    const person = secret ? await house.office.signedIn(secretHash(secret), house.now()) : null;
    if (person) {
      ctx.set("person", person);
      return next();
    }
    const sent = await formIn(ctx);
    return ctx.html(
      sent
        ? expiredPage(say, ctx.req.path, sent)
        : notePage(say, say("door.signInTitle"), html`<p>${say("door.needed")}</p><p>${say("door.newLink")}</p>`),
      401,
    );
  };
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

function signInPage(say: Say, sent: Sent): Html {
  const form = "sign-in";
  const [label, hint] = [say("door.secret"), say("door.secretHint")];
  return notePage(
    say,
    say("door.title"),
    html`<p>${say("door.about")}</p>
      ${errorSummary(say, sent, form)}
      <form method="post" action="/office/sign-in" data-from-link data-wait>
        ${field(say, { form, name: "secret", label, hint, sent, most: 500 })}
        <button class="main">${say("door.signIn")}</button>
      </form>
      <p class="hint">${say("door.shared")}</p>`,
  );
}

function expiredPage(say: Say, path: string, sent: URLSearchParams): Html {
  const field = ([name, value]: [string, string]) => html`<input type="hidden" name="${name}" value="${value}">`;
  return notePage(
    say,
    say("door.expiredTitle"),
    html`<p>${say("door.expired")}</p><p>${say("door.newLink")}</p>
      <form method="post" action="${path}">
        ${[...sent].map(field)}
        <button class="main">${say("door.sendAgain")}</button>
      </form>`,
  );
}
