import { html } from "hono/html";
import type { RollToDo } from "../../../db/school/to-do.ts";
import type { ChildInClass, SchoolClass } from "../../school/people.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeKey, Say } from "../page/words.ts";

/** How many are named one by one. */
const named = 10;

/** What of the roll waits for somebody, each with the way to where it is done. */
export function rollItems(say: Say, { alone, untaught, incomplete }: RollToDo): (Html | null)[] {
  const child = ({ id, givenName, familyName, className }: ChildInClass) =>
    html`<a href="/office/children/${id}">${givenName} ${familyName}</a> (${className})`;
  const ofClass = ({ id, name }: SchoolClass) =>
    html`<a href="/office/classes/${id}">${say("classPage.title", { name })}</a>`;
  const isDone = (one: ChildInClass) => html`${child(one)}
    <form method="post" action="/office/children/${one.id}/left-open" class="inline">
      <button class="plain">${say("toDo.done")} <span class="hidden">${one.givenName} ${one.familyName}</span></button>
    </form>`;
  return [
    item(say, ["toDo.alone", "toDo.aloneHint"], alone, child),
    item(say, ["toDo.untaught", "toDo.untaughtHint"], untaught, ofClass),
    item(say, ["toDo.incomplete", "toDo.incompleteHint"], incomplete, isDone),
  ];
}

function item<One>(
  say: Say,
  [title, hint]: readonly [OfficeKey, OfficeKey],
  all: readonly One[],
  line: (one: One) => Html,
): Html | null {
  if (all.length === 0) return null;
  const more = all.length - named;
  return html`<li><h3>${say(title, { count: all.length })}</h3>
    <p>${say(hint)}</p>
    <ul>${all.slice(0, named).map((one) => html`<li>${line(one)}</li>`)}</ul>
    ${more > 0 ? html`<p>${say("overview.andMore", { count: more })}</p>` : ""}</li>`;
}
