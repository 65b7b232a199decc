import { hashBeginning } from "../../consent/receipt.ts";
import { deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { whereItComes, whileWorking } from "../page/working.ts";
import { outcome, verifyPage } from "./verify-page.ts";

/** Whether the record is whole, and finding a receipt again. */
export function verifyRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.use("/verify/*", only(parts, "verifyChain"));
  app.get("/verify", (ctx) => ctx.html(verifyPage(deskOf(parts, ctx), fresh, parts.lastDrill())));
  app.post("/verify", async (ctx) => {
    const values = await valuesOf(ctx);
    const noted = (values.noted ?? "").toLowerCase().replaceAll(/\s/g, "");
    if (!/^([0-9a-f]{64})?$/.test(noted))
      return ctx.html(
        verifyPage(deskOf(parts, ctx), { values, errors: { noted: "verify.notedWrong" } }, parts.lastDrill()),
        422,
      );
    return walk(parts, ctx, { values: { noted }, errors: {} });
  });
  app.post("/verify/receipt", async (ctx) => {
    const { code = "" } = await valuesOf(ctx);
    const beginning = hashBeginning(code);
    const [event] = beginning === null ? [] : await house.ledger.decisionOf({ hashBeginning: beginning });
    if (event && event.child !== "") return ctx.redirect(`/office/children/${event.child}`, 303);
    return ctx.html(
      verifyPage(
        deskOf(parts, ctx),
        {
          values: { code },
          errors: { code: event ? "verify.receiptErased" : "verify.receiptUnknown" },
        },
        parts.lastDrill(),
      ),
      422,
    );
  });
}

/** Walks the whole record, with a bar of progress where it takes longer. */
async function walk(parts: OfficeParts, ctx: OfficeContext, sent: Sent): Promise<Response> {
  const { house, say } = parts;
  const [desk, noted] = [deskOf(parts, ctx), sent.values.noted ?? ""];
  let share = 0;
  const work = parts
    .verify(noted, (walked) => (share = walked))
    .then(async (verified) => {
      house.log.info({ holds: !("broken" in verified) }, "office: verified");
      return String(await outcome(desk, { verified, noted }, house.now()));
    });
  const [before = "", after = ""] = String(await verifyPage(desk, sent, parts.lastDrill(), true)).split(whereItComes);
  return whileWorking(house, say, ctx, {
    share: () => share,
    soFar: "verify.soFar",
    work,
    atOnce: (out) => ctx.html(before + out + after),
    around: { before, after },
    outcome: (out) => out,
  });
}
