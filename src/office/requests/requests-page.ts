import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import type { KeptScan } from "../../../db/proof/kept-scans.ts";
import type { Restriction } from "../../consent/restriction.ts";
import { dueOn, receivedAt, type RequestEntry, type RequestStep, type Step, urgency } from "../../consent/rights.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildInClass } from "../../school/people.ts";
import { keptScansPart } from "../paper/kept-scans.ts";
import { accessPaper } from "./access-paper.ts";
import { erasurePart, type ErasureShown } from "./erasure.ts";
import { restrictionPart } from "./restriction.ts";
import { choice, errorSummary, field, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";
import { childLinks } from "../to-do-item.ts";

/** Every request: what is due first on top, what is closed below. */
export function requestsPage(desk: Desk, all: readonly RequestOfPerson[], now: Date): Html {
  const { say } = desk;
  const open = all.filter((one) => urgency(one, now) !== "closed").toSorted((a, b) => (dueOn(a) < dueOn(b) ? -1 : 1));
  const closed = all.filter((one) => urgency(one, now) === "closed").toReversed();
  const title = say("requests.open", { count: open.length });
  return page(
    desk,
    say("menu.requests"),
    html`
    <p>${say("requests.about")}</p>
    ${enteringWay(desk)}
    <h2>${title}</h2>
    ${open.length === 0 ? html`<p class="nothing">${say("requests.none")}</p>` : table(desk, open, now, title)}
    ${closed.length === 0 ? "" : html`<h2>${say("requests.closed")}</h2>`}
    ${closed.length === 0 ? "" : table(desk, closed, now, say("requests.closed"))}`,
  );
}

/** The way to a request that came by letter or telephone. */
function enteringWay({ say, person }: Desk): Html {
  if (!may(person.role, "enterRequests")) return html``;
  return html`<p><a href="/office/requests/enter">${say("requests.enter.way")}</a></p>`;
}

function table(desk: Desk, requests: readonly RequestOfPerson[], now: Date, name: string): Html {
  const { say } = desk;
  const columns = [
    say("requests.request"),
    say("requests.dueOn"),
    say("requests.by"),
    say("requests.received"),
    say("requests.state"),
  ];
  return scrolling(
    name,
    html`<table>
      ${headings(columns)}
      <tbody>${requests.map((one) => row(desk, one, now))}</tbody>
    </table>`,
  );
}

function row(desk: Desk, one: RequestOfPerson, now: Date): Html {
  const { say, timeZone } = desk;
  const { id, right, name, history } = one;
  const whose = html`<span class="hidden">${say("people.for", { name })}</span>`;
  return html`<tr>
    <th scope="row"><a href="/office/requests/${id}">${say(`right.${right}`)} ${whose}</a></th>
    <td>${due(desk, one, now)}</td>
    <td>${name}</td>
    <td>${dayIn(timeZone, receivedAt(one))}</td>
    <td>${say(`requestStep.${history.at(-1)?.step ?? "received"}`)}</td>
  </tr>`;
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
  /** Of these, those for whom it is not decided whether the person may declare. */
  openCustody: readonly ChildInClass[];
  open: readonly Exclude<Step, "received">[];
  now: Date;
  erasure: ErasureShown | null;
  /** The pictures of scanned sheets of the person that are kept. */
  scans: readonly KeptScan[];
  restriction: { holds: Restriction | null; byThis: Restriction | null; today: string };
  /** Whether a message reaches the person by itself. */
  isReached: boolean;
}

/** One request: the person's words, its history, the next step. */
export function requestPage(desk: Desk, shown: Shown, sent: Sent): Html {
  const { request, children, openCustody, open, now, erasure, scans, restriction, isReached } = shown;
  const { say } = desk;
  const { right, name, words, history } = request;
  return page(
    desk,
    say("requests.one", { right: say(`right.${right}`), name }),
    html`
    <p><a href="/office/requests">${say("requests.all")}</a></p>
    ${urgency(request, now) === "closed" ? "" : html`<p>${due(desk, request, now)}</p>`}
    <p class="hint">${say(`requests.meaning.${right}`)}</p>
    ${request.role === "stranger" ? html`<p class="warn">${say("requests.notOnFile")}</p>` : ""}
    ${request.entries.map((entry) => entryLine(desk, entry))}
    ${children.length === 0 ? "" : childrenLine(say, children)}
    <h2>${say("requests.words")}</h2>
    ${
      words === ""
        ? html`<p class="nothing">${say("requests.noWords")}</p>`
        : html`<blockquote dir="auto">${words}</blockquote>`
    }
    <h2>${say("requests.history")}</h2>
    <ol class="history">${history.map((taken) => stepLine(desk, taken))}</ol>
    ${isReached ? "" : html`<p class="warn">${say("requests.notReached")}</p>`}
    ${erasure ? erasurePart(desk, request.id, erasure) : ""}
    ${restrictionPart(desk, request, restriction, "step" in sent.values ? fresh : sent)}
    ${nextStep(desk, request.id, open, "since" in sent.values || "toldOn" in sent.values ? fresh : sent)}
    ${accessPaper(desk, request, openCustody)}
    ${keptScansPart(desk, scans)}`,
  );
}

/** How it came, where it was not by chat. */
function entryLine({ say, timeZone }: Desk, { receivedOn, route, place, by, at }: RequestEntry): Html {
  const how = { day: dayIn(timeZone, receivedOn), route: say(`requests.entryRoute.${route}`), by };
  return html`<p>${say("requests.enter.came", { ...how, at: dayIn(timeZone, at) })}
    ${place === "" ? "" : say("requests.enter.lies", { place })}</p>`;
}

function childrenLine(say: Say, children: readonly ChildInClass[]): Html {
  return html`<p>${say("requests.children")} ${childLinks(children)}</p>`;
}

function stepLine({ say, timeZone }: Desk, { step, at, by, note }: RequestStep): Html {
  return html`<li>
    <h3>${momentIn(timeZone, at)}: ${say(`requestStep.${step}`)}</h3>
    ${step === "received" ? "" : html`<p>${say("requests.stepBy", { by })}</p>`}
    ${note === "" ? "" : html`<blockquote>${note}</blockquote>`}
  </li>`;
}

function nextStep({ say, person }: Desk, id: string, open: Shown["open"], sent: Sent): Html {
  if (open.length === 0) return html`<p>${say("requests.isClosed")}</p>`;
  if (!may(person.role, "answerRequests")) return html`<p class="hint">${say("requests.notYours")}</p>`;
  return stepForm(say, id, open, sent);
}

function stepForm(say: Say, id: string, open: Shown["open"], sent: Sent): Html {
  const form = "request";
  const options = open.map((step) => [step, say(`requests.take.${step}`)] as const);
  const note = field(say, {
    form,
    name: "note",
    label: say("requests.note"),
    hint: say("requests.noteHint"),
    sent,
    type: "textarea",
    most: 1000,
  });
  return html`<h2>${say("requests.step")}</h2>
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/requests/${id}" class="boxed">
      ${choice(say, { form, name: "step", label: say("requests.which"), sent, options })}
      ${note}
      <button class="main">${say("requests.save")}</button>
    </form>`;
}
