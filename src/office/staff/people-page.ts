import { html } from "hono/html";
import type { OfficePersonNow } from "../../../db/office/staff.ts";
import { officeRoles } from "../../school/office-roles.ts";
import { choice, errorSummary, field, type Sent } from "../page/form.ts";
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
    <form method="post" action="/office/people/invite" class="boxed">
      ${field(say, { form: "invite", name: "name", label: say("people.name"), hint: say("people.nameHint"), sent, most: 100 })}
      ${choice(say, { form: "invite", name: "role", label: say("people.role"), sent, options: officeRoles.map((role) => [role, `${say(`role.${role}`)}: ${say(`roleMeaning.${role}`)}`] as const) })}
      <button class="main">${say("people.makeLink")}</button></form>`,
  );
}

function personLine(
  { say, timeZone, person: own }: Desk,
  { id, name, role, sessions, lastSeen, linkUntil }: OfficePersonNow,
): Html {
  const state = [
    sessions === 0
      ? say("people.notSignedIn")
      : say("people.signedIn", { count: sessions, at: momentIn(timeZone, lastSeen) }),
    ...(linkUntil === null ? [] : [say("people.linkUntil", { at: momentIn(timeZone, linkUntil) })]),
  ];
  // Beside one another the buttons say the same for everybody; who is meant is for whoever does not see the line.
  const whom = html` <span class="hidden">${say("people.for", { name })}</span>`;
  return html`<li><div><strong>${name}</strong>, ${say(`role.${role}`)}${id === own.id ? html` <span class="tag">${say("people.you")}</span>` : ""}<br>${state.join("; ")}</div>
    <div class="inline"><form method="post" action="/office/people/${id}/link"><button class="plain">${say("people.link")}${whom}</button></form>
      ${sessions === 0 ? "" : html`<form method="post" action="/office/people/${id}/end-sessions"><button class="plain">${say("people.end")}${whom}</button></form>`}
      ${id === own.id ? "" : html`<a href="/office/people/${id}/let-go">${say("people.letGo")}${whom}</a>`}</div></li>`;
}

/** The link, this once. */
export function linkPage(desk: Desk, { name, role }: Pick<OfficePerson, "name" | "role">, link: string): Html {
  const { say } = desk;
  return page(
    desk,
    say("people.linkFor", { name }),
    html`
    <p>${say(`role.${role}`)}: ${say(`roleMeaning.${role}`)}</p>
    <p>${say("people.linkHint", { name })}</p>
    <p class="boxed"><code>${link}</code></p>
    <p class="warn">${say("people.linkOnce")}</p>
    <p><a href="/office/people">${say("menu.people")}</a></p>`,
  );
}

/** Before somebody loses their way in. */
export function letGoPage(desk: Desk, { id, name, sessions }: OfficePersonNow): Html {
  const { say } = desk;
  return page(
    desk,
    say("people.letGoTitle", { name }),
    html`
    <p>${say("people.letGoAbout", { name })} ${sessions === 0 ? "" : say("people.letGoSessions", { count: sessions })}</p>
    <form method="post" action="/office/people/${id}/let-go" class="inline"><button class="main">${say("people.letGoSure")}</button> <a href="/office/people">${say("page.back")}</a></form>`,
  );
}
