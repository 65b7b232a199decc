import { receiptOf } from "../../house/receipt-of.ts";
import { wordsFor } from "../../school/messenger.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { answerRoute } from "./answer-acts.ts";
import { bothRoute, correctRoute, found, voidRoute } from "./child-acts.ts";
import { disconnectRoute } from "./child-account.ts";
import { custodyRoute } from "./custody.ts";
import { dataOf } from "./child-data.ts";
import { childPage } from "./child-page.ts";
import { settleRoute } from "./settle.ts";

/** A child's page, the receipts of its decisions, and what can be done for a child. */
export function childRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.get("/children/:id", async (ctx, next) => {
    const child = await found(parts, ctx);
    return child ? ctx.html(childPage(deskOf(parts, ctx), await dataOf(parts, child))) : next();
  });
  receiptRoute(app, parts);
  answerRoute(app, parts);
  settleRoute(app, parts);
  custodyRoute(app, parts);
  voidRoute(app, parts);
  bothRoute(app, parts);
  correctRoute(app, parts);
  disconnectRoute(app, parts);
}

function receiptRoute(app: OfficeApp, { house, messengers }: OfficeParts): void {
  app.get("/receipts/:code", async (ctx, next) => {
    const receipt = await receiptOf(house, { code: ctx.req.param("code").replace(/\.pdf$/, "") });
    if (!receipt) return next();
    const page = await house.print.receipt(receipt, wordsFor(messengers()));
    return ctx.body(Uint8Array.from(page), 200, {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="Beleg-${receipt.code}.pdf"`,
    });
  });
}
