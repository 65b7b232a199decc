import { html } from "hono/html";
import { mayCarryOut, type ImportPlan, type PlannedRow } from "../../school/plan-import.ts";
import { germanDate } from "../../school/dates.ts";
import { type Weight } from "../../school/problem.ts";
import { errorSummary, fresh, type Sent } from "../page/form.ts";
import { canApply, type Draft } from "./drafts.ts";
import { filesField } from "./page.ts";
import { saidForm } from "./said.ts";
import { changeText, fill, type ImportWords, placeText, problemText } from "./words.ts";
import { type Desk, type Html, page } from "../page/layout.ts";

/** As many rows of a kind as anybody looks through. */
const shown = 1000;

/** What an import would do, before it does anything. `changed`: what is stored has changed since it was shown last. */
export function previewPage(
  desk: Desk,
  draft: Draft,
  words: ImportWords,
  { sent = fresh, changed = false }: { sent?: Sent; changed?: boolean } = {},
): Html {
  const { say } = desk;
  const { plan, id } = draft;
  const apply = html`<form method="post" action="/office/import/${id}/apply" data-wait><button class="main">${say("importPage.apply")}</button></form>`;
  return page(
    desk,
    say("importPage.preview"),
    html`
    ${changed ? html`<p class="warn" role="alert">${say("importPage.changedMeanwhile")}</p>` : ""}
    ${errorSummary(say, sent, "more")}
    ${standing(desk, plan)}
    ${mayCarryOut(plan) ? wouldDo(desk, draft, words) : html`${problemsOf(desk, draft, words, "stop")}${saidForm(desk, draft, words)}`}
    ${filesOf(desk, plan, words)}
    <details class="act"${mayCarryOut(plan) && Object.keys(sent.errors).length === 0 ? "" : html` open`}><summary>${say("importPage.moreTitle")}</summary><form method="post" action="/office/import/${id}/files" enctype="multipart/form-data" class="boxed" data-wait>
      ${filesField(desk, sent, "more", say("importPage.files"), say("importPage.moreHint"))}<button>${say("importPage.look")}</button></form></details>
    <div class="inline for-screen">${canApply(plan) ? apply : ""}<a href="/office/import">${say("importPage.leave")}</a></div>`,
  );
}

/** Only of files that were read whole: of others, whoever stands in a broken row would seem to be gone. */
function wouldDo(desk: Desk, draft: Draft, words: ImportWords): Html {
  const { plan } = draft;
  return html`${counts(desk, plan)}${problemsOf(desk, draft, words, "unclear")}${saidForm(desk, draft, words)}${problemsOf(desk, draft, words, "custody")}
    ${rowsOf(desk, plan, words, "gone")}${rowsOf(desk, plan, words, "changed")}${problemsOf(desk, draft, words, "look")}${rowsOf(desk, plan, words, "new")}`;
}

function standing({ say }: Desk, plan: ImportPlan): Html {
  if (!mayCarryOut(plan)) return html`<p class="errors" role="status">${say("importPage.mustRepair")}</p>`;
  return html`<p class="${canApply(plan) ? "warn" : "done"}" role="status">${say(canApply(plan) ? "importPage.nothingYet" : "importPage.nothingToDo")}</p>`;
}

function counts({ say }: Desk, plan: ImportPlan): Html {
  const children = (fate: PlannedRow["fate"]) =>
    plan.rows.filter((row) => row.who === "child" && row.fate === fate).length;
  const rows = [
    [say("importPage.count.new"), children("new")],
    [say("importPage.count.changed"), children("changed")],
    [say("importPage.count.gone"), children("gone")],
    [say("importPage.count.unclear"), children("unclear")],
    [say("importPage.count.unchanged"), plan.unchangedChildren],
    [say("importPage.count.guardians"), plan.newPeople.filter(({ role }) => role === "guardian").length],
    [say("importPage.count.teachers"), plan.newPeople.filter(({ role }) => role === "teacher").length],
    [say("importPage.count.classes"), plan.newClasses.length],
  ] as const;
  return html`<table class="facts"><caption class="hidden">${say("importPage.counts")}</caption><tbody>${rows.filter(([, count]) => count > 0).map(([name, count]) => html`<tr><th scope="row">${name}</th><td>${count}</td></tr>`)}</tbody></table>
    ${plan.untouchedClasses.length === 0 ? "" : html`<p>${say("importPage.untouched", { classes: plan.untouchedClasses.join(", ") })}</p>`}`;
}

function problemsOf({ say }: Desk, { plan, custody }: Draft, words: ImportWords, weight: Weight): Html {
  const own = plan.problems.filter((one) => one.weight === weight);
  if (own.length === 0) return html``;
  const names = new Map(custody.map(({ problem, name }) => [problem, name]));
  const groups = [...Map.groupBy(own, ({ key }) => key).values()];
  return html`<section class="${weight === "stop" ? "errors" : "found"}"><h2>${say(`import.weight.${weight}`)} <span class="count">(${own.length})</span></h2>
    ${groups.map((same) => html`<ul>${same.slice(0, shown).map((one) => html`<li><strong>${[placeText(one, words), names.get(one) ?? ""].filter((part) => part !== "").join(", ")}</strong>: ${problemText(one, words)}</li>`)}</ul>${more(same.length, words)}`)}</section>`;
}

function rowsOf(desk: Desk, plan: ImportPlan, words: ImportWords, fate: "new" | "changed" | "gone"): Html {
  const { say } = desk;
  const own = plan.rows.filter((row) => row.fate === fate);
  if (own.length === 0) return html``;
  const title = html`${say(`importPage.rows.${fate}`)} <span class="count">(${own.length})</span>`;
  const table = html`${fate === "gone" ? html`<p>${say("importPage.goneHint")}</p>` : ""}<div class="scroll" tabindex="0" role="region" aria-label="${say(`importPage.rows.${fate}`)}"><table>
    <thead><tr>${fate === "gone" ? "" : html`<th scope="col">${say("importPage.row")}</th>`}<th scope="col">${say("importPage.name")}</th><th scope="col">${say("overview.class")}</th>${fate === "gone" ? "" : html`<th scope="col">${say("importPage.what")}</th>`}</tr></thead>
    <tbody>${own.slice(0, shown).map((row) => oneRow(desk, row, words))}</tbody></table></div>${more(own.length, words)}`;
  return own.length > 30
    ? html`<details><summary><h2 class="within">${title}</h2></summary>${table}</details>`
    : html`<h2>${title}</h2>${table}`;
}

function oneRow({ say }: Desk, row: PlannedRow, words: ImportWords): Html {
  return html`<tr>${row.fate === "gone" ? "" : html`<td class="place">${placeText(row, words)}</td>`}<th scope="row">${row.name}${row.birthDate === null ? "" : html`<div class="hint">* ${germanDate(row.birthDate)}</div>`}${row.who === "teacher" ? html` <span class="tag">${say("importPage.teacher")}</span>` : ""}</th>
    <td>${row.className ?? ""}</td>${row.fate === "gone" ? "" : html`<td>${row.changes.map((change) => html`<div>${changeText(change, words)}</div>`)}</td>`}</tr>`;
}

function filesOf({ say }: Desk, { files, columns }: ImportPlan, words: ImportWords): Html {
  return html`<h2>${say("importPage.read")}</h2>${files.map(
    ({
      file,
      format,
      rows,
    }) => html`<h3>${[file, format === null ? say("importPage.notRecognised") : `${words.format[format]} (${fill(words.rows, { count: rows })})`].filter((part) => part !== "").join(": ")}</h3>
    ${
      format === null
        ? ""
        : html`<dl class="facts">${(["kept", "read", "dropped"] as const).map((use) => {
            const own = columns.filter((column) => column.file === file && column.use === use);
            return own.length === 0
              ? ""
              : html`<div><dt>${say(`importPage.use.${use}`)}</dt><dd>${own.map(({ name }) => name).join(", ")}</dd></div>`;
          })}</dl>`
    }`,
  )}`;
}

const more = (count: number, words: ImportWords): Html =>
  count > shown ? html`<p>${fill(words.more, { count: count - shown })}</p>` : html``;
