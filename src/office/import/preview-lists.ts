import { html } from "hono/html";
import type { PlannedRow } from "../../school/plan-import.ts";
import { germanDate } from "../../school/dates.ts";
import type { Problem, Weight } from "../../school/problem.ts";
import type { Html } from "../page/layout.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";
import type { Draft } from "./drafts.ts";
import type { ShownPlan } from "./shown-plan.ts";
import { kindsOf } from "./left-to-do.ts";
import { changeText, fill, type ImportWords, placeText } from "./words.ts";

/** As many as stand on the page unfolded. */
const atOnce = 30;

/** The problems of one weight, those of a kind together; nothing where there are none. */
export function problemsOf(say: Say, { plan, custody }: Draft, words: ImportWords, weight: Weight): Html {
  const own = plan.problems.filter((one) => one.weight === weight);
  if (own.length === 0) return html``;
  const names = new Map(custody.map(({ problem, name }) => [problem, name]));
  const where = (one: Problem) =>
    [placeText(one, words), names.get(one) ?? ""].filter((part) => part !== "").join(", ");
  const kinds = [...Map.groupBy(own, ({ key }) => key)].map(([key, problems]) => ({
    ...{ problems, where },
    inAll: plan.counts.problems.get(key) ?? 0,
  }));
  const inAll = kinds.reduce((sum, kind) => sum + kind.inAll, 0);
  return html`<section class="${weight === "stop" ? "errors" : "found"}">
    <h2>${say(`import.weight.${weight}`)} <span class="count">(${inAll})</span></h2>
    ${kindsOf(say, kinds, words)}
  </section>`;
}

/** Whoever is new, changed or gone, as a table; folded up where it is long, nothing where nobody is. */
export function rowsOf(say: Say, plan: ShownPlan, words: ImportWords, fate: "new" | "changed" | "gone"): Html {
  const own = plan.rows.filter((row) => row.fate === fate);
  if (own.length === 0) return html``;
  const inAll = plan.counts.rows[fate];
  const title = html`${say(`importPage.rows.${fate}`)} <span class="count">(${inAll})</span>`;
  const list = html`${fate === "gone" ? html`<p>${say("importPage.goneHint")}</p>` : ""}
    ${rowsTable(say, own, words, fate)}
    ${more(inAll - own.length, words)}`;
  return inAll > atOnce
    ? html`<details><summary><h2 class="within">${title}</h2></summary>${list}</details>`
    : html`<h2>${title}</h2>${list}`;
}

/** Whoever is gone stands in no row, and nothing of them has changed. */
function rowsTable(say: Say, rows: readonly PlannedRow[], words: ImportWords, fate: "new" | "changed" | "gone"): Html {
  const who = [say("importPage.name"), say("overview.class")];
  const columns = fate === "gone" ? who : [say("importPage.row"), ...who, say("importPage.what")];
  return scrolling(
    say(`importPage.rows.${fate}`),
    html`<table>
      ${headings(columns)}
      <tbody>${rows.map((row) => oneRow(say, row, words))}</tbody>
    </table>`,
  );
}

function oneRow(say: Say, row: PlannedRow, words: ImportWords): Html {
  const place = html`<td class="place">${placeText(row, words)}</td>`;
  const born = row.birthDate === null ? "" : html`<div class="hint">* ${germanDate(row.birthDate)}</div>`;
  const teacher = row.who === "teacher" ? html` <span class="tag">${say("importPage.teacher")}</span>` : "";
  const changes = row.changes.map((change) => html`<div>${changeText(change, words)}</div>`);
  return html`<tr>
    ${row.fate === "gone" ? "" : place}
    <th scope="row">${row.name}${born}${teacher}</th>
    <td>${row.className ?? ""}</td>
    ${row.fate === "gone" ? "" : html`<td>${changes}</td>`}
  </tr>`;
}

/** What was read: each file with its format, and what of its columns is kept. */
export function filesOf(say: Say, plan: ShownPlan, words: ImportWords): Html {
  const file = ({ file, format, rows }: ShownPlan["files"][number]) => {
    const known = format === null ? "" : `${words.format[format]} (${fill(words.rows, { count: rows })})`;
    const title = [file, known || say("importPage.notRecognised")].filter((part) => part !== "").join(": ");
    return html`<h3>${title}</h3>${known === "" ? "" : columnsOf(say, plan, file)}`;
  };
  return html`<h2>${say("importPage.read")}</h2>${plan.files.map(file)}`;
}

function columnsOf(say: Say, { columns }: ShownPlan, file: string): Html {
  const uses = (["kept", "read", "dropped"] as const).map((use) => {
    const names = columns.filter((column) => column.file === file && column.use === use).map(({ name }) => name);
    return names.length === 0
      ? ""
      : html`<div><dt>${say(`importPage.use.${use}`)}</dt><dd>${names.join(", ")}</dd></div>`;
  });
  return html`<dl class="facts">${uses}</dl>`;
}

/** That there are more than are shown. In: how many. */
export const more = (count: number, words: ImportWords): Html =>
  count > 0 ? html`<p>${fill(words.more, { count })}</p>` : html``;
