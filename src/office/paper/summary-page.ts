import { html } from "hono/html";
import type { SheetPut, SheetRehearsed } from "../../../db/proof/sheets.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Entry, Head, Lists } from "./entries.ts";
import { carried, nameOf } from "./fields.ts";
import type { Say } from "../page/words.ts";
import type { Outcome } from "./putting-down.ts";
import { againstIt, remarksOn, whyNot } from "./remarks.ts";

/** Where the sheets come from, and how that page is called. */
export interface From {
  path: string;
  title: string;
}

/** What would be put down, before it is. */
export interface Summary {
  from: From;
  head: Head;
  values: Lists;
  outcomes: readonly Outcome<SheetRehearsed>[];
  /** By which it is known again what was seen. */
  seal: string;
  /** Something has changed since it was seen last. */
  changed: boolean;
}

/** What would be put down, what has to be looked at first, and the button. */
export function summaryPage(desk: Desk, { from, head, values, outcomes, seal, changed }: Summary): Html {
  const { say, timeZone } = desk;
  const told = outcomes.map((outcome) => ({ outcome, remarks: remarksOn(desk, outcome, head.day) }));
  const [odd, plain] = [
    told.filter(({ remarks }) => remarks.length > 0),
    told.filter((one) => one.remarks.length === 0),
  ];
  const count = outcomes.filter((one) => makes(desk, one)).length;
  return page(
    desk,
    from.title,
    html`
    ${changed ? html`<p class="warn" role="alert">${say("importPage.changedMeanwhile")}</p>` : ""}
    <p class="warn" role="status">${say("paper.nothingYet", { count })}</p>
    <p>${say("paper.declaredOn", { day: dayIn(timeZone, head.day) })}${versionsOf(say, outcomes)}</p>
    ${outcomes.some(({ entry }) => entry.own.scan?.picture !== undefined) ? html`<p>${say("scans.kept")}</p>` : ""}
    ${odd.length === 0 ? "" : html`<h2>${say("paper.lookAt", { count: odd.length })}</h2>${table(desk, odd)}`}
    ${plain.length === 0 ? "" : html`<h2>${say("paper.plain", { count: plain.length })}</h2>${table(desk, plain)}`}
    <form method="post" action="${from.path}" class="inline" data-wait>
      ${carried(values)}<input type="hidden" name="seen" value="${seal}">
      ${count === 0 ? "" : html`<button class="main" autofocus>${say("paper.record", { count })}</button>`}
      <button name="again" value="yes">${say("paper.change")}</button>
    </form>`,
  );
}

/** By which versions of the notice it would be put down. */
function versionsOf(say: Say, outcomes: readonly Outcome<SheetRehearsed>[]): Html | string {
  const made = outcomes.flatMap((one) => ("put" in one ? one.put.made : []));
  const versions = [...new Set(made.map(({ notice }) => notice))].toSorted((a, b) => a - b);
  return versions.length === 0 ? "" : html`<br>${say("paper.versions", { versions: versions.join(", ") })}`;
}

type Told = { outcome: Outcome<SheetRehearsed>; remarks: readonly string[] };

/** Whether something would be put down; where what was recorded does not hold, it is not known whether it stands. */
const makes = ({ inDoubt }: Desk, one: Outcome<SheetRehearsed>) => "put" in one && (inDoubt || one.put.made.length > 0);

function table(desk: Desk, told: readonly Told[]): Html {
  const { say } = desk;
  const columns = [say("children.child"), say("paper.who"), ...purposes.map((purpose) => say(`purpose.${purpose}`))];
  const line = ({ outcome, remarks }: Told) => html`<tr>
    ${childCell(outcome.entry)}
    <td>${signersOf(desk, outcome.entry)}</td>
    ${purposes.map((purpose) => html`<td>${saidTo(desk, outcome, purpose)}</td>`)}
    <td>${remarks.map((remark) => html`<p>${remark}</p>`)}</td>
  </tr>`;
  return scrolling(
    say("paper.record", { count: told.length }),
    html`<table>${headings([...columns, say("paper.remarks")])}<tbody>${told.map(line)}</tbody></table>`,
  );
}

const childCell = ({ row }: Entry): Html =>
  html`<th scope="row"><a href="/office/children/${row.child.id}">${nameOf(row)}</a></th>`;

function signersOf({ say }: Desk, { row: { people }, signers }: Entry): string {
  const names = new Map(people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  return signers.map((id) => names.get(id) ?? say("paper.somebodyElse")).join(", ");
}

/** "JA", and whether that stands already. */
function saidTo({ say, inDoubt }: Desk, outcome: Outcome<SheetRehearsed>, purpose: Purpose): string {
  const answer = outcome.entry.answers[purpose];
  if (!answer) return say("paper.open");
  const word = say(`page.${answer}`);
  if (!("put" in outcome) || inDoubt) return word;
  const { made, later } = outcome.put;
  const isNew = made.some((event) => event.purpose === purpose);
  const isLate = [...later.values()].some((one) => one[purpose]);
  return isNew || isLate ? word : say("paper.standsAlready", { answer: word });
}

/** What has come of the sheets: how many were put down, and which were not, and why. */
export function resultPage(
  desk: Desk,
  from: From & { back: string },
  head: Head,
  outcomes: readonly Outcome<SheetPut>[],
): Html {
  const { say } = desk;
  const [put, refused] = [outcomes.filter((one) => "put" in one), outcomes.filter((one) => "refused" in one)];
  const done = put.filter((one) => one.put.events > 0);
  const stood = put.filter((one) => one.put.events === 0);
  const notWhole = put.filter((one) => againstIt(desk, one.put.later, head.day).length > 0);
  const line = (entry: Entry, why: readonly string[]) =>
    html`<li><a href="/office/children/${entry.row.child.id}">${nameOf(entry.row)}</a>: ${why.join(" ")}</li>`;
  const missing = [
    ...refused.map((one) => line(one.entry, [say(whyNot[one.refused])])),
    ...notWhole.map((one) => line(one.entry, againstIt(desk, one.put.later, one.entry.own.day ?? head.day))),
  ];
  return page(
    { ...desk, done: say("paper.recorded", { count: done.length }) },
    from.title,
    html`
    ${stood.length === 0 ? "" : html`<p>${say("paper.stood", { count: stood.length })}</p>`}
    ${missing.length === 0 ? "" : html`<h2>${say("paper.notRecorded")}</h2><ul class="errors">${missing}</ul>`}
    <p><a href="${from.back}">${say("page.next")}</a></p>`,
  );
}
