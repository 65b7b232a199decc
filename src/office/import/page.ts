import { html } from "hono/html";
import { errorSummary, field, type Sent } from "../page/form.ts";
import type { Draft } from "./drafts.ts";
import { type ImportWords, placeText, problemText } from "./words.ts";
import { type Desk, type Html, page } from "../page/layout.ts";

/** Choosing the files. In: the form as it was sent; whether a preview has expired. */
export function importPage(desk: Desk, sent: Sent, expired: boolean): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.import"),
    html`
    ${expired ? html`<p class="warn" role="status">${say("importPage.expired")}</p>` : ""}
    <p>${say("importPage.about")}</p>
    ${errorSummary(say, sent, "import")}
    <form method="post" action="/office/import" enctype="multipart/form-data" class="boxed" data-wait>
      ${filesField(desk, sent, "import", say("importPage.files"), say("importPage.filesHint"))}
      ${field(say, { form: "import", name: "className", label: say("importPage.className"), hint: say("importPage.classHint"), sent, most: 20 })}
      <button class="main">${say("importPage.look")}</button></form>
    <h2>${say("importPage.knownTitle")}</h2>
    <ul><li>${say("importPage.knownSchild")}</li><li>${say("importPage.knownSvws")}</li><li>${say("importPage.knownIserv")}</li><li>${say("importPage.knownList")}</li></ul>
    <p class="hint">${say("importPage.keeps")}</p>`,
  );
}

/** A field for one file or several; they can be dropped on it. */
export function filesField({ say }: Desk, { errors }: Sent, form: string, label: string, hint: string): Html {
  const [id, error] = [`${form}-files`, errors.files];
  return html`<div class="field drop" data-drop><label for="${id}">${label}</label><p class="hint" id="${id}-hint">${hint}</p>${error ? html`<p class="error" id="${id}-error">${say("fault.error", { text: say(error) })}</p>` : ""}
    <input type="file" id="${id}" name="files" multiple accept=".csv,.txt,.dat,.tsv,text/csv,text/plain" aria-describedby="${id}-hint${error ? ` ${id}-error` : ""}"${error ? html` aria-invalid="true"` : ""}></div>`;
}

/** After an import: what was done, what a person must decide now, and the way on. */
export function takenOverPage(desk: Desk, { plan, custody }: Draft, words: ImportWords): Html {
  const { say } = desk;
  return page(
    desk,
    say("importPage.takenOver"),
    html`
    <p class="done" role="status">${say("done.imported")} ${say("importPage.takenOverCounts", { new: plan.newChildren.length, changed: plan.rows.filter(({ who, fate }) => who === "child" && fate === "changed").length, gone: plan.goneChildren.length })}</p>
    ${
      custody.length === 0
        ? ""
        : html`<h2>${say("importPage.custodyTitle")}</h2><p class="warn">${say("importPage.custodyHint")}</p>
      <ul>${custody.map(({ problem, name }) => html`<li>${name === null ? placeText(problem, words) : html`<a href="/office/children?q=${encodeURIComponent(name)}">${name}</a>`}: ${problemText(problem, words)}</li>`)}</ul>`
    }
    <ul class="ways"><li><a href="/office/letters">${say("importPage.toLetters")}</a></li><li><a href="/office">${say("importPage.toOverview")}</a></li><li><a href="/office/import">${say("importPage.another")}</a></li></ul>`,
  );
}
