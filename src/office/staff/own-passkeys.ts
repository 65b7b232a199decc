import { isFresh } from "../../school/office-sessions.ts";
import { passkeySite } from "../../school/passkey.ts";
import { staffName } from "../../school/typed.ts";
import { acting } from "../page/desk.ts";
import { type Done, withDone } from "../page/done.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext } from "../page/parts.ts";
import type { DoorParts } from "./door-parts.ts";
import { nameFaults, ownPage } from "./own-ways.ts";
import { askForNewPasskey, jsonIn, madePasskey } from "./passkeys.ts";

const purpose = "new passkey";
const back = (ctx: OfficeContext, done: Done) => ctx.redirect(withDone("/office/devices", done), 303);

/**
 * Making passkeys for oneself and taking them away. One is made only by whoever has just signed in: whoever sits down
 * at a device that was left open makes none.
 */
export function ownPasskeyRoutes(app: OfficeApp, parts: DoorParts): void {
  const { house, once } = parts;
  const site = passkeySite(parts.publicUrl);
  const now = () => house.now().getTime();
  app.post("/devices/passkeys/:key/remove", async (ctx) => {
    const { id } = ctx.get("person");
    const key = ctx.req.param("key");
    const removed = await acting(parts, ctx, "passkeyRemoved", id, () => house.office.removePasskey(id, key));
    return back(ctx, removed ? "passkeyRemoved" : "nothing");
  });
  if (!site) return;
  app.post("/devices/passkeys/options", async (ctx) => {
    const [person, session] = [ctx.get("person"), ctx.get("session")];
    if (!isFresh(session, house.now())) return ctx.json({ error: "not fresh" }, 403);
    const known = await house.office.passkeysOf(person.id);
    return ctx.json(await askForNewPasskey(site, once.ask(purpose, session.id, now()), person, known));
  });
  app.post("/devices/passkeys", async (ctx) => {
    const [{ id: personId }, session] = [ctx.get("person"), ctx.get("session")];
    const values = await valuesOf(ctx);
    const read = staffName(values.passkey ?? "");
    if ("fault" in read) {
      const errors = { passkey: nameFaults[read.fault] };
      return ctx.html(await ownPage(parts, ctx, { values, errors }), 422);
    }
    if (!isFresh(session, house.now())) return back(ctx, "notFresh");
    const isAnswered = (question: string) => once.isAnswered(question, purpose, session.id, now());
    const made = await madePasskey(site, jsonIn(values.response), isAnswered);
    if (!made) return back(ctx, "passkeyNotMade");
    const passkey = { ...made, personId, name: read.name, site: site.id };
    const added = await acting(parts, ctx, "passkeyAdded", personId, () =>
      house.office.addPasskey(passkey, house.now()),
    );
    return back(ctx, added ? "passkeyAdded" : "passkeyNotMade");
  });
}
