import { html } from "hono/html";
import type { Difference } from "../../answers/compare.ts";
import type { Lost } from "../../answers/needed.ts";
import { readNotice, type Topics } from "../../answers/notice.ts";
import type { KeptDraft } from "../../house/school-notice.ts";
import type { SchoolText } from "../../school/school-text.ts";
import { choice, errorSummary, field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import { factLabels, factsFields } from "./facts-fields.ts";

/** All that the page of a draft shows. */
export interface Shown {
  of: SchoolText;
  kept: KeptDraft | null;
  /** What stands against what was sent, besides its fields. */
  notes: readonly string[];
  lost: readonly Lost[];
  topics: Topics;
  /** Against the version in force; null before there is one. */
  against: { number: number; differences: readonly Difference[]; isOlder: boolean } | null;
  earliest: string;
  sent: Sent;
}

const form = "draft";

/** The draft: what only this school can say, every sentence, what it would change, and how it is put in force. */
export function draftPage(desk: Desk, shown: Shown): Html {
  const { say, timeZone } = desk;
  const { kept, notes, lost, sent } = shown;
  const saved = kept
    ? say("draft.saved", { at: momentIn(timeZone, kept.draft.savedAt), by: kept.draft.savedBy })
    : say("draft.none");
  const preview = html`<ul class="ways">
    <li><a href="/office/notice/draft/preview">${say("draft.preview")}</a></li>
    <li><a href="#publish">${say("draft.toPublish")}</a></li>
  </ul>`;
  return page(
    desk,
    say("draft.title"),
    html`<p>${say("draft.about")} ${saved}</p>
    ${shown.against?.isOlder ? html`<p class="warn">${say("draft.older")}</p>` : ""}
    ${notes.map((note) => html`<p class="warn" role="alert">${note}</p>`)}
    ${lost.length > 0 ? lostOnes(say, lost, shown.topics) : ""}
    ${errorSummary(say, sent, form, factLabels)}
    ${kept ? preview : ""}
    ${editing(say, shown)}
    ${kept ? publishing(desk, shown, kept) : ""}`,
  );
}

function lostOnes(say: Say, lost: readonly Lost[], topics: Topics): Html {
  const why = (topic: string) =>
    topic === "summary"
      ? say("draft.lostSummary")
      : topic === "letter"
        ? say("draft.lostLetter")
        : (topics[topic]?.title ?? topic);
  return html`<div class="errors" role="alert">
    <h2>${say("draft.lost")}</h2>
    <ul>${lost.map(({ topic, passage }) => html`<li>${say("draft.lostBy", { passage, topic: why(topic) })}</li>`)}</ul>
  </div>`;
}

function editing(say: Say, { of, kept, sent }: Shown): Html {
  const notice = readNotice(of.template);
  const typed = (name: string, label: string, value: string) =>
    field(say, { form, name, label, sent, type: "textarea", value, most: 3000 });
  const sections = notice.sections.filter(({ blocks }) => blocks.flat().length > 0);
  const section = ({ heading, blocks }: (typeof sections)[number]) => html`<details>
    <summary>${heading}</summary>
    ${blocks.flat().map(({ id, text }) => typed(`p-${id}`, `[${id}]`, text))}
    ${typed(`more-${blocks.flat()[0]?.id ?? ""}`, say("draft.more"), "")}
  </details>`;
  return html`<form method="post" action="/office/notice/draft" class="boxed" data-wait>
    <input type="hidden" name="mark" value="${kept?.mark ?? ""}">
    <h2>${say("facts.title")}</h2>
    <p>${say("facts.about", { field: "{{head}}" })}</p>
    ${factsFields(say, form, of.facts, sent)}
    <h2>${say("draft.texts")}</h2>
    <p>${say("draft.textsHint")}</p>
    ${sections.map(section)}
    <button class="main">${say("draft.save")}</button>
  </form>`;
}

function publishing({ say, timeZone }: Desk, { against, earliest, sent }: Shown, kept: KeptDraft): Html {
  const kinds = [
    ["correction", say("notice.isCorrection")],
    ["material", say("notice.isMaterial")],
  ] as const;
  const hint = say("notice.lapseOnHint", { day: dayIn(timeZone, earliest) });
  const meaning = html`${choice(say, { form, name: "kind", label: say("notice.kind"), sent, options: kinds })}
    ${field(say, { form, name: "lapseOn", label: say("notice.lapseOn"), hint, sent, type: "date" })}`;
  const mark = html`<input type="hidden" name="mark" value="${kept.mark}">`;
  const title = against ? say("draft.differences", { number: against.number }) : say("draft.first");
  return html`<h2 id="publish">${title}</h2>
    ${against ? changes(say, against.differences) : ""}
    <h2>${say("draft.publish")}</h2>
    <p>${say("draft.publishHint")}</p>
    <form method="post" action="/office/notice/draft/publish" class="boxed" data-wait>
      ${mark}${against ? meaning : ""}
      <button class="main">${say("draft.publish")}</button>
    </form>
    <form method="post" action="/office/notice/draft/drop">${mark}<button>${say("draft.drop")}</button></form>`;
}

function changes(say: Say, differences: readonly Difference[]): Html {
  if (differences.length === 0) return html`<p>${say("notice.same")}</p>`;
  const side = (text: string | null, otherwise: string) =>
    text === null ? html`<p class="nothing">${otherwise}</p>` : html`<blockquote>${text}</blockquote>`;
  const one = ({ id, before, after }: Difference) => html`<li><article>
    <h3>[${id}]</h3>
    <div class="pair">
      <div><h4>${say("notice.before")}</h4>${side(before, say("notice.isNew"))}</div>
      <div><h4>${say("notice.after")}</h4>${side(after, say("notice.isGone"))}</div>
    </div>
  </article></li>`;
  return html`<ol class="history">${differences.map(one)}</ol>`;
}
