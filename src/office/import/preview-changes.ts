import { html } from "hono/html";
import type { Rehearsed } from "../../../db/school/rehearsal.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import type { Html } from "../page/layout.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";
import { more } from "./preview-lists.ts";
import type { ShownPlan } from "./shown-plan.ts";
import type { ImportWords } from "./words.ts";

/** As many as stand on the page unfolded. */
const atOnce = 30;

/** What an import changes of what stands, before anybody takes it over; nothing where it changes nothing. */
export function changesOf(say: Say, { changes, counts }: ShownPlan, words: ImportWords): Html {
  if (changes.length === 0) return html``;
  const title = html`${say("importPage.changesTitle")} <span class="count">(${counts.changes})</span>`;
  const columns = (
    ["importPage.name", "overview.class", "importPage.changesBefore", "importPage.changesAfter"] as const
  ).map((key) => say(key));
  const list = html`<p>${say("importPage.changesHint")}</p>
    ${scrolling(
      say("importPage.changesTitle"),
      html`<table>${headings(columns)}<tbody>${changes.map((one) => row(say, one))}</tbody></table>`,
    )}
    ${more(counts.changes - changes.length, words)}`;
  return changes.length > atOnce
    ? html`<details><summary><h2 class="within">${title}</h2></summary>${list}</details>`
    : html`<h2>${title}</h2>${list}`;
}

function row(say: Say, { childId, name, classBefore, classAfter, before, after }: Rehearsed): Html {
  const classes = classBefore === classAfter ? classBefore : `${classBefore} → ${classAfter}`;
  return html`<tr>
    <th scope="row"><a href="/office/children/${childId}">${name}</a></th>
    <td>${classes}</td>
    <td>${stands(say, before)}</td>
    <td>${stands(say, after)}</td>
  </tr>`;
}

/** "nur mit Ton (Ton JA, Bild NEIN)", or that the child leaves. */
function stands(say: Say, { standing, atSchool }: Rehearsed["before"]): string {
  if (!atSchool) return say("importPage.changesLeaves");
  const of = (purpose: Purpose) => `${say(`purpose.${purpose}`)} ${say(`stands.${standing[purpose].standing}`)}`;
  return `${say(`participation.${standing.participation}`)} (${purposes.map(of).join(", ")})`;
}
