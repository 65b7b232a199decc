import { html } from "hono/html";
import type { TeacherContact } from "../../db/school/contacts.ts";
import type { ChildNow } from "../../db/school/view.ts";
import { purposes } from "../consent/event.ts";
import { may } from "../school/office-roles.ts";
import type { ClassCounts } from "./children/class-counts.ts";
import { type Desk, type Html, page } from "./page/layout.ts";
import { dayIn } from "./page/said.ts";
import type { Say } from "./page/words.ts";

export const classesOnPage = 60;

/** What waits for somebody of the office. */
export interface ToDo {
  conflicts: ChildNow[];
  moreConflicts: number;
  teachers: TeacherContact[];
  notReached: { id: string; name: string; since: string; childId: string }[];
  /** Versions of the notice of which nobody has said what they mean. */
  undecided: number[];
  requests: { open: number; soon: number; overdue: number };
  periodRuns: boolean;
}

/** The first page. */
export function overviewPage(
  desk: Desk,
  toDo: ToDo,
  classes: ClassCounts[],
  { at, pages, children }: { at: number; pages: number; children: number },
): Html {
  const { say } = desk;
  if (children === 0) return page(desk, say("overview.title"), begin(desk));
  return page(
    desk,
    say("overview.title"),
    html`
    ${toDoList(desk, toDo)}
    <h2>${say("overview.classes")}</h2>
    <p class="hint">${say("overview.classesHint")}</p>
    ${classTable(say, classes)}
    ${pages === 1 ? "" : html`<p class="pages">${at > 1 ? html`<a href="/office?page=${at - 1}">${say("page.back")}</a>` : ""} ${say("page.pageOf", { page: at, pages })} ${at < pages ? html`<a href="/office?page=${at + 1}">${say("page.next")}</a>` : ""}</p>`}`,
  );
}

/** An empty school: what to do first. */
function begin({ say, person }: Desk): Html {
  if (!may(person.role, "importList")) return html`<p>${say("overview.nobodyYet")}</p>`;
  return html`<ol class="steps">
    <li><h2>${say("overview.begin.importTitle")}</h2><p>${say("overview.begin.import")}</p><p><a class="main" href="/office/import">${say("menu.import")}</a></p></li>
    <li><h2>${say("overview.begin.lettersTitle")}</h2><p>${say("overview.begin.letters")}</p></li>
    <li><h2>${say("overview.begin.waitTitle")}</h2><p>${say("overview.begin.wait")}</p></li>
  </ol>`;
}

function toDoList(
  { say, timeZone }: Desk,
  { conflicts, moreConflicts, teachers, notReached, undecided, requests, periodRuns }: ToDo,
): Html {
  const unreachable = teachers.filter((one) => one.unreachableSince !== null);
  const notJoined = teachers.filter((one) => one.unreachableSince === null);
  const name = (one: TeacherContact) => `${one.givenName} ${one.familyName} (${one.classNames.join(", ")})`;
  const items = [
    periodRuns
      ? null
      : html`<li><h3>${say("overview.noPeriod")}</h3><p>${say("overview.noPeriodHint")} <a href="/office/period">${say("menu.period")}</a></p></li>`,
    conflicts.length === 0
      ? null
      : html`<li class="urgent"><h3>${say("overview.conflicts", { count: conflicts.length + moreConflicts })}</h3><p>${say("overview.conflictsHint")}</p>
      <ul>${conflicts.map((child) => html`<li><a href="/office/children/${child.id}">${child.givenName} ${child.familyName}</a> (${child.className})</li>`)}</ul>
      ${moreConflicts === 0 ? "" : html`<p><a href="/office/children?state=conflict">${say("page.all", { count: conflicts.length + moreConflicts })}</a></p>`}</li>`,
    requests.open === 0
      ? null
      : html`<li${requests.overdue > 0 ? html` class="urgent"` : ""}><h3>${say("overview.requests", { count: requests.open })}</h3><p>${say("overview.requestsHint", requests)} <a href="/office/requests">${say("menu.requests")}</a></p></li>`,
    undecided.length === 0
      ? null
      : html`<li class="urgent"><h3>${say("overview.undecided", { number: undecided.join(", ") })}</h3><p>${say("overview.undecidedHint")} <a href="/office/notice">${say("menu.notice")}</a></p></li>`,
    unreachable.length === 0
      ? null
      : html`<li class="urgent"><h3>${say("overview.teachersUnreachable")}</h3><p>${say("overview.teachersUnreachableHint")}</p><ul>${unreachable.map((one) => html`<li>${say("overview.since", { name: name(one), day: dayIn(timeZone, one.unreachableSince) })}</li>`)}</ul></li>`,
    notJoined.length === 0
      ? null
      : html`<li><h3>${say("overview.teachersNotJoined")}</h3><p>${say("overview.teachersNotJoinedHint")}</p><ul>${notJoined.slice(0, 10).map((one) => html`<li>${name(one)}</li>`)}</ul>${notJoined.length > 10 ? html`<p>${say("overview.andMore", { count: notJoined.length - 10 })}</p>` : ""}</li>`,
    notReached.length === 0
      ? null
      : html`<li><h3>${say("overview.notReached", { count: notReached.length })}</h3><p>${say("overview.notReachedHint")}</p><ul>${notReached.slice(0, 10).map((one) => html`<li><a href="/office/children/${one.childId}">${one.name}</a></li>`)}</ul>${notReached.length > 10 ? html`<p>${say("overview.andMore", { count: notReached.length - 10 })}</p>` : ""}</li>`,
  ].filter((item) => item !== null);
  return html`<h2>${say("overview.toDo")}</h2>${items.length === 0 ? html`<p class="nothing">${say("overview.nothingToDo")}</p>` : html`<ul class="todo">${items}</ul>`}`;
}

function classTable(say: Say, classes: readonly ClassCounts[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say("overview.classes")}"><table class="numbers">
    <thead><tr><th scope="col">${say("overview.class")}</th><th scope="col">${say("overview.children")}</th><th scope="col">${say("overview.asked")}</th><th scope="col"><span class="hidden">${say("overview.purpose")}</span></th>
      <th scope="col">${say("stands.yes")}</th><th scope="col">${say("stands.no")}</th><th scope="col">${say("stands.withdrawn")}</th><th scope="col">${say("stands.conflict")}</th><th scope="col">${say("stands.open")}</th></tr></thead>
    ${classes.map(
      (one) =>
        html`<tbody>${purposes.map((purpose, at) => {
          const { yes, no, withdrawn, conflict, not_asked: notAsked, lapsed } = one.stands[purpose];
          return html`<tr>${at > 0 ? "" : html`<th scope="rowgroup" rowspan="2"><a href="/office/classes/${one.id}">${one.name}</a></th><td rowspan="2">${one.children}</td><td rowspan="2">${one.asked}</td>`}
        <th scope="row">${say(`purpose.${purpose}`)}</th>${[yes, no, withdrawn, conflict, notAsked + lapsed].map((count) => html`<td>${count}</td>`)}</tr>`;
        })}</tbody>`,
    )}
  </table></div>`;
}
