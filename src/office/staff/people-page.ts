import { html } from "hono/html";
import type { OfficePersonNow } from "../../../db/office/staff.ts";
import { officeRoles } from "../../school/office-roles.ts";
import { actField, choice, errorSummary, field, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficePerson } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";

/** Everybody who works with the office's pages, and the form that invites somebody. */
export function peoplePage(desk: Desk, everybody: readonly OfficePersonNow[], sent: Sent): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.people"),
    html`
    <p>${say("people.about")}</p>
    <ul class="people">${everybody.map((one) => personLine(desk, one))}</ul>
    <h2>${say("people.invite")}</h2>
    ${errorSummary(say, sent, "invite")}
    ${inviteForm(desk, sent)}`,
  );
}

function inviteForm({ say, act }: Desk, sent: Sent): Html {
  const form = "invite";
  const roles = officeRoles.map((role) => [role, `${say(`role.${role}`)}: ${say(`roleMeaning.${role}`)}`] as const);
  const hint = say("people.nameHint");
  return html`<form method="post" action="/office/people/invite" class="boxed">
    ${actField(act, sent)}
    ${field(say, { form, name: "name", label: say("people.name"), hint, sent, most: 100 })}
    ${choice(say, { form, name: "role", label: say("people.role"), sent, options: roles })}
    <button class="main">${say("people.makeLink")}</button>
  </form>`;
}

function personLine(desk: Desk, one: OfficePersonNow): Html {
  const { say, person } = desk;
  const { id, name, role } = one;
  const own = id === person.id;
  return html`<li>
    <div>
      <strong>${name}</strong>, ${say(`role.${role}`)}
      ${own ? html`<span class="tag">${say("people.you")}</span>` : ""}<br>
      ${stateOf(desk, one)}
    </div>
    ${whatCanBeDone(desk, one, own)}
  </li>`;
}

function stateOf({ say, timeZone }: Desk, { sessions, lastSeen, linkUntil }: OfficePersonNow): string {
  const signedIn =
    sessions === 0
      ? say("people.notSignedIn")
      : say("people.signedIn", { count: sessions, at: momentIn(timeZone, lastSeen) });
  return linkUntil === null
    ? signedIn
    : `${signedIn}; ${say("people.linkUntil", { at: momentIn(timeZone, linkUntil) })}`;
}

function whatCanBeDone({ say, act: mark }: Desk, { id, name, sessions }: OfficePersonNow, own: boolean): Html {
  // Beside one another the buttons say the same for everybody; who is meant is for whoever does not see the line.
  const whom = html` <span class="hidden">${say("people.for", { name })}</span>`;
  const button = (act: "link" | "end-sessions", text: string) =>
    html`<form method="post" action="/office/people/${id}/${act}">
      ${act === "link" ? actField(mark, fresh) : ""}
      <button class="plain">${text}${whom}</button>
    </form>`;
  return html`<div class="inline">
    ${button("link", say("people.link"))}
    ${sessions === 0 ? "" : button("end-sessions", say("people.end"))}
    <a href="/office/people/${id}/devices">${say("people.devices")}${whom}</a>
    ${own ? "" : html`<a href="/office/people/${id}/let-go">${say("people.letGo")}${whom}</a>`}
  </div>`;
}

/** The link, this once. In: for whom; the link; the page that one has come from. */
export function linkPage(
  desk: Desk,
  { name, role }: Pick<OfficePerson, "name" | "role">,
  link: string,
  from: "people" | "let-in",
): Html {
  const { say } = desk;
  return page(
    desk,
    say("people.linkFor", { name }),
    html`
    <p>${say(`role.${role}`)}: ${say(`roleMeaning.${role}`)}</p>
    <p>${say("people.linkHint", { name })}</p>
    <p class="boxed"><code>${link}</code></p>
    <p class="warn">${say("people.linkOnce")}</p>
    <p><a href="/office/${from}">${say(from === "people" ? "menu.people" : "letIn.title")}</a></p>`,
  );
}

/** Before somebody loses their way in. */
export function letGoPage(desk: Desk, { id, name, sessions }: OfficePersonNow): Html {
  const { say } = desk;
  const signedIn = sessions === 0 ? "" : say("people.letGoSessions", { count: sessions });
  return page(
    desk,
    say("people.letGoTitle", { name }),
    html`
    <p>${say("people.letGoAbout", { name })} ${signedIn}</p>
    <form method="post" action="/office/people/${id}/let-go" class="inline">
      <button class="main">${say("people.letGoSure")}</button>
      <a href="/office/people">${say("page.back")}</a>
    </form>`,
  );
}
