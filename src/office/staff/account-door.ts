import { inItsWord } from "../../house/in-its-word.ts";
import type { OfficeApp, OfficeContext, SchoolAccountClient } from "../page/parts.ts";
import { tieBack } from "./account-tie.ts";
import { accountRefused, elsewhere, unreachable, whoIs } from "./account-way.ts";
import { beginning, comeIn, whereTo } from "./coming-in.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { newSecret } from "./secrets.ts";

/** So many may come back at once: each makes us ask the provider. */
const atOnce = 5;
const purpose = "sign in with the school's account";

/** Signing in with the account of the school: the browser goes to the provider, and comes back with its word. */
export function accountDoor(app: OfficeApp, parts: DoorParts): void {
  const { schoolAccount, house, once, publicUrl, randomBytes } = parts;
  if (!schoolAccount) return;
  const { door, wanted } = cookies(publicUrl);
  let open = 0;
  app.get("/sign-in/account", async (ctx) => {
    const browser = door.of(ctx) ?? newSecret(randomBytes);
    door.keep(ctx, browser);
    // The provider hears nothing of it, and in memory it would be for whoever only asks to fill.
    wanted.keep(ctx, whereTo(ctx.req.query("then")));
    const state = once.ask(purpose, browser, house.now().getTime());
    try {
      return ctx.redirect(await schoolAccount.begin(elsewhere(parts, state, browser), false), 302);
    } catch (error) {
      house.log.warn({ error: inItsWord(error) }, "office: the school's own sign-in does not answer");
      return unreachable(parts, ctx);
    }
  });
  app.get("/sign-in/account/back", async (ctx) => {
    if (open >= atOnce) return unreachable(parts, ctx);
    open += 1;
    try {
      return await cameBack(parts, schoolAccount, ctx);
    } finally {
      open -= 1;
    }
  });
}

async function cameBack(parts: DoorParts, client: SchoolAccountClient, ctx: OfficeContext): Promise<Response> {
  const { house, once, publicUrl } = parts;
  const { door, wanted } = cookies(publicUrl);
  const [browser, state, then] = [door.of(ctx) ?? "", ctx.req.query("state") ?? "", wanted.of(ctx)];
  if (!once.isAnswered(state, purpose, browser, house.now().getTime()))
    return (await tieBack(parts, client, ctx, state)) ?? accountRefused(parts, ctx, "door.accountOld");
  const subject = await whoIs(parts, client, ctx, elsewhere(parts, state, browser));
  if (subject === null) return unreachable(parts, ctx);
  if (subject === false) return accountRefused(parts, ctx, "door.accountFailed");
  const coming = beginning(parts, ctx);
  const person = await house.office.signInWithAccount(subject, coming.session, house.now());
  if (!person) return accountRefused(parts, ctx, "door.accountUnknown");
  wanted.drop(ctx);
  return comeIn(parts, ctx, person, coming, then);
}
