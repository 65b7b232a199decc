import { html } from "hono/html";
import type { Device } from "../../../db/office/devices.ts";
import type { Passkey } from "../../../db/office/passkeys.ts";
import type { OfficePersonNow } from "../../../db/office/staff.ts";
import { passkeySite } from "../../school/passkey.ts";
import { acting, deskOf } from "../page/desk.ts";
import { type Done, withDone } from "../page/done.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { deviceLines, passkeyLines } from "./ways-list.ts";

/** The ways in of somebody else, which the head sees and ends: a device is lost, somebody has left a computer open. */
export function waysOfOthersRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, publicUrl } = parts;
  const found = async (ctx: OfficeContext) =>
    (await house.office.everybody(house.now())).find(({ id }) => id === ctx.req.param("id"));
  const back = (ctx: OfficeContext, id: string, done: Done) =>
    ctx.redirect(withDone(`/office/people/${id}/devices`, done), 303);
  app.get("/people/:id/devices", async (ctx, next) => {
    const who = await found(ctx);
    if (!who) return next();
    const [devices, passkeys, account] = [
      await house.office.devicesOf(who.id, house.now()),
      await house.office.passkeysOf(who.id),
      await house.office.schoolAccountOf(who.id),
    ];
    const site = passkeySite(publicUrl)?.id ?? "";
    return ctx.html(waysPage(deskOf(parts, ctx), who, { devices, passkeys, hasAccount: account !== null, site }));
  });
  app.post("/people/:id/devices/:session/end", async (ctx, next) => {
    const who = await found(ctx);
    if (!who) return next();
    const session = ctx.req.param("session");
    const ended = await acting(parts, ctx, "endSession", who.id, () => house.office.endSession(who.id, session));
    return back(ctx, who.id, ended ? "deviceEnded" : "nothing");
  });
  app.post("/people/:id/passkeys/:key/remove", async (ctx, next) => {
    const who = await found(ctx);
    if (!who) return next();
    const key = ctx.req.param("key");
    const removed = await acting(parts, ctx, "passkeyRemoved", who.id, () => house.office.removePasskey(who.id, key));
    return back(ctx, who.id, removed ? "passkeyRemoved" : "nothing");
  });
  app.post("/people/:id/account/untie", async (ctx, next) => {
    const who = await found(ctx);
    if (!who) return next();
    const untied = await acting(parts, ctx, "accountUntied", who.id, () => house.office.untieAccount(who.id));
    return back(ctx, who.id, untied ? "accountUntied" : "nothing");
  });
}

interface Ways {
  devices: readonly Device[];
  passkeys: readonly Passkey[];
  hasAccount: boolean;
  site: string;
}

function waysPage(desk: Desk, { id, name }: OfficePersonNow, { devices, passkeys, hasAccount, site }: Ways): Html {
  const { say } = desk;
  const list = (lines: Html[]) =>
    lines.length === 0 ? html`<p class="nothing">${say("page.none")}</p>` : html`<ul class="people">${lines}</ul>`;
  const button = (act: string, text: string) =>
    html`<form method="post" action="/office/people/${id}/${act}"><button>${text}</button></form>`;
  return page(
    desk,
    say("devices.titleOf", { name }),
    html`
    <h2>${say("devices.signedIn")}</h2>
    ${list(deviceLines(desk, devices, `/office/people/${id}/devices`))}
    ${devices.length === 0 ? "" : button("end-sessions", say("people.end"))}
    <h2>${say("devices.passkeys")}</h2>
    ${list(passkeyLines(desk, passkeys, `/office/people/${id}/passkeys`, site))}
    ${hasAccount ? html`<h2>${say("devices.account")}</h2>${button("account/untie", say("devices.untie"))}` : ""}
    <p><a href="/office/people">${say("menu.people")}</a></p>`,
  );
}
