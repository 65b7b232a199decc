import { html } from "hono/html";
import type { Changed, WouldTakeBack } from "../../../db/school/roll-changes.ts";
import type { ChildInClass, SchoolClass } from "../../school/people.ts";
import { may } from "../../school/office-roles.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";
import { detailPart } from "./detail.ts";
import { undoPart } from "./undo.ts";

/** What a change was about: a child with what tells it from a namesake, a class, or, of an import, the school. */
export type About = { child: ChildInClass; mark: string } | { schoolClass: SchoolClass } | null;

/** What was done, with the ways on and the way back. */
export function changePage(desk: Desk, changed: Changed, about: About, would: WouldTakeBack | null): Html {
  const { say, timeZone } = desk;
  const { what, by, at, undoneAt } = changed;
  const done = undoneAt === null ? say(`hand.done.${what}`) : say("hand.undone");
  return page(
    desk,
    say(`action.${what}`),
    html`<p class="done" role="status">${done}</p>
    <p>${aboutPart(desk, about)} ${say("hand.madeBy", { by, at: momentIn(timeZone, at) })}</p>
    ${detailPart(say, changed)}
    ${undoneAt === null && what !== "import" ? html`<p>${say("hand.told")}</p>` : ""}
    ${ways(desk, changed, about)}
    ${undoneAt === null && mayChange(desk) ? undoPart(desk, changed, would) : ""}`,
  );
}

const mayChange = ({ person }: Desk) => may(person.role, "correctPeople");

function aboutPart({ say }: Desk, about: About): Html {
  if (about === null) return html``;
  if ("schoolClass" in about) {
    const { id, name } = about.schoolClass;
    return html`<strong><a href="/office/classes/${id}">${say("classPage.title", { name })}</a></strong>.`;
  }
  const { id, givenName, familyName, className } = about.child;
  const name = `${givenName} ${familyName}${about.mark}`;
  return html`<strong><a href="/office/children/${id}">${name}</a></strong> (${className}).`;
}

function ways(desk: Desk, { what, undoneAt }: Changed, about: About): Html {
  const { say, person } = desk;
  const way = (path: string, text: string) => html`<li><a href="/office${path}">${text}</a></li>`;
  const child = about !== null && "child" in about ? about.child : null;
  const schoolClass = about !== null && "schoolClass" in about ? about.schoolClass : null;
  const isAdded = undoneAt === null && (what === "addChild" || what === "addGuardian");
  const toLetters = isAdded && may(person.role, "writeLetters");
  return html`<ul class="ways">
    ${child ? way(`/children/${child.id}`, say(toLetters ? "hand.toLetters" : "hand.toChild")) : ""}
    ${child ? way(`/classes/${child.classId}`, say("classPage.title", { name: child.className })) : ""}
    ${schoolClass ? way(`/classes/${schoolClass.id}`, say("classPage.title", { name: schoolClass.name })) : ""}
    ${what === "addChild" && mayChange(desk) ? way("/children/new", say("hand.another")) : ""}
    ${way("", say("importPage.toOverview"))}
  </ul>`;
}
