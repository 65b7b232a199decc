import { html } from "hono/html";
import type { Compared } from "../../consent/heads.ts";
import { errorSummary, field, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Broken, Checked, OfficeParts } from "../page/parts.ts";
import { dayIn, momentIn } from "../page/said.ts";
import type { OfficeKey, Say } from "../page/words.ts";
import { workingPlace } from "../page/working.ts";

/** The check of the record. In: what was typed; when a backup was tried last; whether it is being checked now. */
export function verifyPage(desk: Desk, sent: Sent, drill: Drill, checks = false): Html {
  const { say } = desk;
  const [walk, receipt] = "code" in sent.values ? [fresh, sent] : [sent, fresh];
  return page(
    desk,
    say("verify.title"),
    html`
    <p>${say("verify.about")}</p>
    ${checks ? workingPlace() : ""}
    ${walkForm(say, walk)}
    <h2>${say("verify.receiptTitle")}</h2>
    ${receiptForm(say, receipt)}
    <h2>${say("verify.drillTitle")}</h2>
    <p>${drilled(desk, drill)}</p>`,
  );
}

/** What came of it when a backup was tried last. */
export function drilled({ say, timeZone }: Pick<Desk, "say" | "timeZone">, drill: Drill): string {
  if (drill === null) return say("verify.drill.never");
  return say(drills[drill.outcome], { at: momentIn(timeZone, drill.at) });
}

type Drill = ReturnType<OfficeParts["lastDrill"]>;

const drills: Record<NonNullable<Drill>["outcome"], OfficeKey> = {
  holds: "verify.drill.holds",
  "held before encryption": "verify.drill.before",
  "lacks the link": "verify.drill.lacks",
  refused: "verify.drill.refused",
  gone: "verify.drill.gone",
  encrypted: "verify.drill.encrypted",
};

function walkForm(say: Say, sent: Sent): Html {
  const form = "verify";
  const hint = say("verify.notedHint");
  return html`${errorSummary(say, sent, form)}
    <form method="post" action="/office/verify" class="boxed">
      ${field(say, { form, name: "noted", label: say("verify.noted"), hint, sent, most: 200 })}
      <button class="main">${say("verify.go")}</button>
    </form>`;
}

function receiptForm(say: Say, sent: Sent): Html {
  const form = "receipt";
  const hint = say("verify.receiptHint");
  return html`${errorSummary(say, sent, form)}
    <form method="post" action="/office/verify/receipt" class="boxed">
      ${field(say, { form, name: "code", label: say("history.receipt"), hint, sent, most: 40 })}
      <button>${say("verify.receiptGo")}</button>
    </form>`;
}

const faults: Record<Broken["fault"], OfficeKey> = {
  "an event before it is missing, or was put in": "verify.fault.missing",
  "it was erased without a record of it": "verify.fault.unrecorded",
  "it was erased before its time": "verify.fault.early",
  "an entry before it is missing, or was put in": "verify.fault.missingEntry",
  "the row it is about was changed": "verify.fault.row",
  "the row it is about was taken away": "verify.fault.rowGone",
  "the row it is about counts as erased and is still there": "verify.fault.rowStays",
  "the row it is about was erased before its time": "verify.fault.rowEarly",
  "it erased what was too young": "verify.fault.young",
  "it is dated ahead": "verify.fault.ahead",
  "it has no entry in the journal": "verify.fault.stray",
  "it was not sealed by JaNein": "verify.fault.unsealed",
  "a guard, table or index of the database is missing, was changed, or was put in": "verify.fault.guard",
  "the pages or the indexes of the file are not whole": "verify.fault.pages",
  "another file lies at its path, or none": "verify.fault.moved",
  "what it says was changed": "verify.fault.facts",
  "it counts as erased and still says who it is about": "verify.fault.erased",
  "who it is about was changed": "verify.fault.whose",
};

/** What came of it: whole, cut off, or where it is broken, and what to do. */
export function outcome(
  { say, timeZone }: Desk,
  { verified, noted }: { verified: Checked; noted: string },
  now: Date,
): Html {
  if ("broken" in verified) {
    const { where, seq, id, fault } = verified.broken;
    const words = { seq, id, fault: say(faults[fault]) };
    return broken(
      say,
      say("verify.broken"),
      say(where === "event" ? "verify.brokenWhere" : seq === 0 ? "verify.brokenRow" : "verify.brokenEntry", words),
      fault === "it was not sealed by JaNein" ? say("verify.beginAnew.key") : null,
    );
  }
  const { events: count, notedSeen, newest, lost, compared } = verified;
  if (!notedSeen) return broken(say, say("verify.cutOff"), say("verify.cutOffThen", { count }));
  if (lost) {
    const where = say("verify.lostThen", { at: momentIn(timeZone, lost.at) });
    return broken(say, say("verify.lost"), where, say("verify.beginAnew.copy"));
  }
  if (compared.foreign > 0)
    return broken(say, say("verify.foreign"), say("verify.foreignThen"), say("verify.beginAnew.key"));
  const [why] = compared.badStamps;
  if (why !== undefined) return broken(say, say("verify.badStamp"), say("verify.badStampThen", { why }));
  const doubted = compared.doubted && say("verify.doubted", { at: momentIn(timeZone, compared.doubted.at) });
  const isWhole = compared.knownBroken.length === 0;
  const holds = say(isWhole ? "verify.holds" : "verify.holdsBut", { count, at: momentIn(timeZone, now.toISOString()) });
  return html`<div>
    <p class="done">${noted === "" ? holds : `${holds} ${say("verify.notedSeen")}`}</p>
    <p>${comparedWith(say, timeZone, compared)}</p>
    ${isWhole ? "" : knownBroken(say, timeZone, compared.knownBroken)}
    ${doubted === null ? "" : html`<p class="warn">${doubted}</p>`}
    ${newest === "" ? "" : html`<p>${say("verify.newest")}</p><p><code>${newest}</code></p>`}
  </div>`;
}

/** What does not hold since somebody has begun anew with it. */
function knownBroken(say: Say, timeZone: string, known: Compared["knownBroken"]): Html {
  const line = ({ where, seq, id, fault, since }: Compared["knownBroken"][number]) => {
    const place = where === "event" ? "verify.known.event" : seq === 0 ? "verify.known.row" : "verify.known.entry";
    return html`<li>${say(place, { seq, id, fault: say(faults[fault]), day: dayIn(timeZone, since) })}</li>`;
  };
  return html`<p class="warn">${say("verify.known.title")}</p><ul>${known.map(line)}</ul>`;
}

function comparedWith(say: Say, timeZone: string, compared: Compared): string {
  const { heads, newestHead, givenUp, stamps, newestStamp } = compared;
  if (newestHead === null) return say("verify.noHeads");
  const lost = givenUp && say("verify.givenUp", { count: givenUp.heads, at: momentIn(timeZone, givenUp.at) });
  const stamped =
    newestStamp && say("verify.stamps", { count: stamps, at: momentIn(timeZone, newestStamp.at), by: newestStamp.by });
  const sealed = say("verify.heads", { count: heads, at: momentIn(timeZone, newestHead) });
  return [sealed, stamped, lost].filter((one) => one !== null).join(" ");
}

/** What is wrong. In: the way out for whoever runs the server, where the record itself may be good. */
function broken(say: Say, title: string, where: string, wayOut: string | null = null): Html {
  return html`<div class="errors">
    <h2>${title}</h2>
    <p>${where}</p>
    <p>${say("verify.brokenThen")}</p>
    ${wayOut === null ? "" : html`<p>${wayOut}</p>`}
  </div>`;
}
