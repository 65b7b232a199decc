import { html } from "hono/html";
import type { ChildName, FindableChild } from "../../../db/school/finding.ts";
import type { Changed } from "../../../db/school/roll-changes.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import { field, fresh, select } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { type Leaf, leafing } from "../page/leafing.ts";
import type { OfficeAction } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";
import { actionNames } from "./actions.ts";
import { type Asked, queryOf, wholes } from "./log-filter.ts";
import { childIn, detailsIn, whatWasDone } from "./log-words.ts";

/** Where there is a page about it. */
const places: Record<string, string> = { requestStep: "requests", publish: "notice" };

interface Found {
  actions: readonly OfficeAction[];
  inAll: number;
  leaf: Leaf;
  asked: Asked;
  /** The children that could be meant; null where none was asked for. */
  meant: readonly FindableChild[] | null;
}

/** The names of those who are here or were, by id; and the names that stand in the log. */
export interface Names {
  children: ReadonlyMap<string, ChildName>;
  people: ReadonlyMap<string, string>;
  /** Changes of the roll, by their ids. */
  changes: ReadonlyMap<string, Changed>;
  acted: readonly string[];
}

/** Some of the log, newest first. The log holds ids; where a child is not forgotten, its name stands beside it. */
export function logPage(desk: Desk, found: Found, names: Names): Html {
  const { say } = desk;
  const { actions, inAll, leaf, asked, meant } = found;
  const query = queryOf(asked);
  return page(
    desk,
    say("menu.actions"),
    html`
    <p>${say("action.about")}</p>
    ${filterForm(desk, asked, names)}
    ${meant !== null && meant.length !== 1 ? whichChild(desk, asked, meant) : ""}
    <p role="status">${say("logFilter.found", { count: inAll })}</p>
    ${actions.length === 0 ? html`<p class="nothing">${say("page.none")}</p>` : logTable(desk, actions, names)}
    ${leafing(say, "/office/actions", leaf, say("page.later"), say("page.earlier"), query)}
    ${inAll === 0 ? "" : saveForm(desk, asked)}`,
  );
}

function filterForm({ say }: Desk, asked: Asked, { acted }: Names): Html {
  const form = "log";
  const wholeNames = wholes.map((name) => [name, say(`logFilter.${name}`)] as const);
  const kinds = [...wholeNames, ...actionNames.map((name) => [name, say(`action.${name}`)] as const)];
  const people = [["", say("logFilter.everybody")] as const, ...acted.map((name) => [name, name] as const)];
  const sent = { ...fresh, values: { ...asked } };
  return html`<form action="/office/actions" class="boxed filter">
    ${select(say, { form, name: "by", label: say("action.who"), sent, options: people })}
    ${select(say, { form, name: "what", label: say("action.what"), sent, options: kinds })}
    ${field(say, { form, name: "child", label: say("logFilter.child"), sent, most: 100 })}
    ${field(say, { form, name: "from", label: say("logFilter.from"), sent, type: "date", most: 10 })}
    ${field(say, { form, name: "to", label: say("logFilter.to"), sent, type: "date", most: 10 })}
    <button class="main">${say("logFilter.show")}</button>
  </form>`;
}

function whichChild({ say }: Desk, asked: Asked, meant: readonly FindableChild[]): Html {
  const markOf = namesakeMarks(meant);
  const line = (one: FindableChild) => {
    const { id, givenName, familyName, className, goneAt } = one;
    const place = goneAt === null ? className : say("logFilter.left", { name: className });
    const name = `${givenName} ${familyName}${markOf(one)}`;
    return html`<li><a href="/office/actions?${queryOf({ ...asked, child: id })}">${name} (${place})</a></li>`;
  };
  return meant.length === 0
    ? html`<p class="hint">${say("logFilter.noChild")}</p>`
    : html`<p>${say("logFilter.whichChild")}</p><ul>${meant.slice(0, 30).map(line)}</ul>`;
}

function saveForm({ say }: Desk, asked: Asked): Html {
  const kept = Object.entries(asked).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="/office/actions/log.csv">
    ${kept}
    <button>${say("logFilter.save")}</button>
  </form>`;
}

function logTable(desk: Desk, actions: readonly OfficeAction[], names: Names): Html {
  const { say, timeZone } = desk;
  const row = (action: OfficeAction) => html`<tr>
    <td>${momentIn(timeZone, action.at)}</td>
    <td>${action.by}</td>
    <td>${whatWasDone(say, action.what)}</td>
    <td>${onWhat(say, action, names)}</td>
    <td>${detailsIn(say, action, names.changes.get(action.about))}</td>
  </tr>`;
  const columns = (["when", "who", "what", "onWhat", "details"] as const).map((name) => say(`action.${name}`));
  return scrolling(
    say("menu.actions"),
    html`<table>
      ${headings(columns)}
      <tbody>${actions.map(row)}</tbody>
    </table>`,
  );
}

/** What it was done on: the child or the person by name, or the id, as a link where there is a page about it. */
function onWhat(say: Say, action: OfficeAction, { children, people, changes }: Names): Html | string {
  const { what, about } = action;
  const [changed, place] = [changes.get(about), places[what]];
  const child = children.get(changed?.about ?? childIn(action));
  const named = child ? `${child.givenName} ${child.familyName}` : say("hand.toChange");
  if (changed) return html`<a href="/office/changes/${about}">${named}</a>`;
  if (child) return html`<a href="/office/children/${child.id}">${child.givenName} ${child.familyName}</a>`;
  const person = people.get(about);
  if (person !== undefined) return person;
  if (about === "") return "";
  return place === undefined
    ? html`<code>${about}</code>`
    : html`<a href="/office/${place}/${about}"><code>${about}</code></a>`;
}
