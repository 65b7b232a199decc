import { html } from "hono/html";
import type { RestrictedTeacher, RollToDo } from "../../../db/school/to-do.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildInClass, SchoolClass } from "../../school/people.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeKey } from "../page/words.ts";
import { childLink, firstOf, item } from "../to-do-item.ts";

/** What of the roll waits for somebody, each with the way to where it is done. */
export function rollItems(
  { say, person }: Desk,
  { alone, untaught, incomplete, restricted, restrictedTeachers }: RollToDo,
  markOf: (childId: string) => string,
): (Html | null)[] {
  const child = (one: ChildInClass) => childLink(one, markOf);
  const ofClass = ({ id, name }: SchoolClass) =>
    html`<a href="/office/classes/${id}">${say("classPage.title", { name })}</a>`;
  const isDone = (one: ChildInClass) => html`${child(one)}
    <form method="post" action="/office/children/${one.id}/left-open" class="inline">
      <button class="plain">${say("toDo.done")} <span class="hidden">${one.givenName} ${one.familyName}</span></button>
    </form>`;
  const teacher = ({ name, classNames, requestId }: RestrictedTeacher) => {
    const to = may(person.role, "seeRequests") ? html`<a href="/office/requests/${requestId}">${name}</a>` : name;
    return html`${to} (${classNames.join(", ")})`;
  };
  const waiting = <One>(
    [title, hint]: readonly [OfficeKey, OfficeKey],
    all: readonly One[],
    line: (one: One) => Html,
  ) =>
    all.length === 0
      ? null
      : item(say(title, { count: all.length }), html`<p>${say(hint)}</p>${firstOf(say, all, line)}`);
  return [
    waiting(["toDo.alone", "toDo.aloneHint"], alone, child),
    waiting(["toDo.untaught", "toDo.untaughtHint"], untaught, ofClass),
    waiting(["toDo.incomplete", "toDo.incompleteHint"], incomplete, may(person.role, "correctPeople") ? isDone : child),
    waiting(["toDo.restricted", "toDo.restrictedHint"], restricted, may(person.role, "correctPeople") ? isDone : child),
    waiting(["toDo.restrictedTeachers", "toDo.restrictedTeachersHint"], restrictedTeachers, teacher),
  ];
}
