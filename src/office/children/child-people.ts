import { html } from "hono/html";
import type { Contact } from "../../../db/school/contacts.ts";
import { mayBeAskedWith } from "../../consent/custody.ts";
import { may } from "../../school/office-roles.ts";
import { lastsMinutes } from "../letters/made.ts";
import type { Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import { onPaperWords } from "./on-paper.ts";
import { restrictedMark } from "../requests/restriction.ts";
import type { ChildData } from "./child-data.ts";
import { custodyForm } from "./custody-form.ts";
import { custodyOf } from "./custody-words.ts";

/**
 * Who may declare for a child and who may not, by what is decided on custody; how each is reached, and a letter for
 * whoever needs one. In: the form of a decision as it was sent.
 */
export function peopleList(desk: Desk, data: ChildData, sent: Sent): Html {
  const { say, person } = desk;
  const mayAdd = may(person.role, "correctPeople") && data.goneAt === null;
  if (data.contacts.length === 0)
    return html`<p class="warn">${say("contact.nobody")} ${mayAdd ? say("contact.addSomebody") : ""}</p>`;
  const letters = may(person.role, "writeLetters") && data.goneAt === null;
  const line = (one: Contact) => html`<li>
    <div>${contactText(desk, data, one)}</div>
    ${letters ? letterFor(desk, data, one) : ""}
    ${letters && one.joinedAt !== null ? disconnecting(say, data, one) : ""}
    ${one.role === "guardian" && may(person.role, "decideCustody") ? custodyForm(desk, data, one, sent) : ""}
  </li>`;
  const without = data.contacts.filter(({ custody }) => ["informed", "neither"].includes(custody?.custody ?? ""));
  const others = data.contacts.filter((one) => !without.includes(one));
  const list = (some: readonly Contact[]) => html`<ul class="people">${some.map(line)}</ul>`;
  return html`
    ${others.length === 0 ? html`<p class="warn">${say("custody.nobody")}</p>` : list(others)}
    ${without.length === 0 ? "" : html`<h3>${say("custody.without")}</h3>${list(without)}`}
    ${letters ? html`<p class="hint">${say("contact.letterHint")}</p>` : ""}`;
}

/** A letter; a code alone for whoever is informed and has nothing to answer; nothing until it is decided. */
function letterFor(desk: Desk, data: ChildData, one: Contact): Html {
  const { say } = desk;
  const custody = one.custody?.custody ?? null;
  if (mayBeAskedWith(custody)) return letterForm(desk, data, one, "contact.letter");
  if (custody === "informed") return letterForm(desk, data, one, "custody.code");
  return custody === "neither" ? html`` : html`<p class="hint">${say("custody.noLetter")}</p>`;
}

function contactText(desk: Desk, { now, onPaper }: ChildData, one: Contact): Html {
  const { say, timeZone } = desk;
  const { givenName, familyName, role, reminded, remindedAt, movedAt, triedAt, custody } = one;
  const times = say("contact.reminded", { count: reminded, day: dayIn(timeZone, remindedAt) });
  const paper = onPaper.get(one.id);
  return html`<strong>${givenName} ${familyName}</strong>${role === "pupil" ? html` (${say("contact.pupil")})` : ""}
    <br>${howReached(desk, one, now)}
    ${movedAt === null ? "" : html`<br>${say("contact.moved", { day: dayIn(timeZone, movedAt) })}`}
    ${triedAt === null ? "" : html`<br>${say("contact.tried", { day: dayIn(timeZone, triedAt) })}`}
    ${reminded > 0 ? html`<br>${times}` : ""}
    ${paper === undefined ? "" : html`<br>${onPaperWords(say, paper, timeZone)}`}
    ${role === "guardian" ? html`<br>${custodyOf(desk, custody)}` : ""}
    ${one.restriction ? html`<br>${restrictedMark(desk, one.restriction)}` : ""}`;
}

function howReached({ say, timeZone }: Desk, one: Contact, now: Date): string {
  const { unreachableSince, joinedAt, codeUntil } = one;
  if (unreachableSince !== null) return say("contact.unreachable", { day: dayIn(timeZone, unreachableSince) });
  if (joinedAt !== null) return say("contact.joined", { day: dayIn(timeZone, joinedAt) });
  if (codeUntil === null) return say("contact.noCode");
  const valid = codeUntil > now.toISOString();
  return say(valid ? "contact.code" : "contact.codeOver", { day: dayIn(timeZone, codeUntil) });
}

function letterForm(
  { say, act }: Desk,
  { child }: ChildData,
  { id, givenName, familyName }: Contact,
  button: "contact.letter" | "custody.code",
): Html {
  const name = `${givenName} ${familyName}`;
  const whose = html`<span class="hidden">${say("contact.letterFor", { name })} ${say("page.newWindow")}</span>`;
  return html`<form method="post" action="/office/letters" target="_blank" data-lasts="${lastsMinutes}">
    <input type="hidden" name="act" value="${act}">
    <input type="hidden" name="person" value="${id}">
    <input type="hidden" name="child" value="${child.id}">
    <button class="plain">${say(button)} ${whose}</button>
  </form>`;
}

/** Taking an account away, in two steps. A letter ties a person to an account; this is its counterpart. */
function disconnecting(say: Say, { child }: ChildData, { id, givenName, familyName }: Contact): Html {
  const name = `${givenName} ${familyName}`;
  return html`<details>
    <summary>${say("contact.disconnect")} <span class="hidden">${say("contact.letterFor", { name })}</span></summary>
    <p class="hint">${say("contact.disconnectHint", { name })}</p>
    <form method="post" action="/office/children/${child.id}/disconnect">
      <input type="hidden" name="person" value="${id}">
      <button>${say("contact.disconnectGo", { name })}</button>
    </form>
  </details>`;
}
