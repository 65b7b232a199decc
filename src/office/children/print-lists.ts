import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import { purposes } from "../../consent/event.ts";
import { germanDate } from "../../school/dates.ts";
import { namesakeMarks } from "../../school/shown-name.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { momentIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import { standingTag } from "./children-page.ts";
import type { Missing } from "./missing.ts";

/** A list on paper: a sheet for each class, a row for each child. */
interface Sheets<Row> {
  title: string;
  columns: string[];
  rows: readonly Row[];
  childOf: (row: Row) => ChildNow;
  cells: (row: Row) => (string | Html)[];
  now: Date;
}

/** What stands for each child, to be printed. */
export function standingSheets(desk: Desk, children: readonly ChildNow[], now: Date): Html {
  const { say } = desk;
  return sheets(desk, {
    title: say("export.stand"),
    columns: [...purposes.map((purpose) => say(`purpose.${purpose}`)), say("child.allowed")],
    rows: children,
    childOf: (child) => child,
    cells: (child) => [
      ...purposes.map((purpose) => standingTag(say, child[purpose])),
      say(`participation.${child.participation}`),
    ],
    now,
  });
}

/** Who has not answered, to be printed. */
export function missingSheets(desk: Desk, missing: readonly Missing[], now: Date): Html {
  const { say } = desk;
  return sheets(desk, {
    title: say("export.missing"),
    columns: [say("list.missing"), say("child.people")],
    rows: missing,
    childOf: ({ child }) => child,
    cells: (one) => [one.missing, one.people],
    now,
  });
}

function sheets<Row>(desk: Desk, { title, columns, rows, childOf, cells, now }: Sheets<Row>): Html {
  const { say, timeZone } = desk;
  const markOf = namesakeMarks(rows.map(childOf));
  const line = (row: Row) => {
    const child = childOf(row);
    return html`<tr>
      <th scope="row">${child.familyName}, ${child.givenName}${markOf(child)}</th>
      <td>${child.birthDate === null ? "" : germanDate(child.birthDate)}</td>
      ${cells(row).map((cell) => html`<td>${cell}</td>`)}
    </tr>`;
  };
  const sheet = ([className, own]: [string, Row[]]) => {
    const name = say("classPage.title", { name: className });
    const table = html`<table class="children">
      ${headings([say("children.child"), say("children.born"), ...columns])}
      <tbody>${own.map(line)}</tbody>
    </table>`;
    return html`<section class="sheet">
      <h2>${name} <span class="count">(${own.length})</span></h2>
      ${scrolling(name, table)}
    </section>`;
  };
  const byClass = [...Map.groupBy(rows, (row) => childOf(row).className)];
  return page(
    desk,
    title,
    html`<p class="hint">${say("list.at", { at: momentIn(timeZone, now.toISOString()) })}</p>
      <p class="for-screen">
        <button class="main" data-print hidden>${say("lesson.print")}</button>
        <span class="hint">${say("lesson.printHint")}</span>
      </p>
      ${byClass.length === 0 ? html`<p class="nothing">${say("list.nobody")}</p>` : byClass.map(sheet)}`,
  );
}
