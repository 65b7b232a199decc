import { html } from "hono/html";
import type { FormerChild, ParentName } from "../../../db/school/finding.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { purposes } from "../../consent/event.ts";
import type { Standing } from "../../consent/standing.ts";
import { germanDate } from "../../school/dates.ts";
import { classBar } from "../class-bars.ts";
import { classCounts } from "./class-counts.ts";
import { type Wanted, whoseName } from "../../school/looking-for.ts";
import { may } from "../../school/office-roles.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import type { State } from "./state.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

const filters: State[] = ["all", "conflict", "open", "waiting", "former"];

interface Found {
  asked: string;
  state: State;
  wanted: Wanted;
  children: ChildNow[];
  former: FormerChild[];
  /** Those who may declare for them. */
  parents: ParentName[];
  inAll: number;
}

/** What a search has found. */
export function childrenPage(desk: Desk, found: Found): Html {
  const { say } = desk;
  const { asked, state, children, former, inAll } = found;
  const shown = children.length + former.length;
  const all = former.length > 0 ? "children.foundFormer" : "children.found";
  const outcome = inAll > shown ? say("children.tooMany", { shown, count: inAll }) : say(all, { count: inAll });
  const whose = whoseParent(say, found);
  return page(
    desk,
    say("children.title"),
    html`
    ${searchForm(say, asked, state)}
    <p role="status">${outcome}</p>
    ${may(desk.person.role, "correctPeople") ? newChildWay(say, asked) : ""}
    ${children.length === 0 ? "" : childTable(desk, children, { withClass: true, whose })}
    ${former.length === 0 ? "" : formerTable(desk, former, whose)}
    ${state === "former" || former.length > 0 || asked === "" ? "" : amongFormer(say, asked)}`,
  );
}

/** Under a child that was found by its parent: whose it is, for it is parents who telephone. */
function whoseParent(say: Say, { wanted, parents }: Found): WhoseParent {
  const byChild = Map.groupBy(parents, ({ childId }) => childId);
  return (child) => {
    const own = whoseName(wanted, child, byChild.get(child.id) ?? []);
    if (own.length === 0) return html``;
    const names = own.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(", ");
    return html`<br><span class="hint">${say("children.childOf", { names })}</span>`;
  };
}

/** The way to those who have left and are called so too. */
function amongFormer(say: Say, asked: string): Html {
  const query = new URLSearchParams({ q: asked, state: "former" }).toString();
  return html`<p><a href="/office/children?${query}">${say("children.amongFormer")}</a></p>`;
}

type WhoseParent = (child: { id: string; givenName: string; familyName: string }) => Html;

/** Children who have left, with the day of it. */
function formerTable({ say, timeZone }: Desk, former: readonly FormerChild[], whose: WhoseParent): Html {
  const columns = [say("children.child"), say("children.lastClass"), say("children.born"), say("children.left")];
  const markOf = namesakeMarks(former);
  const row = (child: FormerChild) => html`<tr>
    <th scope="row">
      <a href="/office/children/${child.id}">${child.familyName}, ${child.givenName}${markOf(child)}</a>${whose(child)}
    </th>
    <td>${child.className}</td>
    <td>${dayIn(timeZone, child.birthDate)}</td>
    <td>${dayIn(timeZone, child.goneAt)}</td>
  </tr>`;
  return scrolling(
    say("children.state.former"),
    html`<table class="children">${headings(columns)}<tbody>${former.map(row)}</tbody></table>`,
  );
}

function newChildWay(say: Say, asked: string): Html {
  const named = asked === "" ? "" : `?name=${encodeURIComponent(asked)}`;
  return html`<p><a href="/office/children/new${named}">${say("hand.newChild")}</a></p>`;
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

/** A class: every child with what stands, and what can be done for the class. In: also the part about its teachers. */
export function classPage(desk: Desk, children: readonly ChildNow[], teachers: Html): Html {
  const { say } = desk;
  const [{ classId, className } = { classId: "", className: "" }] = children;
  const [counts] = classCounts(children);
  return page(
    desk,
    say("classPage.title", { name: className }),
    html`
    ${waysFrom(desk, classId, className)}
    ${counts === undefined || desk.inDoubt ? "" : classBar(say, counts)}
    ${childTable(desk, children, { withClass: false })}
    ${teachers}`,
  );
}

function waysFrom({ say, person }: Desk, classId: string, className: string): Html {
  const newChild = `children/new?class=${encodeURIComponent(className)}`;
  const way = (path: string, text: string) => html`<li><a href="/office/${path}">${text}</a></li>`;
  return html`<ul class="ways">
    ${way(`classes/${classId}/lesson`, say("classPage.lesson"))}
    ${may(person.role, "exportLists") ? way(`export?class=${classId}`, say("classPage.lists")) : ""}
    ${may(person.role, "writeLetters") ? way(`letters?class=${classId}`, say("classPage.letters")) : ""}
    ${may(person.role, "correctPeople") ? way(newChild, say("hand.newChild")) : ""}
    ${may(person.role, "remind") ? way(`reminders?class=${classId}`, say("classPage.remind")) : ""}
  </ul>`;
}

function childTable(
  { say, inDoubt }: Desk,
  children: readonly ChildNow[],
  { withClass, whose = () => html`` }: { withClass: boolean; whose?: WhoseParent },
): Html {
  const columns = [
    say("children.child"),
    ...(withClass ? [say("overview.class"), say("children.born")] : []),
    ...(inDoubt ? [] : purposes.map((purpose) => say(`purpose.${purpose}`))),
    say("children.joined"),
  ];
  const markOf = namesakeMarks(children);
  const row = (child: ChildNow) => childRow(say, child, { withClass, inDoubt }, [markOf(child), whose(child)]);
  return scrolling(
    say("children.title"),
    html`<table class="children">
      ${headings(columns)}
      <tbody>${children.map(row)}</tbody>
    </table>`,
  );
}

function childRow(
  say: Say,
  child: ChildNow,
  { withClass, inDoubt }: { withClass: boolean; inDoubt: boolean },
  [mark, whose]: [string, Html],
): Html {
  const born = child.birthDate === null ? "" : germanDate(child.birthDate);
  const { id, familyName, givenName, classId, className, bothMustAgree, joined, people } = child;
  const both = bothMustAgree ? html` <span class="tag">${say("children.both")}</span>` : "";
  return html`<tr>
    <th scope="row"><a href="/office/children/${id}">${familyName}, ${givenName}${mark}</a>${both}${whose}</th>
    ${withClass ? html`<td><a href="/office/classes/${classId}">${className}</a></td><td>${born}</td>` : ""}
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
