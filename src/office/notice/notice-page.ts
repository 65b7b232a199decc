import { html } from "hono/html";
import type { NoticeVersion } from "../../../db/proof/notice-versions.ts";
import type { Difference } from "../../answers/compare.ts";
import { readNotice } from "../../answers/notice.ts";
import { may } from "../../school/office-roles.ts";
import { choice, errorSummary, field, fresh, select, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";

/** Every version, newest first, and what each means for the consents before it. */
export function versionsPage(desk: Desk, versions: readonly NoticeVersion[]): Html {
  const { say, timeZone } = desk;
  return page(
    desk,
    say("menu.notice"),
    html`
    <p>${say("notice.about")}</p>
    ${versions.length > 1 ? html`<ul class="ways"><li><a href="/office/notice/compare">${say("notice.compare")}</a></li></ul>` : ""}
    <div class="scroll" tabindex="0" role="region" aria-label="${say("notice.versions")}"><table>
      <thead><tr><th scope="col">${say("notice.version")}</th><th scope="col">${say("notice.since")}</th><th scope="col">${say("notice.meaning")}</th></tr></thead>
      <tbody>${versions.map((one) => html`<tr><th scope="row"><a href="/office/notice/${one.number}">${say("notice.numbered", { number: one.number })}</a></th><td>${dayIn(timeZone, one.publishedAt)}</td><td>${one.change === null ? html`<strong>${meaning(desk, one)}</strong>` : meaning(desk, one)}</td></tr>`)}</tbody>
    </table></div>`,
  );
}

/** What the head fills in, and the first day that it can be. */
interface Deciding {
  sent: Sent;
  earliest: string;
}

/** One version in full; where nobody has said what it means, the head can. */
export function versionPage(desk: Desk, version: NoticeVersion, deciding: Deciding): Html {
  const { say, timeZone, person } = desk;
  const { number, publishedAt, sha256, text } = version;
  const { title, sections } = readNotice(text);
  const form = may(person.role, "publishNotice")
    ? decideForm(desk, number, deciding)
    : html`<p class="warn">${say("overview.undecidedHint")}</p>`;
  return page(
    desk,
    say("notice.textTitle", { number }),
    html`
    <p>${say("notice.textSince", { day: dayIn(timeZone, publishedAt) })} ${say("notice.meaning")}: ${meaning(desk, version)}.</p>
    <ul class="ways"><li><a href="/office/notice">${say("notice.versions")}</a></li>${number > 1 ? html`<li><a href="/office/notice/compare?before=${number - 1}&after=${number}">${say("notice.compareBefore", { number: number - 1 })}</a></li>` : ""}</ul>
    ${version.change === null ? form : ""}
    <article class="boxed"><h2>${title}</h2>${sections.map(({ heading, blocks }) => html`${heading === title ? "" : html`<h3>${heading}</h3>`}${blocks.filter((block) => block.length > 0).map((block) => html`<p>${block.map((passage, at) => html`${at > 0 ? html`<br>` : ""}${passage.text}`)}</p>`)}`)}</article>
    <p class="hint">${say("history.hash")}: <code>${sha256}</code></p>`,
  );
}

function decideForm({ say, timeZone }: Desk, number: number, { sent, earliest }: Deciding): Html {
  return html`<h2>${say("notice.decideTitle", { number })}</h2><p>${say("notice.decideHint")}</p>${errorSummary(say, sent, "decide")}
    <form method="post" action="/office/notice/${number}" class="boxed" data-wait>
      ${choice(say, {
        form: "decide",
        name: "kind",
        label: say("notice.kind"),
        sent,
        options: [
          ["correction", say("notice.isCorrection")],
          ["material", say("notice.isMaterial")],
        ],
      })}
      ${field(say, { form: "decide", name: "lapseOn", label: say("notice.lapseOn"), hint: say("notice.lapseOnHint", { day: dayIn(timeZone, earliest) }), sent, type: "date" })}
      <button class="main">${say("notice.decide")}</button></form>`;
}

function meaning({ say, timeZone }: Desk, { change, lapseOn, lapsedAt, decidedBy }: NoticeVersion): string {
  if (change === null) return say("notice.change.undecided");
  const what =
    change === "material"
      ? say(lapsedAt === null ? "notice.material" : "notice.materialOver", { day: dayIn(timeZone, lapseOn) })
      : say(`notice.change.${change}`);
  return decidedBy ? say("notice.decidedBy", { what, by: decidedBy }) : what;
}

interface Comparison {
  all: readonly NoticeVersion[];
  before: NoticeVersion;
  after: NoticeVersion;
  differences: readonly Difference[];
}

/** Two versions side by side: the passages that are not the same, word for word. */
export function comparePage(desk: Desk, { all, before, after, differences }: Comparison): Html {
  const { say } = desk;
  const options = all.map(({ number }) => [String(number), say("notice.numbered", { number })] as const);
  const pick = (name: "before" | "after", { number }: NoticeVersion) =>
    select(say, { form: "compare", name, label: say(`notice.${name}`), sent: fresh, options, chosen: String(number) });
  const passages = [after, before].map(({ text }) => readNotice(text).passages);
  const sectionOf = (id: string) =>
    passages.map((own) => own.get(id)?.section).find((section) => section !== undefined) ?? id;
  const side = ({ number }: NoticeVersion, text: string | null, otherwise: string) =>
    html`<div><h4>${say("notice.numbered", { number })}</h4>${text === null ? html`<p class="nothing">${otherwise}</p>` : html`<blockquote>${text}</blockquote>`}</div>`;
  return page(
    desk,
    say("notice.compare"),
    html`
    <ul class="ways"><li><a href="/office/notice">${say("notice.versions")}</a></li></ul>
    <form class="line" action="/office/notice/compare">${pick("before", before)}${pick("after", after)}<button>${say("notice.compareGo")}</button></form>
    <h2>${differences.length === 0 ? say("notice.same") : say("notice.differences", { count: differences.length })}</h2>
    ${differences.length === 0 ? "" : html`<ol class="history">${differences.map((one) => html`<li><article><h3>${sectionOf(one.id)}</h3><div class="pair">${side(before, one.before, say("notice.isNew"))}${side(after, one.after, say("notice.isGone"))}</div></article></li>`)}</ol>`}`,
  );
}
