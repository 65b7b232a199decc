import { html } from "hono/html";
import { purposes } from "../consent/event.ts";
import type { Week } from "../consent/weeks.ts";
import { may } from "../school/office-roles.ts";
import { notShown } from "./children/children-page.ts";
import { classBars, weeksPlot } from "./class-bars.ts";
import type { ClassCounts } from "./children/class-counts.ts";
import { type Desk, type Html, page } from "./page/layout.ts";
import { type Leaf, leafing } from "./page/leafing.ts";
import { headings, scrolling } from "./page/table.ts";
import type { Say } from "./page/words.ts";
import { type ToDo, toDoList } from "./to-do-list.ts";

export const classesOnPage = 60;

/** The first page. */
export function overviewPage(
  desk: Desk,
  toDo: ToDo,
  classes: ClassCounts[],
  weeks: readonly Week[] | null,
  { at, pages, children }: Leaf & { children: number },
): Html {
  const { say, inDoubt } = desk;
  if (children === 0) return page(desk, say("overview.title"), begin(desk));
  return page(
    desk,
    say("overview.title"),
    html`
    ${toDoList(desk, toDo)}
    <h2>${say("overview.classes")}</h2>
    ${inDoubt ? classList(say, classes) : html`${classBars(say, classes)}${classTable(say, classes)}`}
    ${leafing(say, "/office", { at, pages }, say("page.back"), say("page.next"))}
    ${weeks === null ? "" : weeksPlot(say, weeks)}`,
  );
}

/** An empty school: what to do first. */
function begin({ say, person }: Desk): Html {
  if (!may(person.role, "importList")) return html`<p>${say("overview.nobodyYet")}</p>`;
  return html`<ol class="steps">
    <li>
      <h2>${say("overview.begin.importTitle")}</h2>
      <p>${say("overview.begin.import")}</p>
      <p><a class="main" href="/office/import">${say("menu.import")}</a></p>
    </li>
    <li><h2>${say("overview.begin.lettersTitle")}</h2><p>${say("overview.begin.letters")}</p></li>
    <li><h2>${say("overview.begin.waitTitle")}</h2><p>${say("overview.begin.wait")}</p></li>
  </ol>`;
}

/** In doubt: without what stands. */
function classList(say: Say, classes: readonly ClassCounts[]): Html {
  const line = ({ id, name, children }: ClassCounts) =>
    html`<li><a href="/office/classes/${id}">${name}</a> (${children})</li>`;
  return html`${notShown(say)}<ul>${classes.map(line)}</ul>`;
}

function classTable(say: Say, classes: readonly ClassCounts[]): Html {
  const columns = [
    say("overview.class"),
    say("overview.children"),
    say("overview.asked"),
    html`<span class="hidden">${say("overview.purpose")}</span>`,
    say("stands.yes"),
    say("stands.no"),
    say("stands.withdrawn"),
    say("stands.conflict"),
    say("stands.open"),
  ];
  const rows = html`${headings(columns)}${classes.map((one) => classRows(say, one))}`;
  return html`<p class="hint">${say("overview.classesHint")}</p>
    ${scrolling(say("overview.classes"), html`<table class="numbers">${rows}</table>`)}`;
}

/** A class has a row for sound and a row for picture; its name and its children stand once for both. */
function classRows(say: Say, { id, name, children, asked, stands }: ClassCounts): Html {
  const forBoth = html`<th scope="rowgroup" rowspan="2"><a href="/office/classes/${id}">${name}</a></th>
    <td rowspan="2">${children}</td>
    <td rowspan="2">${asked}</td>`;
  const rows = purposes.map((purpose, at) => {
    const { yes, no, withdrawn, conflict, not_asked: notAsked, lapsed } = stands[purpose];
    const counts = [yes, no, withdrawn, conflict, notAsked + lapsed];
    return html`<tr>
      ${at > 0 ? "" : forBoth}
      <th scope="row">${say(`purpose.${purpose}`)}</th>
      ${counts.map((count) => html`<td>${count}</td>`)}
    </tr>`;
  });
  return html`<tbody>${rows}</tbody>`;
}
