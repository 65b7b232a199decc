import { html } from "hono/html";
import type { FiledEvent } from "../../../db/school/child-file.ts";
import { dayIn as dayDeclared } from "../../consent/day.ts";
import { isTheOffices } from "../../consent/mistake.ts";
import { receiptCode } from "../../consent/receipt.ts";
import { settlingIn } from "../../consent/settling.ts";
import { scanIn } from "../../consent/taken.ts";
import { asShown, withoutMarkup } from "../../consent/shown.ts";
import { germanDate } from "../../school/dates.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildData } from "./child-data.ts";
import { errorSummary, field, fresh, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

/**
 * Every decision, newest first: who, when, by which way, on which version,
 * with the exact text that was shown, the receipt and the hashes.
 */
export function historyOf(desk: Desk, data: ChildData, sent: Sent): Html {
  const decisions = [...Map.groupBy(data.history, ({ decision }) => decision).values()].reverse();
  return html`${errorSummary(desk.say, sent, "void")}
    <ol class="history" reversed>${decisions.map((events) => decision(desk, data, events, sent))}</ol>`;
}

function decision(desk: Desk, data: ChildData, events: readonly FiledEvent[], sent: Sent): Html {
  const { say, timeZone } = desk;
  const last = events.at(-1);
  if (!last) return html``;
  const said = events.map((event) => `${say(`purpose.${event.purpose}`)} ${say(`kind.${event.kind}`)}`).join(", ");
  return html`<li><article>
    <h3>${momentIn(timeZone, last.at)}: ${said}</h3>
    ${factsOf(say, data, last)}
    <details><summary>${say("history.shown")}</summary>${textShown(say, last)}</details>
    <details><summary>${say("history.proof")}</summary>${events.map((event) => proofOf(say, event))}</details>
    ${voiding(desk, data, events, sent)}
  </article></li>`;
}

function factsOf(say: Say, { names, keptScans }: ChildData, event: FiledEvent): Html {
  const { route, recordedBy, person, notice, language, hash, evidence } = event;
  const day = dayDeclared(evidence);
  const byAnother = recordedBy !== person && recordedBy !== "";
  const by = byAnother ? `, ${say("history.recordedBy", { by: recordedBy })}` : "";
  const code = receiptCode(hash);
  return html`<dl class="facts">
    ${fact(say("history.who"), whoOf(say, names, event))}
    ${day === null ? "" : fact(say("history.day"), germanDate(day))}
    ${settlingOf(say, event)}
    ${fact(say("history.route"), `${say(`route.${route}`)}${by}`)}
    ${fact(say("history.version"), String(notice))}
    ${fact(say("history.language"), nameOfLanguage(language))}
    ${scanOf(say, evidence, keptScans)}
    ${fact(say("history.receipt"), html`<a href="/office/receipts/${code}.pdf">${code} (PDF)</a>`)}
  </dl>`;
}

/** The picture of the sheet, where the school has kept it; or that it is not there any more. */
function scanOf(say: Say, evidence: string, keptScans: ReadonlySet<string>): Html {
  const picture = scanIn(evidence)?.picture;
  if (picture === undefined) return html``;
  const link = html`<a href="/office/kept-scans/${picture}">${say("keptScans.look")}</a>`;
  return fact(say("keptScans.sheet"), keptScans.has(picture) ? link : say("keptScans.gone"));
}

/** The guardian whose declaration it is, also one that the school has upheld; else the school. */
function whoOf(say: Say, names: ChildData["names"], { person, kind }: FiledEvent): string {
  if (person === null) return say("history.office");
  const name = names.get(person) ?? person;
  return kind === "upheld" ? say("history.upheldOf", { name }) : name;
}

/** Why the school has upheld a declaration, and where the paper is. */
function settlingOf(say: Say, { kind, evidence }: FiledEvent): Html {
  const settling = kind === "upheld" ? settlingIn(evidence) : null;
  if (!settling) return html``;
  return html`${fact(say("history.settledWhy"), say(`settle.whys.${settling.why}`))}
    ${fact(say("history.settledReason"), settling.reason)}
    ${fact(say("history.settledEvidence"), settling.evidence)}`;
}

function textShown(say: Say, { text, evidence }: FiledEvent): Html {
  if (text === null) return html`<p>${say("history.nothingShown")}</p>`;
  return html`<blockquote class="shown">${withoutMarkup(asShown(text, evidence))}</blockquote>`;
}

function proofOf(say: Say, { id, purpose, kind, hash, shown, evidence, voids }: FiledEvent): Html {
  const about = kind === "upheld" ? "history.upholds" : "history.voids";
  return html`<dl class="facts small">
    ${fact(say("history.event"), html`<code>${id}</code> (${say(`purpose.${purpose}`)})`)}
    ${fact(say("history.hash"), html`<code>${hash}</code>`)}
    ${shown === null ? "" : fact(say("history.textHash"), html`<code>${shown}</code>`)}
    ${fact(say(kind === "voided" ? "history.why" : "history.act"), evidence)}
    ${voids === null ? "" : fact(say(about), html`<code>${voids}</code>`)}
  </dl>`;
}

const fact = (name: string, value: string | Html): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const languages = new Intl.DisplayNames("de", { type: "language", fallback: "code" });

/** Plain German is German. */
const nameOfLanguage = (code: string): string => languages.of(code === "de-simple" ? "de" : code) ?? code;

/** Declaring events of a decision a mistake of the office, each with its reason; only what it put down itself. */
function voiding(
  { say, person }: Desk,
  { child, history, goneAt }: ChildData,
  events: readonly FiledEvent[],
  sent: Sent,
): Html {
  const voidedBy = (event: FiledEvent) => history.find(({ kind, voids }) => kind === "voided" && voids === event.id);
  const mistaken = events.map((event) => {
    const why = voidedBy(event)?.evidence;
    if (why === undefined) return "";
    return html`<p class="warn">${say("history.isVoided", { purpose: say(`purpose.${event.purpose}`), why })}</p>`;
  });
  const counting = events.filter((event) => isTheOffices(event) && !voidedBy(event));
  if (counting.length === 0 || goneAt !== null || !may(person.role, "recordAnswers")) return html`${mistaken}`;
  const open = counting.some(({ id }) => id === sent.values.event);
  return html`${mistaken}
    <details${open ? html` open` : ""}>
      <summary>${say("history.mistake")}</summary>
      <p class="hint">${say("history.voidHint")}</p>
      ${counting.map((event) => voidForm(say, child.id, event, sent))}
    </details>`;
}

function voidForm(say: Say, child: string, event: FiledEvent, sent: Sent): Html {
  const name = `why-${event.id}`;
  const own = sent.values.event === event.id;
  const purpose = say(`purpose.${event.purpose}`);
  const why = field(say, {
    form: "void",
    name,
    sentAs: "why",
    label: say("history.whyOf", { purpose, kind: say(`kind.${event.kind}`) }),
    sent: own ? { values: { [name]: sent.values.why ?? "" }, errors: sent.errors } : fresh,
  });
  return html`<form method="post" action="/office/children/${child}/void" class="boxed line">
    <input type="hidden" name="event" value="${event.id}">
    ${why}
    <button>${say("history.voidGo", { purpose })}</button>
  </form>`;
}
