import { cookieLasts } from "../../school/office-sessions.ts";
import { staffName } from "../../school/typed.ts";
import { acting } from "../page/desk.ts";
import { type Done, withDone } from "../page/done.ts";
import { fresh, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext } from "../page/parts.ts";
import { accountTieRoutes } from "./account-tie.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { ownPasskeyRoutes } from "./own-passkeys.ts";
import { nameFaults, ownPage } from "./own-ways.ts";

/** One's own ways in: devices on which one stays signed in, passkeys, the school's account. */
export function devicesRoutes(app: OfficeApp, parts: DoorParts): void {
  const { house } = parts;
  app.get("/devices", async (ctx) => ctx.html(await ownPage(parts, ctx, fresh)));
  nameRoute(app, parts);
  app.post("/devices/end-others", async (ctx) => {
    const [{ id }, own] = [ctx.get("person"), ctx.get("session")];
    const ended = await acting(parts, ctx, "endSessions", id, () => house.office.endSessions(id, own.id));
    return ctx.redirect(withDone("/office/devices", ended === 0 ? "nothing" : "sessionsEnded", ended), 303);
  });
  app.post("/devices/:session/end", async (ctx) => {
    const { id } = ctx.get("person");
    const session = ctx.req.param("session");
    const ended = await acting(parts, ctx, "endSession", id, () => house.office.endSession(id, session));
    return back(ctx, ended ? "deviceEnded" : "nothing");
  });
  ownPasskeyRoutes(app, parts);
  accountTieRoutes(app, parts);
}

const back = (ctx: OfficeContext, done: Done) => ctx.redirect(withDone("/office/devices", done), 303);

/** Naming the device at hand: its person stays signed in there, and the browser keeps the cookie for so long. */
function nameRoute(app: OfficeApp, parts: DoorParts): void {
  const { house, publicUrl } = parts;
  app.post("/devices/name", async (ctx) => {
    const values = await valuesOf(ctx);
    const read = staffName(values.name ?? "");
    if ("fault" in read)
      return ctx.html(await ownPage(parts, ctx, { values, errors: { name: nameFaults[read.fault] } }), 422);
    const [{ id, role }, own] = [ctx.get("person"), ctx.get("session")];
    const named = await acting(parts, ctx, "deviceNamed", id, () => house.office.nameDevice(id, own.id, read.name));
    const { session } = cookies(publicUrl);
    const secret = session.of(ctx);
    // Where a new cookie was given out with this answer, it is that one which stays.
    if (named && secret && !own.isDue) session.keep(ctx, secret, cookieLasts(read.name, role));
    return back(ctx, named ? "deviceNamed" : "nothing");
  });
}
