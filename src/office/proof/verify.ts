import { setTimeout } from "node:timers/promises";
import { stream } from "hono/streaming";
import { hashBeginning } from "../../consent/receipt.ts";
import { deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { outcome, progress, verifyPage, whereItComes } from "./verify-page.ts";

/** After this, whoever waits sees how far it is. */
const patience = 1000;

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

/**
 * Walks the whole record. Where it takes longer, the page is sent as far as it goes, and grows with the walk;
 * the last that has come is what is seen.
 */
async function walk(parts: OfficeParts, ctx: OfficeContext, sent: Sent): Promise<Response> {
  const { house, say } = parts;
  const [desk, noted] = [deskOf(parts, ctx), sent.values.noted ?? ""];
  let share = 0;
  const result = parts
    .verify(noted, (walked) => (share = walked))
    .then(async (verified) => {
      house.log.info({ holds: !("broken" in verified) }, "office: verified");
      return String(await outcome(desk, { verified, noted }, house.now()));
    });
  const soon = await Promise.race([result, setTimeout(patience, null)]);
  const [before = "", after = ""] = String(await verifyPage(desk, sent, parts.lastDrill(), true)).split(whereItComes);
  if (soon !== null) return ctx.html(before + soon + after);
  ctx.header("content-type", "text/html; charset=UTF-8");
  return stream(
    ctx,
    async (out) => {
      await out.write(before);
      for (let last: string | null = null; last === null && !out.aborted;) {
        await out.write(String(await progress(say, share)));
        last = await Promise.race([result, setTimeout(patience, null)]);
        if (last !== null) await out.write(last + after);
      }
    },
    async (error, out) => {
      house.log.error({ advice: house.adviceOn(error) }, "office: stumbled");
      await out.write(`${say("fault.ours")}${after}`);
    },
  );
}
