import { html } from "hono/html";
import type { NoticeVersion } from "../../../db/proof/notice-versions.ts";
import type { Difference } from "../../answers/compare.ts";
import { readNotice } from "../../answers/notice.ts";
import { fresh, select } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

interface Comparison {
  all: readonly NoticeVersion[];
  before: NoticeVersion;
  after: NoticeVersion;
  differences: readonly Difference[];
}

/** Two versions side by side: the passages that are not the same, word for word. */
export function comparePage(desk: Desk, comparison: Comparison): Html {
  const { say } = desk;
  const count = comparison.differences.length;
  return page(
    desk,
    say("notice.compare"),
    html`
    <ul class="ways"><li><a href="/office/notice">${say("notice.versions")}</a></li></ul>
    ${choosing(say, comparison)}
    <h2>${count === 0 ? say("notice.same") : say("notice.differences", { count })}</h2>
    ${count === 0 ? "" : sideBySide(say, comparison)}`,
  );
}

function choosing(say: Say, { all, before, after }: Comparison): Html {
  const options = all.map(({ number }) => [String(number), say("notice.numbered", { number })] as const);
  const pick = (name: "before" | "after", { number }: NoticeVersion) =>
    select(say, { form: "compare", name, label: say(`notice.${name}`), sent: fresh, options, chosen: String(number) });
  return html`<form class="line" action="/office/notice/compare">
    ${pick("before", before)}
    ${pick("after", after)}
    <button>${say("notice.compareGo")}</button>
  </form>`;
}

function sideBySide(say: Say, { before, after, differences }: Comparison): Html {
  const passages = [after, before].map(({ text }) => readNotice(text).passages);
  const sectionOf = (id: string) =>
    passages.map((own) => own.get(id)?.section).find((section) => section !== undefined) ?? id;
  const difference = (one: Difference) => html`<li><article>
    <h3>${sectionOf(one.id)}</h3>
    <div class="pair">
      ${side(say, before, one.before, say("notice.isNew"))}
      ${side(say, after, one.after, say("notice.isGone"))}
    </div>
  </article></li>`;
  return html`<ol class="history">${differences.map(difference)}</ol>`;
}

/** What one version says, or what is to be said where it does not say it. */
function side(say: Say, { number }: NoticeVersion, text: string | null, otherwise: string): Html {
  return html`<div>
    <h4>${say("notice.numbered", { number })}</h4>
    ${text === null ? html`<p class="nothing">${otherwise}</p>` : html`<blockquote>${text}</blockquote>`}
  </div>`;
}
