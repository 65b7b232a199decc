import { html } from "hono/html";
import { describedBy, errorSummary, field, invalid, notes, type Sent } from "../page/form.ts";
import type { Changed, WouldTakeBack } from "../../../db/school/roll-changes.ts";
import { detailPart } from "../by-hand/detail.ts";
import { undoPart } from "../by-hand/undo.ts";
import { momentIn } from "../page/said.ts";
import type { CustodyRow } from "../../school/look-at-lists.ts";
import { mostOfClass } from "../../school/class-name.ts";
import type { Problem } from "../../school/problem.ts";
import type { RememberedColumns } from "../../school/remembered-columns.ts";
import type { Draft } from "./drafts.ts";
import { kindsOf } from "./left-to-do.ts";
import { problemsOf } from "./preview-lists.ts";
import { rememberedList } from "./remembered.ts";
import { type ImportWords, placeText } from "./words.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** The last import, and what taking it back would do. */
export interface LastImport {
  last: Changed;
  would: WouldTakeBack | null;
}

interface Beside {
  /** Whether a preview has expired. */
  expired: boolean;
  /** What is remembered of columns. */
  remembered: readonly RememberedColumns[];
  before: LastImport | null;
}

/** Choosing the files. In: the form as it was sent; what stands beside it. */
export function importPage(desk: Desk, sent: Sent, { expired, remembered, before }: Beside): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.import"),
    html`
    ${expired ? html`<p class="warn" role="status">${say("importPage.expired")}</p>` : ""}
    <p>${say("importPage.about")}</p>
    ${errorSummary(say, sent, "import")}
    ${importForm(desk, sent)}
    <h2>${say("importPage.knownTitle")}</h2>
    <ul>
      <li>${say("importPage.knownSchild")}</li>
      <li>${say("importPage.knownSvws")}</li>
      <li>${say("importPage.knownIserv")}</li>
      <li>${say("importPage.knownList")}</li>
    </ul>
    <p class="hint">${say("importPage.keeps")}</p>
    ${rememberedList(say, remembered)}
    ${before === null ? "" : lastImport(desk, before)}`,
  );
}

function lastImport(desk: Desk, { last, would }: LastImport): Html {
  const { say, timeZone } = desk;
  return html`<h2>${say("hand.lastImport")}</h2>
    <p>${say("hand.madeBy", { by: last.by, at: momentIn(timeZone, last.at) })}</p>
    ${detailPart(say, last)}
    ${undoPart(desk, last, would)}`;
}

function importForm(desk: Desk, sent: Sent): Html {
  const { say } = desk;
  const form = "import";
  const [label, hint] = [say("importPage.className"), say("importPage.classHint")];
  return html`<form method="post" action="/office/import" enctype="multipart/form-data" class="boxed"
    data-wait="/office/import/progress">
    ${filesField(desk, sent, form, say("importPage.files"), say("importPage.filesHint"))}
    ${field(say, { form, name: "className", label, hint, sent, most: mostOfClass })}
    <button class="main">${say("importPage.look")}</button>
  </form>`;
}

const kinds = ".csv,.txt,.dat,.tsv,.xlsx,.xlsm,.xlsb,.xls,.ods,text/csv,text/plain";

/** A field for one file or several; they can be dropped on it. */
export function filesField({ say }: Desk, { errors }: Sent, form: string, label: string, hint: string): Html {
  const [id, error] = [`${form}-files`, errors.files];
  return html`<div class="field drop" data-drop>
    <label for="${id}">${label}</label>
    ${notes(say, id, hint, error)}
    <input type="file" id="${id}" name="files" multiple
      accept="${kinds}"${describedBy(id, hint, error)}${invalid(error)}>
  </div>`;
}

/** After an import: what was done, what a person must decide now, and the way on. */
export function takenOverPage(desk: Desk, draft: Draft, words: ImportWords): Html {
  const { say } = desk;
  const { id, plan, custody } = draft;
  const { children, guardians, teachers } = plan.counts;
  const counts = [
    say("importPage.takenOverCounts", { new: children.new, changed: children.changed, gone: children.gone }),
    ...(guardians > 0 ? [say("importPage.takenOverGuardians", { count: guardians })] : []),
    ...(teachers > 0 ? [say("importPage.takenOverTeachers", { count: teachers })] : []),
  ].join(" ");
  return page(
    desk,
    say("importPage.takenOver"),
    html`
    <p class="done" role="status">${say("done.imported")} ${counts}</p>
    ${problemsOf(say, draft, words, "unclear")}
    ${custody.length === 0 ? "" : custodyList(say, custody, words)}
    ${problemsOf(say, draft, words, "look")}
    <ul class="ways">
      <li><a href="/office/letters">${say("importPage.toLetters")}</a></li>
      <li><a href="/office">${say("importPage.toOverview")}</a></li>
      <li><a href="/office/changes/${id}">${say("hand.undo")}</a></li>
      <li><a href="/office/import">${say("importPage.another")}</a></li>
    </ul>`,
  );
}

function custodyList(say: Say, custody: readonly CustodyRow[], words: ImportWords): Html {
  const child = (id: string, name: string) => html`<a href="/office/children/${id}">${name}</a>`;
  const rows = new Map(custody.map((row) => [row.problem, row]));
  const where = (problem: Problem) => {
    const { name = null, childId = null } = rows.get(problem) ?? {};
    const place = name ?? placeText(problem, words);
    return childId === null ? place : child(childId, place);
  };
  const problems = custody.map(({ problem }) => problem);
  const kinds = [...Map.groupBy(problems, ({ key }) => key).values()].map((same) => ({
    ...{ problems: same, where },
    inAll: same.length,
  }));
  return html`<h2>${say("importPage.custodyTitle")}</h2>
    <p class="warn">${say("importPage.custodyHint")}</p>
    ${kindsOf(say, kinds, words)}`;
}
