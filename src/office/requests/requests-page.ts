import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import { dueOn, type Step, urgency } from "../../consent/rights.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildInClass } from "../../school/people.ts";
import { choice, errorSummary, field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";

/** Every request: what is due first on top, what is closed below. */
export function requestsPage(desk: Desk, all: readonly RequestOfPerson[], now: Date): Html {
  const { say } = desk;
  const open = all.filter((one) => urgency(one, now) !== "closed").toSorted((a, b) => (dueOn(a) < dueOn(b) ? -1 : 1));
  const closed = all.filter((one) => urgency(one, now) === "closed").toReversed();
  return page(
    desk,
    say("menu.requests"),
    html`
    <p>${say("requests.about")}</p>
    <h2>${say("requests.open", { count: open.length })}</h2>
    ${open.length === 0 ? html`<p class="nothing">${say("requests.none")}</p>` : table(desk, open, now, say("requests.open", { count: open.length }))}
    ${closed.length === 0 ? "" : html`<h2>${say("requests.closed")}</h2>${table(desk, closed, now, say("requests.closed"))}`}`,
  );
}

function table(desk: Desk, requests: readonly RequestOfPerson[], now: Date, name: string): Html {
  const { say, timeZone } = desk;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
    <thead><tr><th scope="col">${say("requests.request")}</th><th scope="col">${say("requests.dueOn")}</th><th scope="col">${say("requests.by")}</th><th scope="col">${say("requests.received")}</th><th scope="col">${say("requests.state")}</th></tr></thead>
    <tbody>${requests.map((one) => html`<tr><th scope="row"><a href="/office/requests/${one.id}">${say(`right.${one.right}`)} <span class="hidden">${say("people.for", { name: one.name })}</span></a></th><td>${due(desk, one, now)}</td><td>${one.name}</td><td>${dayIn(timeZone, one.history[0]?.at ?? null)}</td><td>${say(`requestStep.${one.history.at(-1)?.step ?? "received"}`)}</td></tr>`)}</tbody></table></div>`;
}

/** Until when, in words that say how urgent it is. */
function due({ say, timeZone }: Desk, request: RequestOfPerson, now: Date): Html {
  const how = urgency(request, now);
  if (how === "closed") return html`–`;
  const text = say(`requests.due.${how}`, { day: dayIn(timeZone, dueOn(request)) });
  return how === "open" ? html`${text}` : html`<strong class="due ${how}">${text}</strong>`;
}

interface Shown {
  request: RequestOfPerson;
  children: readonly ChildInClass[];
  open: readonly Exclude<Step, "received">[];
  now: Date;
}

/** One request: the person's words, its history, the next step. */
export function requestPage(desk: Desk, { request, children, open, now }: Shown, sent: Sent): Html {
  const { say, timeZone, person } = desk;
  const { right, name, words, history } = request;
  return page(
    desk,
    say("requests.one", { right: say(`right.${right}`), name }),
    html`
    <p><a href="/office/requests">${say("requests.all")}</a></p>
    <p>${due(desk, request, now)}</p>
    <p class="hint">${say(`requests.meaning.${right}`)}</p>
    ${children.length === 0 ? "" : html`<p>${say("requests.children")} ${children.map((child, at) => html`${at > 0 ? ", " : ""}<a href="/office/children/${child.id}">${child.givenName} ${child.familyName}</a> (${child.className})`)}</p>`}
    <h2>${say("requests.words")}</h2>
    ${words === "" ? html`<p class="nothing">${say("requests.noWords")}</p>` : html`<blockquote dir="auto">${words}</blockquote>`}
    <h2>${say("requests.history")}</h2>
    <ol class="history">${history.map(({ step, at, by, note }) => html`<li><h3>${momentIn(timeZone, at)}: ${say(`requestStep.${step}`)}</h3>${step === "received" ? "" : html`<p>${say("requests.stepBy", { by })}</p>`}${note === "" ? "" : html`<blockquote>${note}</blockquote>`}</li>`)}</ol>
    ${open.length === 0 ? html`<p>${say("requests.isClosed")}</p>` : may(person.role, "answerRequests") ? stepForm(desk, request.id, open, sent) : html`<p class="hint">${say("requests.notYours")}</p>`}`,
  );
}

function stepForm({ say }: Desk, id: string, open: Shown["open"], sent: Sent): Html {
  return html`<h2>${say("requests.step")}</h2>${errorSummary(say, sent, "request")}
    <form method="post" action="/office/requests/${id}" class="boxed">
      ${choice(say, { form: "request", name: "step", label: say("requests.which"), sent, options: open.map((step) => [step, say(`requests.take.${step}`)] as const) })}
      ${field(say, { form: "request", name: "note", label: say("requests.note"), hint: say("requests.noteHint"), sent, type: "textarea", most: 1000 })}
      <button class="main">${say("requests.save")}</button></form>`;
}
