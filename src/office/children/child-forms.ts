import { html } from "hono/html";
import { purposes } from "../../consent/event.ts";
import { officeRoutes } from "./answer.ts";
import type { ChildData } from "./child-data.ts";
import { choice, errorSummary, field, fresh, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";

/** The form for an answer that came on paper, by telephone or in person; with `settles` for the office's word on what differs. */
export function answerForm(
  { say }: Desk,
  { child, contacts, periodRuns, act }: ChildData,
  sent: Sent,
  settles: boolean,
): Html {
  const form = settles ? "settle" : "answer";
  const yesNo = [
    ["yes", say("page.yes")],
    ["no", say("page.no")],
    ["", say(settles ? "answer.asItIs" : "answer.notSaid")],
  ] as const;
  const people = contacts.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`] as const);
  if (!settles && people.length === 0) return html``;
  const body = html`${errorSummary(say, sent, form)}
    <form method="post" action="/office/children/${child.id}/answer" class="boxed">
      <input type="hidden" name="act" value="${act}">${settles ? html`<input type="hidden" name="settle" value="yes">` : ""}
      ${periodRuns ? "" : html`<p class="warn">${say("answer.noPeriod")}</p>`}
      ${settles ? "" : choice(say, { form, name: "person", label: say("answer.who"), sent, options: people, chosen: people.length === 1 ? (people[0]?.[0] ?? "") : "" })}
      <div class="pair">${purposes.map((purpose) => choice(say, { form, name: purpose, label: say(`answer.${purpose}`), sent, options: yesNo, row: true }))}</div>
      ${choice(say, { form, name: "route", label: say("answer.route"), sent, options: officeRoutes.map((route) => [route, say(`answer.routes.${route}`)] as const), row: true })}
      ${field(say, { form, name: "note", label: say(settles ? "answer.settleNote" : "answer.note"), hint: say("answer.noteHint"), sent })}
      <button class="main">${say(settles ? "answer.settle" : "answer.record")}</button>
    </form>`;
  if (settles)
    return html`<section class="settle" aria-labelledby="settle-title"><h3 id="settle-title">${say("answer.settleTitle")}</h3><p>${say("answer.settleHint")}</p>${body}</section>`;
  return html`<details class="act"${Object.keys(sent.errors).length > 0 ? html` open` : ""}><summary>${say("answer.title")}</summary><p class="hint">${say("answer.hint")}</p>${body}</details>`;
}

/** Whether every guardian must agree. */
export function bothForm({ say }: Desk, { child }: ChildData): Html {
  return html`<form method="post" action="/office/children/${child.id}/both" class="inline"><p>${say(child.bothMustAgree ? "correct.bothIsOn" : "correct.bothIsOff")}</p>
    <input type="hidden" name="both" value="${child.bothMustAgree ? "no" : "yes"}"><button class="plain">${say(child.bothMustAgree ? "correct.bothOff" : "correct.bothOn")}</button></form>`;
}

/** Names and birth date, to be put right (Art. 16 GDPR). */
export function correctForms({ say }: Desk, { child, contacts }: ChildData, sent: Sent): Html {
  const open = Object.keys(sent.errors).length > 0;
  const one = (
    who: { id: string; givenName: string; familyName: string; birthDate?: string | null },
    isChild: boolean,
  ) => {
    const form = isChild ? "correct" : `correct-${who.id}`;
    const own = open && (sent.values.person ?? "") === (isChild ? "" : who.id) ? sent : fresh;
    return html`${errorSummary(say, own, form)}<form method="post" action="/office/children/${child.id}/correct" class="boxed line">
      <p class="legend">${isChild ? say("correct.child") : say("correct.person", { name: `${who.givenName} ${who.familyName}` })}</p>${isChild ? "" : html`<input type="hidden" name="person" value="${who.id}">`}
      ${field(say, { form, name: "givenName", label: say("correct.givenName"), sent: own, value: who.givenName, most: 100 })}
      ${field(say, { form, name: "familyName", label: say("correct.familyName"), sent: own, value: who.familyName, most: 100 })}
      ${isChild ? field(say, { form, name: "birthDate", label: say("correct.birthDate"), sent: own, value: who.birthDate ?? "", type: "date" }) : ""}
      <button>${say("correct.save")}</button></form>`;
  };
  return html`<details class="act"${open ? html` open` : ""}><summary>${say("correct.names")}</summary><p class="hint">${say("correct.hint")}</p>${one(child, true)}${contacts.filter(({ role }) => role !== "pupil").map((contact) => one(contact, false))}</details>`;
}
