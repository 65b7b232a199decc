import { html, raw } from "hono/html";
import type { Fault } from "../../consent/chain.ts";
import { errorSummary, field, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Verified } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import type { OfficeKey, Say } from "../page/words.ts";

/** The place in the page at which the outcome stands. */
export const whereItComes = "<!-- outcome -->";

/** The check of the record. In: what was typed; whether it is being checked now. */
export function verifyPage(desk: Desk, sent: Sent, checks = false): Html {
  const { say } = desk;
  const [walk, receipt] = "code" in sent.values ? [fresh, sent] : [sent, fresh];
  return page(
    desk,
    say("verify.title"),
    html`
    <p>${say("verify.about")}</p>
    ${checks ? html`<div class="working" role="status">${raw(whereItComes)}</div>` : ""}
    ${errorSummary(say, walk, "verify")}
    <form method="post" action="/office/verify" class="boxed">${field(say, { form: "verify", name: "noted", label: say("verify.noted"), hint: say("verify.notedHint"), sent: walk, most: 200 })}<button class="main">${say("verify.go")}</button></form>
    <h2>${say("verify.receiptTitle")}</h2>
    ${errorSummary(say, receipt, "receipt")}
    <form method="post" action="/office/verify/receipt" class="boxed">${field(say, { form: "receipt", name: "code", label: say("history.receipt"), hint: say("verify.receiptHint"), sent: receipt, most: 40 })}<button>${say("verify.receiptGo")}</button></form>`,
  );
}

const faults: Record<Fault, OfficeKey> = {
  "an event before it is missing, or was put in": "verify.fault.missing",
  "what it says was changed": "verify.fault.facts",
  "it counts as erased and still says who it is about": "verify.fault.erased",
  "who it is about was changed": "verify.fault.whose",
};

/** How far it is. In: 0 to 1. */
export function progress(say: Say, share: number): Html {
  return html`<p>${say("page.wait")} ${say("verify.soFar", { percent: Math.floor(share * 100) })}</p>`;
}

/** What came of it: whole, cut off, or where it is broken, and what to do. */
export function outcome(
  { say, timeZone }: Desk,
  { verified, noted }: { verified: Verified; noted: string },
  now: Date,
): Html {
  const at = momentIn(timeZone, now.toISOString());
  if ("broken" in verified)
    return html`<div class="errors"><h2>${say("verify.broken")}</h2><p>${say("verify.brokenWhere", { seq: verified.broken.seq, id: verified.broken.id, fault: say(faults[verified.broken.fault]) })}</p><p>${say("verify.brokenThen")}</p></div>`;
  if (!verified.notedSeen)
    return html`<div class="errors"><h2>${say("verify.cutOff")}</h2><p>${say("verify.cutOffThen", { count: verified.events })}</p><p>${say("verify.brokenThen")}</p></div>`;
  return html`<div><p class="done">${say("verify.holds", { count: verified.events, at })}${noted === "" ? "" : html` ${say("verify.notedSeen")}`}</p>
    ${verified.newest === "" ? "" : html`<p>${say("verify.newest")}</p><p><code>${verified.newest}</code></p>`}</div>`;
}
