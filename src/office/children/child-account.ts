import { acting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { found } from "./child-acts.ts";

/** Taking the account of somebody who may declare for the child away; what was declared stays. */
export function disconnectRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house, contacts } = parts;
  app.post("/children/:id/disconnect", only(parts, "writeLetters"), async (ctx, next) => {
    const child = await found(parts, ctx);
    const { person } = await valuesOf(ctx);
    const contact = child && (await contacts.of(child.id)).find(({ id }) => id === person);
    if (!child || !contact) return next();
    const cuts = () => house.accounts.disconnect(contact.id, house.now());
    const cut = await acting(parts, ctx, "disconnect", contact.id, cuts, { child: child.id });
    return ctx.redirect(withDone(`/office/children/${child.id}`, cut ? "disconnected" : "nothing"), 303);
  });
}
