import { Hono, type MiddlewareHandler } from "hono";
import type { House } from "../../house/house.ts";
import type { OfficeRole } from "../../school/office-roles.ts";
import { passkeySite } from "../../school/passkey.ts";
import { BodyRefused, saysAtMost } from "../page/body.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeEnv } from "../page/parts.ts";
import { accountDoor } from "./account-door.ts";
import { beginning, comeIn, notIn, whereTo } from "./coming-in.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { signedOutPage, signInPage } from "./door-pages.ts";
import { limited } from "./guard.ts";
import { passkeyDoor } from "./passkey-door.ts";
import { newSecret, secretHash, signInLink } from "./secrets.ts";

/** The largest form that signs in, in bytes: with a passkey, what its device has signed. */
const mostSecret = 2 * 1024;
const mostSigned = 16 * 1024;

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
 * Signing in, by link, passkey or school account, and out.
 * Opening a link uses nothing up, so that a preview of it in a mail program does no harm; the button does.
 */
export function door(parts: DoorParts): Hono<OfficeEnv> {
  const app = new Hono<OfficeEnv>();
  signInRoute(app, parts);
  app.use("/sign-in/passkey/*", short(mostSigned), limited(mostSigned));
  passkeyDoor(app, parts);
  accountDoor(app, parts);
  // Links once had their secret in the path, and so in the logs of whatever stands before us.
  app.all("/sign-in/:old", (ctx) => notValid(parts, ctx));
  signOutRoute(app, parts);
  return app;
}

/** Before a limit takes hold of a body, its first pieces have been read: nobody is signed in here. */
function short(most: number): MiddlewareHandler<OfficeEnv> {
  return (ctx, next) => {
    if (!saysAtMost(most, (name) => ctx.req.header(name))) throw new BodyRefused(most);
    return next();
  };
}

function signInRoute(app: OfficeApp, parts: DoorParts): void {
  const { house, say, randomBytes, following, schoolAccount } = parts;
  const { door } = cookies(parts.publicUrl);
  const site = passkeySite(parts.publicUrl);
  const shown = (sent: Sent, then: string | undefined) =>
    signInPage(say, sent, { site, account: schoolAccount?.host ?? null, then: whereTo(then) });
  app.get("/sign-in", (ctx) => {
    if (door.of(ctx) === undefined) door.keep(ctx, newSecret(randomBytes));
    return ctx.html(shown(fresh, ctx.req.query("then")));
  });
  app.post("/sign-in", short(mostSecret), limited(mostSecret), async (ctx) => {
    const { secret: typed = "", then } = await valuesOf(ctx);
    const given = secretIn(typed);
    if (given === "") return ctx.html(shown({ values: {}, errors: { secret: "door.secretMissing" } }, then), 422);
    // Of one link in one browser it is always the same, so that a second tap, or a form that is sent again because its
    // answer got lost, is the same sign-in; without the browser's own mark the link leads to no other's session.
    const browser = door.of(ctx);
    const coming = beginning(parts, ctx, browser === undefined ? undefined : following("session", given, browser));
    const { hash, instead } = coming.session;
    const person = await house.office.signIn(secretHash(given), hash, house.now(), instead);
    return person ? comeIn(parts, ctx, person, coming, then) : notValid(parts, ctx);
  });
}

/** The secret, also where the whole link was put in. */
const secretIn = (typed: string) => typed.slice(typed.lastIndexOf("#") + 1);

const notValid = (parts: DoorParts, ctx: OfficeContext) =>
  notIn(parts, ctx, {
    why: "office: a link that is not valid",
    title: "door.notValidTitle",
    texts: ["door.notValid", "door.newLink"],
    status: 410,
  });

function signOutRoute(app: OfficeApp, { house, say, publicUrl, schoolAccount }: DoorParts): void {
  const { session } = cookies(publicUrl);
  app.post("/sign-out", async (ctx) => {
    const secret = session.of(ctx);
    const person = secret ? await house.office.signedIn(secretHash(secret), house.now()) : null;
    if (secret) await house.office.signOut(secretHash(secret));
    session.drop(ctx);
    const elsewhere = person?.session.how === "account" ? await schoolAccount?.signOutAt().catch(() => null) : null;
    return ctx.html(signedOutPage(say, elsewhere ? { at: elsewhere, host: schoolAccount?.host ?? "" } : null));
  });
}
