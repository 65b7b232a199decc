import { html } from "hono/html";
import type { Addressee } from "../../school/people.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { childLinks } from "../to-do-item.ts";

/**
 * Who is left out of letters and reminders because their data are only kept, each with the way to the
 * children. In: also what tells a child, by its id, from a namesake.
 */
export function whoIsRestricted(say: Say, people: readonly Addressee[], markOf: (childId: string) => string): Html {
  if (people.length === 0) return html``;
  const line = ({ givenName, familyName, children }: Addressee) =>
    html`<li>${givenName} ${familyName}: ${childLinks(children, markOf)}</li>`;
  return html`<div class="warn">
    <p>${say("letters.restricted", { count: people.length })}</p>
    <ul>${people.map(line)}</ul>
  </div>`;
}
