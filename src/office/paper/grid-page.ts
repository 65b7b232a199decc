import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import { standingTag } from "../children/children-page.ts";
import { errorSummary } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";
import { answerCell, form, headFields, nameOf, signerCell, type Typed } from "./fields.ts";
import type { Row } from "./entries.ts";
import { scanPicture, scansField, scansSummary, type ScansShown } from "./scan-parts.ts";

/** What the grid of a class shows. */
export interface Grid {
  classId: string;
  className: string;
  rows: readonly Row[];
  /** What stands for a child now. */
  now: (childId: string) => ChildNow | undefined;
  versions: readonly { number: number; publishedAt: string }[];
  today: string;
  periodRuns: boolean;
  act: string;
  /** Whether the school keeps the pictures of sheets that are confirmed. */
  keepsScans: boolean;
  /** The scans that lie beside its lines, where some do. */
  scans: ScansShown | null;
}

/** The sheets of a class, to be typed in: a line a child, by single keys. In: what was typed, what is wrong with it. */
export function gridPage(desk: Desk, grid: Grid, typed: Typed): Html {
  const { say } = desk;
  const { classId, className, periodRuns, act, scans } = grid;
  return page(
    desk,
    say("paper.title", { name: className }),
    html`
    <p>${say("paper.about")}</p>
    ${periodRuns ? "" : html`<p class="warn">${say("answer.noPeriod")}</p>`}
    ${errorSummary(say, { values: {}, errors: typed.errors }, form)}
    ${aboveGrid(desk, grid, typed)}
    <form method="post" action="/office/classes/${classId}/paper" data-wait>
      <input type="hidden" name="act" value="${act}">
      ${scans === null ? "" : html`<input type="hidden" name="scans" value="${scans.held.id}">`}
      <div class="boxed">${headFields(desk, typed, grid)}</div>
      <p class="hint" id="paper-keys">${say("paper.keys")}</p>
      ${rowsTable(desk, grid, typed)}
      <button class="main">${say("paper.look")}</button>
    </form>`,
  );
}

function aboveGrid(desk: Desk, { classId, keepsScans, scans, rows }: Grid, { errors }: Typed): Html {
  return scans === null ? scansField(desk, classId, keepsScans, errors.files) : scansSummary(desk, scans, rows);
}

function rowsTable(desk: Desk, grid: Grid, typed: Typed): Html {
  const { say, inDoubt } = desk;
  const { scans, classId } = grid;
  const columns = [say("children.child"), say("paper.who"), ...purposes.map((purpose) => say(`purpose.${purpose}`))];
  const focus = Object.keys(typed.errors).length === 0 ? grid.rows.find(({ people }) => people.length > 0) : undefined;
  const line = (row: Row) => {
    const stands = inDoubt ? undefined : grid.now(row.child.id);
    const picture = scans === null ? "" : scanPicture(desk, scans.held, classId, row, typed.values);
    return html`${picture}${gridRow(say, row, typed, { first: row === focus, stands })}`;
  };
  return scrolling(
    say("paper.title", { name: grid.className }),
    html`<table class="paper" id="paper-rows" data-grid aria-describedby="paper-keys">
      ${headings(columns)}
      <tbody>${grid.rows.map(line)}</tbody>
    </table>`,
  );
}

function gridRow(
  say: Say,
  row: Row,
  typed: Typed,
  { first, stands }: { first: boolean; stands: ChildNow | undefined },
): Html {
  const { child, people } = row;
  const both = child.bothMustAgree ? html` <span class="tag">${say("children.both")}</span>` : "";
  const fields =
    people.length === 0
      ? html`<td colspan="3">${say("custody.nobody")}</td>`
      : html`${signerCell(say, row, typed)}
        ${purposes.map((purpose) => answerCell(say, row, purpose, typed.values, first && purpose === "audio"))}`;
  return html`<tr data-row>
    <th scope="row">
      <a href="/office/children/${child.id}">${nameOf(row)}</a>${both}
      ${stands ? nowStands(say, stands) : ""}
    </th>
    ${fields}
  </tr>`;
}

/** What stands already; nothing where nobody has said anything. */
function nowStands(say: Say, stands: ChildNow): Html {
  const said = purposes.filter((purpose) => stands[purpose] !== "not_asked");
  const word = (purpose: Purpose) =>
    html`<span>${say(`purpose.${purpose}`)} ${standingTag(say, stands[purpose])}</span>`;
  return html`${said.length === 0 ? "" : html`<span class="now">${said.map(word)}</span>`}`;
}
