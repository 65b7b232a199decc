import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import { purposes } from "../../consent/event.ts";
import type { Standing } from "../../consent/standing.ts";
import { may } from "../../school/office-roles.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import type { State } from "./state.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

const filters: State[] = ["all", "conflict", "open", "waiting"];

interface Found {
  asked: string;
  state: State;
  found: ChildNow[];
  inAll: number;
}

/** What a search has found. */
export function childrenPage(desk: Desk, { asked, state, found, inAll }: Found): Html {
  const { say } = desk;
  const outcome =
    inAll > found.length
      ? say("children.tooMany", { shown: found.length, count: inAll })
      : say("children.found", { count: inAll });
  return page(
    desk,
    say("children.title"),
    html`
    ${searchForm(say, asked, state)}
    <p role="status">${outcome}</p>
    ${found.length === 0 ? "" : childTable(desk, found, true)}`,
  );
}

function searchForm(say: Say, asked: string, state: State): Html {
  const filter = (one: State) => {
    const selected = one === state ? html` selected` : "";
    return html`<option value="${one}"${selected}>${say(`children.state.${one}`)}</option>`;
  };
  return html`<form class="line" action="/office/children">
    <div class="field">
      <label for="q">${say("children.name")}</label>
      <p class="hint" id="q-hint">${say("children.nameHint")}</p>
      <input id="q" name="q" type="search" value="${asked}" maxlength="80" aria-describedby="q-hint" autocomplete="off">
    </div>
    <div class="field">
      <label for="state">${say("children.which")}</label>
      <select id="state" name="state">${filters.map(filter)}</select>
    </div>
    <button class="main">${say("page.searchGo")}</button>
  </form>`;
}

/** A class: every child with what stands, and what can be done for the class. */
export function classPage(desk: Desk, children: readonly ChildNow[]): Html {
  const { say } = desk;
  const [{ classId, className } = { classId: "", className: "" }] = children;
  return page(
    desk,
    say("classPage.title", { name: className }),
    html`
    ${waysFrom(desk, classId)}
    ${childTable(desk, children, false)}`,
  );
}

function waysFrom({ say, person }: Desk, classId: string): Html {
  const way = (path: string, text: string) => html`<li><a href="/office/${path}">${text}</a></li>`;
  return html`<ul class="ways">
    ${way(`classes/${classId}/lesson`, say("classPage.lesson"))}
    ${may(person.role, "writeLetters") ? way(`letters?class=${classId}`, say("classPage.letters")) : ""}
    ${may(person.role, "recordAnswers") ? way(`classes/${classId}/paper`, say("classPage.paper")) : ""}
    ${may(person.role, "remind") ? way(`reminders?class=${classId}`, say("classPage.remind")) : ""}
  </ul>`;
}

function childTable({ say, inDoubt }: Desk, children: readonly ChildNow[], withClass: boolean): Html {
  const columns = [
    say("children.child"),
    ...(withClass ? [say("overview.class")] : []),
    ...(inDoubt ? [] : purposes.map((purpose) => say(`purpose.${purpose}`))),
    say("children.joined"),
  ];
  const markOf = namesakeMarks(children);
  return scrolling(
    say("children.title"),
    html`<table class="children">
      ${headings(columns)}
      <tbody>${children.map((child) => childRow(say, child, { withClass, inDoubt }, markOf(child)))}</tbody>
    </table>`,
  );
}

function childRow(
  say: Say,
  child: ChildNow,
  { withClass, inDoubt }: { withClass: boolean; inDoubt: boolean },
  mark: string,
): Html {
  const { id, familyName, givenName, classId, className, bothMustAgree, joined, people } = child;
  const both = bothMustAgree ? html` <span class="tag">${say("children.both")}</span>` : "";
  return html`<tr>
    <th scope="row"><a href="/office/children/${id}">${familyName}, ${givenName}${mark}</a>${both}</th>
    ${withClass ? html`<td><a href="/office/classes/${classId}">${className}</a></td>` : ""}
    ${inDoubt ? "" : purposes.map((purpose) => html`<td>${standingTag(say, child[purpose])}</td>`)}
    <td>${say("children.joinedOf", { joined, people })}</td>
  </tr>`;
}

/** In the place of what stands, in doubt. */
export const notShown = (say: Say): Html => html`<p class="nothing">${say("page.notShown")}</p>`;

const signs: Record<Standing, string> = {
  yes: "✓",
  no: "✕",
  withdrawn: "↩",
  lapsed: "○",
  not_asked: "○",
  conflict: "≠",
};

/** What stands, as a word with a sign, so that no colour alone tells it. */
export function standingTag(say: Say, standing: Standing): Html {
  const sign = html`<span aria-hidden="true">${signs[standing]}</span>`;
  return html`<span class="stands ${standing}">${sign} ${say(`stands.${standing}`)}</span>`;
}
