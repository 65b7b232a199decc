import { html } from "hono/html";
import { errorSummary, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { changesOf } from "./preview-changes.ts";
import type { Draft } from "./drafts.ts";
import type { ShownPlan } from "./shown-plan.ts";
import { filesField } from "./page.ts";
import { filesOf, problemsOf, rowsOf } from "./preview-lists.ts";
import { detailLines } from "../by-hand/detail.ts";
import { germanDate } from "../../school/dates.ts";
import { saidForm } from "./said.ts";
import { sureField } from "./sure.ts";
import type { ImportWords } from "./words.ts";

/**
 * What an import would do, before it does anything.
 * `changed`: what is stored has changed since it was shown last.
 */
export function previewPage(
  desk: Desk,
  draft: Draft,
  words: ImportWords,
  { sent = fresh, changed = false }: { sent?: Sent; changed?: boolean } = {},
): Html {
  const { say } = desk;
  const { plan, id } = draft;
  return page(
    desk,
    say("importPage.preview"),
    html`
    ${changed ? html`<p class="warn" role="alert">${say("importPage.changedMeanwhile")}</p>` : ""}
    ${errorSummary(say, sent, sent.errors.sure ? "sure" : "more")}
    ${standing(say, plan)}
    ${plan.mayCarryOut ? wouldDo(desk, draft, words) : mustRepair(desk, draft, words)}
    ${filesOf(say, plan, words)}
    ${moreFiles(desk, draft, sent)}
    <div class="inline for-screen">
      ${plan.canApply ? applyForm(say, plan, id, sent) : ""}
      <a href="/office/import">${say("importPage.leave")}</a>
    </div>`,
  );
}

/** Only of files that were read whole: of others, whoever stands in a broken row would seem to be gone. */
function wouldDo(desk: Desk, draft: Draft, words: ImportWords): Html {
  const { say } = desk;
  const { plan } = draft;
  return html`${counts(say, plan)}
    ${handPart(say, draft)}
    ${problemsOf(say, draft, words, "unclear")}
    ${saidForm(desk, draft, words)}
    ${problemsOf(say, draft, words, "custody")}
    ${changesOf(say, plan, words)}
    ${rowsOf(say, plan, words, "gone")}
    ${rowsOf(say, plan, words, "changed")}
    ${problemsOf(say, draft, words, "look")}
    ${rowsOf(say, plan, words, "new")}`;
}

/** What somebody has done by hand and the files say otherwise; nothing where there is none. */
function handPart(say: Say, { againstHand }: Draft): Html {
  if (againstHand.length === 0) return html``;
  const line = ({ childId, name, act }: Draft["againstHand"][number]) => {
    const what = [say(`action.${act.what}`), ...detailLines(say, act)].join(", ");
    const made = say("importPage.handLine", { what, by: act.by, day: germanDate(act.at.slice(0, 10)) });
    return html`<li><a href="/office/children/${childId}">${name}</a>: ${made}</li>`;
  };
  return html`<section class="found">
    <h2>${say("importPage.handTitle")} <span class="count">(${againstHand.length})</span></h2>
    <p class="warn">${say("importPage.handHint")}</p>
    <ul>${againstHand.slice(0, atOnce).map(line)}</ul>
  </section>`;
}

/** As many as are named one by one. */
const atOnce = 30;

function mustRepair(desk: Desk, draft: Draft, words: ImportWords): Html {
  return html`${problemsOf(desk.say, draft, words, "stop")}${saidForm(desk, draft, words)}`;
}

function standing(say: Say, plan: ShownPlan): Html {
  if (!plan.mayCarryOut) return html`<p class="errors" role="status">${say("importPage.mustRepair")}</p>`;
  if (plan.canApply) return html`<p class="warn" role="status">${say("importPage.nothingYet")}</p>`;
  return nothingIsClear(plan)
    ? html`<p class="warn" role="status">${say("importPage.nothingClear")}</p>`
    : html`<p class="done" role="status">${say("importPage.nothingToDo")}</p>`;
}

const nothingIsClear = ({ canApply, problems }: ShownPlan) =>
  !canApply && problems.some(({ weight }) => weight === "unclear");

function counts(say: Say, plan: ShownPlan): Html {
  const { children, guardians, teachers, classes } = plan.counts;
  const all = [
    [say("importPage.count.new"), children.new],
    [say("importPage.count.changed"), children.changed],
    [say("importPage.count.gone"), children.gone],
    [say("importPage.count.unclear"), children.unclear],
    [say("importPage.count.unchanged"), plan.unchangedChildren],
    [say("importPage.count.guardians"), guardians],
    [say("importPage.count.teachers"), teachers],
    [say("importPage.count.classes"), classes],
  ] as const;
  const rows = all
    .filter(([, count]) => count > 0)
    .map(([name, count]) => html`<tr><th scope="row">${name}</th><td>${count}</td></tr>`);
  const untouched = say("importPage.untouched", { classes: plan.untouchedClasses.join(", ") });
  return html`<table class="facts">
      <caption class="hidden">${say("importPage.counts")}</caption>
      <tbody>${rows}</tbody>
    </table>
    ${plan.untouchedClasses.length === 0 ? "" : html`<p>${untouched}</p>`}`;
}

/** More files for the same import; open where nothing goes on without them. */
function moreFiles(desk: Desk, { plan, id }: Draft, sent: Sent): Html {
  const { say } = desk;
  const open = !plan.mayCarryOut || nothingIsClear(plan) || sent.errors.files !== undefined;
  return html`<details class="act"${open ? html` open` : ""}>
    <summary>${say("importPage.moreTitle")}</summary>
    <form method="post" action="/office/import/${id}/files" enctype="multipart/form-data" class="boxed"
      data-wait="/office/import/progress">
      ${filesField(desk, sent, "more", say("importPage.files"), say("importPage.moreHint"))}
      <button>${say("importPage.look")}</button>
    </form>
  </details>`;
}

function applyForm(say: Say, plan: ShownPlan, id: string, sent: Sent): Html {
  return html`<form method="post" action="/office/import/${id}/apply" data-wait="/office/import/progress">
    ${sureField(say, plan, sent)}
    <button class="main">${say("importPage.apply")}</button>
  </form>`;
}
