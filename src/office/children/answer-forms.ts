import { html } from "hono/html";
import { type Purpose, purposes } from "../../consent/event.ts";
import { choice, errorSummary, field, openWhereWrong, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { officeRoutes } from "./answer.ts";
import type { ChildData } from "./child-data.ts";

/** The form for an answer that came on paper, by telephone or in person; nothing where nobody may answer. */
export function answerForm({ say }: Desk, data: ChildData, sent: Sent): Html {
  const form = "answer";
  if (data.contacts.length === 0) return html``;
  const people = data.contacts.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`] as const);
  const chosen = people.length === 1 ? (people[0]?.[0] ?? "") : "";
  const body = html`
    ${noPeriod(say, data)}
    ${choice(say, { form, name: "person", label: say("answer.who"), sent, options: people, chosen })}
    ${answersAndRoute(say, form, sent, say("answer.notSaid"))}
    ${field(say, { form, name: "note", label: say("answer.note"), hint: say("answer.noteHint"), sent })}
    <button class="main">${say("answer.record")}</button>`;
  return html`<details class="act"${openWhereWrong(sent)}>
    <summary>${say("answer.title")}</summary>
    <p class="hint">${say("answer.hint")}</p>
    ${errorSummary(say, sent, form)}
    ${answerIn(data, body)}
  </details>`;
}

/** The form for the office's word on what differs. */
export function settleForm({ say }: Desk, data: ChildData, sent: Sent): Html {
  const form = "settle";
  const body = html`
    <input type="hidden" name="settle" value="yes">
    ${noPeriod(say, data)}
    ${answersAndRoute(say, form, sent, say("answer.asItIs"))}
    ${field(say, { form, name: "note", label: say("answer.settleNote"), hint: say("answer.noteHint"), sent })}
    <button class="main">${say("answer.settle")}</button>`;
  return html`<section class="settle" aria-labelledby="settle-title">
    <h3 id="settle-title">${say("answer.settleTitle")}</h3>
    <p>${say("answer.settleHint")}</p>
    ${errorSummary(say, sent, form)}
    ${answerIn(data, body)}
  </section>`;
}

function answerIn({ child, act }: ChildData, body: Html): Html {
  return html`<form method="post" action="/office/children/${child.id}/answer" class="boxed">
    <input type="hidden" name="act" value="${act}">${body}
  </form>`;
}

const noPeriod = (say: Say, { periodRuns }: ChildData): Html =>
  periodRuns ? html`` : html`<p class="warn">${say("answer.noPeriod")}</p>`;

/** What was said to sound and to picture, and by which way. In: what it means where nothing was said. */
function answersAndRoute(say: Say, form: string, sent: Sent, nothing: string): Html {
  const yesNo = [
    ["yes", say("page.yes")],
    ["no", say("page.no")],
    ["", nothing],
  ] as const;
  const said = (purpose: Purpose) =>
    choice(say, { form, name: purpose, label: say(`answer.${purpose}`), sent, options: yesNo, row: true });
  const ways = officeRoutes.map((route) => [route, say(`answer.routes.${route}`)] as const);
  return html`<div class="pair">${purposes.map(said)}</div>
    ${choice(say, { form, name: "route", label: say("answer.route"), sent, options: ways, row: true })}`;
}
