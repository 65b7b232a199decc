import { html } from "hono/html";
import type { ChildInClass } from "../school/people.ts";
import type { Html } from "./page/layout.ts";
import type { Say } from "./page/words.ts";

/** How many are named one by one. */
const named = 10;
/** And how many more where somebody unfolds them. */
const unfolded = 300;

/** Something that waits, with its title. */
export const item = (title: string, body: Html) => html`<li><h3>${title}</h3>${body}</li>`;

/** As `item`, of what comes first. */
export const urgent = (title: string, body: Html) => html`<li class="urgent"><h3>${title}</h3>${body}</li>`;

/** A hint, and behind it the link to where it is done. */
export const way = (hint: string, path: string, name: string) => html`<p>${hint} <a href="${path}">${name}</a></p>`;

/** A child that is meant, with the way to its page. In: also what tells a child, by its id, from a namesake. */
export function childLink(
  { id, givenName, familyName, className }: Pick<ChildInClass, "id" | "givenName" | "familyName" | "className">,
  markOf: (childId: string) => string,
): Html {
  return html`<a href="/office/children/${id}">${givenName} ${familyName}${markOf(id)}</a> (${className})`;
}

/** The same of several, one after another. */
export function childLinks(
  children: readonly Parameters<typeof childLink>[0][],
  markOf: (childId: string) => string = () => "",
): Html {
  return html`${children.map((one, at) => html`${at > 0 ? ", " : ""}${childLink(one, markOf)}`)}`;
}

/** Some of many, and behind how many more there are these; a page holds no more of them than somebody can read. */
export function firstOf<One>(say: Say, all: readonly One[], line: (one: One) => Html, most = named): Html {
  const [rest, unlisted] = [all.slice(most, most + unfolded), all.length - most - unfolded];
  const more = (count: number) => say("overview.andMore", { count });
  const behind = html`${list(rest, line)}${unlisted > 0 ? html`<p>${more(unlisted)}</p>` : ""}`;
  return html`${list(all.slice(0, most), line)}
    ${rest.length > 0 ? html`<details><summary>${more(all.length - most)}</summary>${behind}</details>` : ""}`;
}

const list = <One>(some: readonly One[], line: (one: One) => Html) =>
  html`<ul>${some.map((one) => html`<li>${line(one)}</li>`)}</ul>`;
