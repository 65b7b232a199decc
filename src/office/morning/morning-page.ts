import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import type { FormerChild } from "../../../db/school/finding.ts";
import type { Since } from "../../../db/school/since.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import { dueOn, urgency } from "../../consent/rights.ts";
import { may } from "../../school/office-roles.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import { notShown } from "../children/children-page.ts";
import { drilled } from "../proof/verify-page.ts";
import { field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { sentences } from "../page/lights-words.ts";
import { dayIn, momentIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import { childLink, firstOf, item, urgent } from "../to-do-item.ts";
import type { MorningData } from "./morning-data.ts";
import { ownChat } from "./own-chat.ts";

/** How many are named one by one. */
const named = 20;

/** What has become different since a day, what is due, and how the bot is. */
export function morningPage(desk: Desk, data: MorningData, sent: Sent): Html {
  const { say } = desk;
  return page(
    desk,
    say("morning.title"),
    html`
    <p>${say("morning.about", { day: dayIn(desk.timeZone, data.since) })}</p>
    ${sinceForm(say, data)}
    ${data.changes === null ? notShown(say) : changed(say, data, data.changes)}
    ${custody(say, data)}
    ${requests(desk, data)}
    ${messages(desk, data)}
    <h2>${say("morning.chat.title")}</h2>
    ${ownChat(desk, data, sent)}`,
  );
}

function sinceForm(say: Say, { since, earliest, today }: MorningData): Html {
  const form = "since";
  return html`<form action="/office/morning" class="line for-screen">
    ${field(say, {
      form,
      name: "since",
      type: "date",
      label: say("morning.since"),
      value: since,
      sent: { values: {}, errors: {} },
      hint: say("morning.earliest", { day: dayIn("UTC", earliest), today: dayIn("UTC", today) }),
    })}
    <button>${say("morning.show")}</button>
  </form>`;
}

const sorts = ["answered", "withdrawn", "conflictsCome", "conflictsGone", "left"] as const;

function changed(say: Say, data: MorningData, changes: Since): Html {
  const some = sorts.filter((sort) => changes[sort].length > 0);
  if (some.length === 0) return html`<p class="nothing">${say("morning.nothing")}</p>`;
  const all = new Map<string, ChildNow | FormerChild>([
    ...data.children,
    ...data.former.map((child) => [child.id, child] as const),
  ]);
  const markOf = namesakeMarks([...all.values()]);
  const line = (id: string) => {
    const child = all.get(id);
    return child ? childLink(child, () => markOf(child)) : html``;
  };
  const section = (sort: (typeof sorts)[number]) => {
    const ids = changes[sort];
    const isFirst = sort === "conflictsCome" || sort === "withdrawn";
    const title = say(`morning.${sort}`, { count: ids.length });
    return (isFirst ? urgent : item)(title, firstOf(say, ids, line, named));
  };
  return html`<h2>${say("morning.changes")}</h2><ul class="todo">${some.map(section)}</ul>`;
}

function custody(say: Say, { undecided }: MorningData): Html {
  if (undecided === 0) return html``;
  return html`<p><a href="/office">${say("custody.toDo", { count: undecided })}</a></p>`;
}

/** Open requests with the days that are left for them. */
function requests({ say, person }: Desk, { requests: all, now, today }: MorningData): Html {
  if (!may(person.role, "seeRequests")) return html``;
  const open = all.filter((one) => urgency(one, now) !== "closed");
  const line = (one: RequestOfPerson) => {
    const days = Math.round((Date.parse(dueOn(one)) - Date.parse(today)) / (24 * 60 * 60 * 1000));
    const left = days < 0 ? say("morning.late", { count: -days }) : say("morning.daysLeft", { count: days });
    const how = urgency(one, now);
    return html`<li>
      <a href="/office/requests/${one.id}">${say(`right.${one.right}`)}</a>,
      <span class="due ${how}">${left}</span>
    </li>`;
  };
  const none = html`<p class="nothing">${say("morning.noRequests")}</p>`;
  return html`<h2>${say("menu.requests")}</h2>${open.length === 0 ? none : html`<ul>${open.map(line)}</ul>`}`;
}

/** Whether people are reached, and what keeps the program from its work. */
function messages(desk: Desk, { stuck, notReached, line, drill }: MorningData): Html {
  const { say, timeZone } = desk;
  const bot =
    line === null
      ? say("morning.botWorks")
      : say(sentences[line.wrong].wrong, { since: momentIn(timeZone, line.since) });
  return html`<h2>${say("morning.program")}</h2>
    <ul>
      <li>${line === null ? bot : html`<strong>${bot}</strong>`}</li>
      <li>${say("overview.stuck", { count: stuck })}</li>
      <li>${say("overview.notReached", { count: notReached })}</li>
      <li>${drilled(desk, drill)}</li>
    </ul>`;
}
