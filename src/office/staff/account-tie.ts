import { html } from "hono/html";
import { inItsWord } from "../../house/in-its-word.ts";
import { isFresh } from "../../school/office-sessions.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, SchoolAccountClient } from "../page/parts.ts";
import { accountRefused, elsewhere, unreachable, whoIs } from "./account-way.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { newSecret, secretHash } from "./secrets.ts";

const purpose = "tie the school's account";

/**
 * Tying one's account of the school to oneself, once, while signed in and only just: whoever sits down at a device that
 * was left open ties none. The provider asks for the password again, so that it is not somebody else's account that is
 * signed in there.
 */
export function accountTieRoutes(app: OfficeApp, parts: DoorParts): void {
  const { schoolAccount, house, say, once, publicUrl, randomBytes } = parts;
  const { door } = cookies(publicUrl);
  if (!schoolAccount) return;
  app.post("/devices/account", async (ctx) => {
    const session = ctx.get("session");
    if (!isFresh(session, house.now())) return ctx.redirect(withDone("/office/devices", "notFresh"), 303);
    const browser = door.of(ctx) ?? newSecret(randomBytes);
    door.keep(ctx, browser);
    const state = once.ask(purpose, `${browser} ${session.id}`, house.now().getTime());
    try {
      const to = await schoolAccount.begin(elsewhere(parts, state, browser), true);
      const { host } = schoolAccount;
      return ctx.html(
        page(
          deskOf(parts, ctx),
          say("devices.tieTitle"),
          html`<p>${say("devices.tieAbout", { host })}</p>
            <p><a class="main" href="${to}">${say("devices.tieGo", { host })}</a></p>
            <p><a href="/office/devices">${say("page.back")}</a></p>`,
        ),
      );
    } catch (error) {
      house.log.warn({ error: inItsWord(error) }, "office: the school's own sign-in does not answer");
      return unreachable(parts, ctx);
    }
  });
  app.post("/devices/account/untie", async (ctx) => {
    const { id } = ctx.get("person");
    const untied = await acting(parts, ctx, "accountUntied", id, () => house.office.untieAccount(id));
    return ctx.redirect(withDone("/office/devices", untied ? "accountUntied" : "nothing"), 303);
  });
}

/**
 * Comes back from the provider to tie the account. Out: null where that is not what was begun, in this session.
 */
export async function tieBack(
  parts: DoorParts,
  client: SchoolAccountClient,
  ctx: OfficeContext,
  state: string,
): Promise<Response | null> {
  const { house, once, publicUrl } = parts;
  const { door, session } = cookies(publicUrl);
  const [browser, secret] = [door.of(ctx) ?? "", session.of(ctx)];
  const found = secret ? await house.office.signedIn(secretHash(secret), house.now()) : null;
  if (!found) return null;
  const { session: own, ...person } = found;
  if (!once.isAnswered(state, purpose, `${browser} ${own.id}`, house.now().getTime())) return null;
  const subject = await whoIs(parts, client, ctx, elsewhere(parts, state, browser));
  if (subject === null) return unreachable(parts, ctx);
  if (subject === false) return accountRefused(parts, ctx, "door.accountFailed");
  ctx.set("person", person);
  const tied = await acting(parts, ctx, "accountTied", person.id, () =>
    house.office.tieAccount(person.id, subject, house.now()),
  );
  return ctx.redirect(withDone("/office/devices", tied ? "accountTied" : "accountTaken"), 303);
}
