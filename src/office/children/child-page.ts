import { html } from "hono/html";
import type { Contact } from "../../../db/school/contacts.ts";
import { purposes } from "../../consent/event.ts";
import { may } from "../../school/office-roles.ts";
import { standingTag } from "./children-page.ts";
import type { ChildData } from "./child-data.ts";
import { answerForm, bothForm, correctForms } from "./child-forms.ts";
import { historyOf } from "./child-history.ts";
import { fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";

export type ChildForm = "answer" | "settle" | "void" | "correct";

/** A child: what stands, who may answer, what the office can do, and the whole history as an auditor wants it. */
export function childPage(desk: Desk, data: ChildData, was?: { form: ChildForm; sent: Sent }): Html {
  const { say, person, timeZone } = desk;
  const { child, standing, history } = data;
  const sent = (form: ChildForm) => (was?.form === form ? was.sent : fresh);
  const conflict = purposes.some((purpose) => standing[purpose].standing === "conflict");
  const facts = [
    child.birthDate === null ? say("child.noBirthDate") : say("child.born", { day: dayIn(timeZone, child.birthDate) }),
    ...(child.bothMustAgree ? [say("children.both")] : []),
    ...(data.mustAgree.pupil ? [say("child.pupilToo")] : []),
  ];
  return page(
    desk,
    `${child.givenName} ${child.familyName}`,
    html`
    <p><a href="/office/classes/${child.classId}">${say("classPage.title", { name: child.className })}</a> · ${facts.join(" · ")}</p>
    <h2>${say("child.stands")}</h2>
    ${standingTable(desk, data)}
    ${conflict && may(person.role, "recordAnswers") ? answerForm(desk, data, sent("settle"), true) : conflict ? html`<p class="warn">${say("child.conflict")}</p>` : ""}
    <h2>${say("child.people")}</h2>
    ${peopleList(desk, data)}
    ${may(person.role, "recordAnswers") ? answerForm(desk, data, sent("answer"), false) : ""}
    <h2>${say("history.title")}</h2>
    ${history.length === 0 ? html`<p class="nothing">${say("history.none")}</p>` : historyOf(desk, data, sent("void"))}
    ${may(person.role, "correctPeople") ? html`<h2>${say("correct.title")}</h2>${bothForm(desk, data)}${correctForms(desk, data, sent("correct"))}` : ""}`,
  );
}

function standingTable({ say, timeZone }: Desk, { standing, names }: ChildData): Html {
  return html`<table class="facts"><tbody>${purposes.map((purpose) => {
    const { standing: stands, by } = standing[purpose];
    const who = by === null ? "" : by.person === null ? say("history.office") : (names.get(by.person) ?? by.person);
    const waits = stands === "not_asked" && by !== null;
    return html`<tr><th scope="row">${say(`purpose.${purpose}`)}</th><td>${standingTag(say, stands)}</td><td>${by === null ? "" : html`${say("child.since", { at: momentIn(timeZone, by.at), who, route: say(`route.${by.route}`), version: by.notice })}${waits ? html` <strong>${say("child.waits")}</strong>` : ""}`}</td></tr>`;
  })}<tr><th scope="row">${say("child.allowed")}</th><td colspan="2"><strong>${say(`participation.${standing.participation}`)}</strong>${standing.audio.standing !== "yes" && standing.video.standing === "yes" ? html` ${say("child.onlyVideo")}` : ""}</td></tr></tbody></table>`;
}

function peopleList(desk: Desk, { child, contacts, now }: ChildData): Html {
  const { say, person: own, timeZone } = desk;
  const reached = (one: Contact) => {
    if (one.unreachableSince !== null)
      return say("contact.unreachable", { day: dayIn(timeZone, one.unreachableSince) });
    if (one.joinedAt !== null) return say("contact.joined", { day: dayIn(timeZone, one.joinedAt) });
    if (one.codeUntil === null) return say("contact.noCode");
    return say(one.codeUntil > now.toISOString() ? "contact.code" : "contact.codeOver", {
      day: dayIn(timeZone, one.codeUntil),
    });
  };
  if (contacts.length === 0) return html`<p class="warn">${say("contact.nobody")}</p>`;
  return html`<ul class="people">${contacts.map(
    (
      one,
    ) => html`<li><div><strong>${one.givenName} ${one.familyName}</strong>${one.role === "pupil" ? html` (${say("contact.pupil")})` : ""}<br>${reached(one)}${one.reminded > 0 ? html`<br>${say("contact.reminded", { count: one.reminded, day: dayIn(timeZone, one.remindedAt) })}` : ""}</div>
    ${may(own.role, "writeLetters") ? html`<form method="post" action="/office/letters" target="_blank"><input type="hidden" name="person" value="${one.id}"><input type="hidden" name="child" value="${child.id}"><button class="plain">${say("contact.letter")} <span class="hidden">${say("contact.letterFor", { name: `${one.givenName} ${one.familyName}` })} ${say("page.newWindow")}</span></button></form>` : ""}</li>`,
  )}</ul>
    ${may(own.role, "writeLetters") ? html`<p class="hint">${say("contact.letterHint")}</p>` : ""}`;
}
