import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import { purposes } from "../../consent/event.ts";
import type { Participation, Standing } from "../../consent/standing.ts";
import { may } from "../../school/office-roles.ts";
import type { State } from "./state.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

const filters: State[] = ["all", "conflict", "open", "waiting"];

/** What a search has found. */
export function childrenPage(
  desk: Desk,
  { asked, state, found, inAll }: { asked: string; state: State; found: ChildNow[]; inAll: number },
): Html {
  const { say } = desk;
  return page(
    desk,
    say("children.title"),
    html`
    <form class="line" action="/office/children"><div class="field"><label for="q">${say("children.name")}</label><p class="hint" id="q-hint">${say("children.nameHint")}</p><input id="q" name="q" type="search" value="${asked}" maxlength="80" aria-describedby="q-hint" autocomplete="off"></div>
      <div class="field"><label for="state">${say("children.which")}</label><select id="state" name="state">${filters.map((one) => html`<option value="${one}"${one === state ? html` selected` : ""}>${say(`children.state.${one}`)}</option>`)}</select></div>
      <button class="main">${say("page.searchGo")}</button></form>
    <p role="status">${inAll > found.length ? say("children.tooMany", { shown: found.length, count: inAll }) : say("children.found", { count: inAll })}</p>
    ${found.length === 0 ? "" : childTable(say, found, true)}`,
  );
}

/** A class: every child with what stands, and what can be done for the class. */
export function classPage(desk: Desk, children: readonly ChildNow[]): Html {
  const { say, person } = desk;
  const [{ classId, className } = { classId: "", className: "" }] = children;
  return page(
    desk,
    say("classPage.title", { name: className }),
    html`
    <ul class="ways"><li><a href="/office/classes/${classId}/lesson">${say("classPage.lesson")}</a></li>
      ${may(person.role, "writeLetters") ? html`<li><a href="/office/letters?class=${classId}">${say("classPage.letters")}</a></li>` : ""}
      ${may(person.role, "remind") ? html`<li><a href="/office/reminders?class=${classId}">${say("classPage.remind")}</a></li>` : ""}</ul>
    ${childTable(say, children, false)}`,
  );
}

function childTable(say: Say, children: readonly ChildNow[], withClass: boolean): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say("children.title")}"><table class="children">
    <thead><tr><th scope="col">${say("children.child")}</th>${withClass ? html`<th scope="col">${say("overview.class")}</th>` : ""}<th scope="col">${say("purpose.audio")}</th><th scope="col">${say("purpose.video")}</th><th scope="col">${say("children.joined")}</th></tr></thead>
    <tbody>${children.map(
      (
        child,
      ) => html`<tr><th scope="row"><a href="/office/children/${child.id}">${child.familyName}, ${child.givenName}</a>${child.bothMustAgree ? html` <span class="tag">${say("children.both")}</span>` : ""}</th>
      ${withClass ? html`<td><a href="/office/classes/${child.classId}">${child.className}</a></td>` : ""}${purposes.map((purpose) => html`<td>${standingTag(say, child[purpose])}</td>`)}<td>${say("children.joinedOf", { joined: child.joined, people: child.people })}</td></tr>`,
    )}</tbody>
  </table></div>`;
}

/** What stands, as a word with a sign, so that no colour alone tells it. */
export function standingTag(say: Say, standing: Standing): Html {
  const signs: Record<Standing, string> = {
    yes: "✓",
    no: "✕",
    withdrawn: "↩",
    lapsed: "○",
    not_asked: "○",
    conflict: "≠",
  };
  return html`<span class="stands ${standing}"><span aria-hidden="true">${signs[standing]}</span> ${say(`stands.${standing}`)}</span>`;
}

const groups: Participation[] = ["audio_and_video", "audio_only", "none"];

/** The list for the lesson, to be printed: who may take part how; no reasons, and no word on who decided (Art. 25 GDPR). */
export function lessonPage(
  desk: Desk,
  children: readonly ChildNow[],
  nameOf: (child: ChildNow) => string,
  now: Date,
): Html {
  const { say, timeZone } = desk;
  const short = Map.groupBy(children, nameOf);
  // Where two children would have the same name on the list, their whole names stand there.
  const named = (child: ChildNow) =>
    short.get(nameOf(child))?.length === 1 ? nameOf(child) : `${child.givenName} ${child.familyName}`;
  const title = say("lesson.title", { name: children[0]?.className ?? "" });
  return page(
    desk,
    title,
    html`
    <p class="hint">${say("lesson.at", { at: momentIn(timeZone, now.toISOString()), day: dayIn(timeZone, now.toISOString()) })}</p>
    <p class="for-screen"><button class="main" data-print hidden>${say("lesson.print")}</button> <span class="hint">${say("lesson.printHint")}</span></p>
    <div class="lesson">${groups.map((group) => {
      const own = children.filter(({ participation }) => participation === group);
      return html`<section><h2>${say(`lesson.${group}`)} <span class="count">(${own.length})</span></h2>${own.length === 0 ? html`<p>–</p>` : html`<ul>${own.map((child) => html`<li>${named(child)}</li>`)}</ul>`}</section>`;
    })}</div>
    <p class="hint">${say("lesson.foot")}</p>`,
  );
}
