import { acting, deskOf } from "../page/desk.ts";
import { type Done, withDone } from "../page/done.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext } from "../page/parts.ts";
import type { DoorParts } from "./door-parts.ts";
import { letInPage } from "./let-in-page.ts";
import { linkPage } from "./people-page.ts";
import { secretHash, signInLink } from "./secrets.ts";

/** Whom a proposal is for; "" where it waits no more. */
async function whomOf({ house }: DoorParts, proposal: string): Promise<string> {
  return (await house.office.lettingIn(house.now())).find(({ id }) => id === proposal)?.personId ?? "";
}

const back = (ctx: OfficeContext, done: Done) => ctx.redirect(withDone("/office/let-in", done), 303);

/**
 * Two of the office let a third back in who has no way of their own any more: one proposes, another confirms, and gives
 * the link on. Neither needs the head or whoever runs the server.
 */
export function letInRoutes(app: OfficeApp, parts: DoorParts): void {
  const { house } = parts;
  app.get("/let-in", async (ctx) => {
    const now = house.now();
    const everybody = await house.office.everybody(now);
    return ctx.html(letInPage(deskOf(parts, ctx), everybody, await house.office.lettingIn(now)));
  });
  app.post("/let-in", async (ctx) => {
    const { whom = "" } = await valuesOf(ctx);
    const { id } = ctx.get("person");
    const proposed = await acting(parts, ctx, "letInProposed", whom, () =>
      house.office.proposeLettingIn(whom, id, house.now()),
    );
    return back(ctx, proposed ? "letInProposed" : "nothing");
  });
  app.post("/let-in/:proposal/refuse", async (ctx) => {
    const { id } = ctx.get("person");
    const proposal = ctx.req.param("proposal");
    const refused = await acting(parts, ctx, "letInRefused", await whomOf(parts, proposal), () =>
      house.office.refuseLettingIn(proposal, id, house.now()),
    );
    return back(ctx, refused ? "letInRefused" : "nothing");
  });
  confirmRoute(app, parts);
}

/**
 * The link is shown once to who confirms. It follows from who that is and what is confirmed, so that a second tap shows
 * the same, while it is unused.
 */
function confirmRoute(app: OfficeApp, parts: DoorParts): void {
  const { house, following, publicUrl } = parts;
  app.post("/let-in/:proposal/confirm", async (ctx) => {
    const { id } = ctx.get("person");
    const proposal = ctx.req.param("proposal");
    const secret = following("let in", proposal, id);
    const confirmed = await acting(parts, ctx, "letInConfirmed", await whomOf(parts, proposal), () =>
      house.office.confirmLettingIn(proposal, id, secretHash(secret), house.now()),
    );
    if (!confirmed) return back(ctx, "letInOver");
    const whom = (await house.office.everybody(house.now())).find((one) => one.id === confirmed.personId);
    if (!whom) return back(ctx, "letInOver");
    return ctx.html(linkPage(deskOf(parts, ctx), whom, signInLink(publicUrl, secret), "let-in"));
  });
}
