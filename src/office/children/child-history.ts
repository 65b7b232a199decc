import { html } from "hono/html";
import type { FiledEvent } from "../../../db/school/child-file.ts";
import { receiptCode } from "../../consent/receipt.ts";
import { asShown, withoutMarkup } from "../../consent/shown.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildData } from "./child-data.ts";
import { errorSummary, field, fresh, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";

/** Every decision, newest first: who, when, by which way, on which version, with the exact text that was shown, the receipt and the hashes. */
export function historyOf(desk: Desk, data: ChildData, sent: Sent): Html {
  const decisions = [...Map.groupBy(data.history, ({ decision }) => decision).values()].reverse();
  return html`${errorSummary(desk.say, sent, "void")}<ol class="history" reversed>${decisions.map((events) => decision(desk, data, events, sent))}</ol>`;
}

function decision(desk: Desk, data: ChildData, events: readonly FiledEvent[], sent: Sent): Html {
  const { say, timeZone } = desk;
  const last = events.at(-1);
  if (!last) return html``;
  const who = last.person === null ? say("history.office") : (data.names.get(last.person) ?? last.person);
  const code = receiptCode(last.hash);
  const byAnother = last.recordedBy !== last.person && last.recordedBy !== "";
  const facts = [
    [say("history.who"), who],
    [
      say("history.route"),
      `${say(`route.${last.route}`)}${byAnother ? `, ${say("history.recordedBy", { by: last.recordedBy })}` : ""}`,
    ],
    [say("history.version"), String(last.notice)],
    [
      say("history.language"),
      new Intl.DisplayNames("de", { type: "language", fallback: "code" }).of(
        last.language === "de-simple" ? "de" : last.language,
      ) ?? last.language,
    ],
  ] as const;
  return html`<li><article><h3>${momentIn(timeZone, last.at)}: ${events.map((event) => `${say(`purpose.${event.purpose}`)} ${say(`kind.${event.kind}`)}`).join(", ")}</h3>
    <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}<div><dt>${say("history.receipt")}</dt><dd><a href="/office/receipts/${code}.pdf">${code} (PDF)</a></dd></div></dl>
    <details><summary>${say("history.shown")}</summary>${last.text === null ? html`<p>${say("history.nothingShown")}</p>` : html`<blockquote class="shown">${withoutMarkup(asShown(last.text, last.evidence))}</blockquote>`}</details>
    <details><summary>${say("history.proof")}</summary>${events.map(
      (
        event,
      ) => html`<dl class="facts small"><div><dt>${say("history.event")}</dt><dd><code>${event.id}</code> (${say(`purpose.${event.purpose}`)})</dd></div><div><dt>${say("history.hash")}</dt><dd><code>${event.hash}</code></dd></div>
      ${event.shown === null ? "" : html`<div><dt>${say("history.textHash")}</dt><dd><code>${event.shown}</code></dd></div>`}<div><dt>${say(event.kind === "voided" ? "history.why" : "history.act")}</dt><dd>${event.evidence}</dd></div>${event.voids === null ? "" : html`<div><dt>${say("history.voids")}</dt><dd><code>${event.voids}</code></dd></div>`}</dl>`,
    )}</details>
    ${voiding(desk, data, events, sent)}</article></li>`;
}

/** Declaring events of a decision a mistake of the office, each with its reason. */
function voiding(
  { say, person }: Desk,
  { child, history }: ChildData,
  events: readonly FiledEvent[],
  sent: Sent,
): Html {
  const voidedBy = (event: FiledEvent) => history.find(({ kind, voids }) => kind === "voided" && voids === event.id);
  const counting = may(person.role, "recordAnswers")
    ? events.filter((event) => event.kind !== "voided" && !voidedBy(event))
    : [];
  const mistaken = events.flatMap((event) => {
    const by = voidedBy(event);
    return by
      ? [
          html`<p class="warn">${say("history.isVoided", { purpose: say(`purpose.${event.purpose}`), why: by.evidence })}</p>`,
        ]
      : [];
  });
  if (counting.length === 0) return html`${mistaken}`;
  return html`${mistaken}<details${counting.some(({ id }) => id === sent.values.event) ? html` open` : ""}><summary>${say("history.mistake")}</summary><p class="hint">${say("history.voidHint")}</p>${counting.map(
    (event) => {
      const name = `why-${event.id}`;
      const own =
        sent.values.event === event.id ? { values: { [name]: sent.values.why ?? "" }, errors: sent.errors } : fresh;
      return html`<form method="post" action="/office/children/${child.id}/void" class="boxed line"><input type="hidden" name="event" value="${event.id}">
      ${field(say, { form: "void", name, sentAs: "why", label: say("history.whyOf", { purpose: say(`purpose.${event.purpose}`), kind: say(`kind.${event.kind}`) }), sent: own })}<button>${say("history.voidGo", { purpose: say(`purpose.${event.purpose}`) })}</button></form>`;
    },
  )}</details>`;
}
