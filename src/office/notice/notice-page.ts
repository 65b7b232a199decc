import { html } from "hono/html";
import type { NoticeVersion } from "../../../db/proof/notice-versions.ts";
import { readNotice } from "../../answers/notice.ts";
import { may } from "../../school/office-roles.ts";
import { choice, errorSummary, field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Say } from "../page/words.ts";

/** Every version, newest first, and what each means for the consents before it. */
export function versionsPage(desk: Desk, versions: readonly NoticeVersion[], state: OfDraft): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.notice"),
    html`
    <p>${say("notice.about")}</p>
    ${state.isInStep ? "" : html`<p class="warn">${say("draft.inStep")} ${state.odd.join(" ")}</p>`}
    ${waysOn(desk, versions, state)}
    ${versionsTable(desk, versions)}`,
  );
}

/** What there is besides versions: whether the school's folder is in step, and how much is to be translated anew. */
interface OfDraft {
  isInStep: boolean;
  /** What there is to say of fields in it that are none. */
  odd: readonly string[];
  untranslated: number;
}

function waysOn({ say, person }: Desk, versions: readonly NoticeVersion[], { untranslated }: OfDraft): Html {
  const way = (to: string, text: string) => html`<li><a href="/office/notice/${to}">${text}</a></li>`;
  const ways = [
    ...(versions.length > 1 ? [way("compare", say("notice.compare"))] : []),
    ...(may(person.role, "publishNotice")
      ? [
          way("draft", say("draft.menu")),
          way("letterhead", say("letterhead.title")),
          way("translations", `${say("draft.translate")} (${untranslated})`),
        ]
      : []),
  ];
  return ways.length > 0 ? html`<ul class="ways">${ways}</ul>` : html``;
}

function versionsTable(desk: Desk, versions: readonly NoticeVersion[]): Html {
  const { say, timeZone } = desk;
  const row = (one: NoticeVersion) => html`<tr>
    <th scope="row"><a href="/office/notice/${one.number}">${say("notice.numbered", { number: one.number })}</a></th>
    <td>${dayIn(timeZone, one.publishedAt)}</td>
    <td>${one.change === null ? html`<strong>${meaning(desk, one)}</strong>` : meaning(desk, one)}</td>
  </tr>`;
  return scrolling(
    say("notice.versions"),
    html`<table>
      ${headings([say("notice.version"), say("notice.since"), say("notice.meaning")])}
      <tbody>${versions.map(row)}</tbody>
    </table>`,
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
  const { number, publishedAt, sha256, change, text } = version;
  const since = say("notice.textSince", { day: dayIn(timeZone, publishedAt) });
  const form = may(person.role, "publishNotice")
    ? decideForm(desk, number, deciding)
    : html`<p class="warn">${say("overview.undecidedHint")}</p>`;
  return page(
    desk,
    say("notice.textTitle", { number }),
    html`
    <p>${since} ${say("notice.meaning")}: ${meaning(desk, version)}.</p>
    ${waysFrom(say, number)}
    ${change === null ? form : ""}
    ${wholeText(text)}
    <p class="hint">${say("history.hash")}: <code>${sha256}</code></p>`,
  );
}

function waysFrom(say: Say, number: number): Html {
  const before = say("notice.compareBefore", { number: number - 1 });
  const compare = html`<a href="/office/notice/compare?before=${number - 1}&after=${number}">${before}</a>`;
  return html`<ul class="ways">
    <li><a href="/office/notice">${say("notice.versions")}</a></li>
    ${number > 1 ? html`<li>${compare}</li>` : ""}
  </ul>`;
}

function wholeText(text: string): Html {
  const { title, sections } = readNotice(text);
  const paragraph = (block: readonly { text: string }[]) =>
    html`<p>${block.map((passage, at) => html`${at > 0 ? html`<br>` : ""}${passage.text}`)}</p>`;
  return html`<article class="boxed">
    <h2>${title}</h2>
    ${sections.map(
      ({ heading, blocks }) =>
        html`${heading === title ? "" : html`<h3>${heading}</h3>`}
          ${blocks.filter((block) => block.length > 0).map(paragraph)}`,
    )}
  </article>`;
}

function decideForm({ say, timeZone }: Desk, number: number, { sent, earliest }: Deciding): Html {
  const form = "decide";
  const kinds = [
    ["correction", say("notice.isCorrection")],
    ["material", say("notice.isMaterial")],
  ] as const;
  const hint = say("notice.lapseOnHint", { day: dayIn(timeZone, earliest) });
  return html`<h2>${say("notice.decideTitle", { number })}</h2>
    <p>${say("notice.decideHint")}</p>
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/notice/${number}" class="boxed" data-wait>
      ${choice(say, { form, name: "kind", label: say("notice.kind"), sent, options: kinds })}
      ${field(say, { form, name: "lapseOn", label: say("notice.lapseOn"), hint, sent, type: "date" })}
      <button class="main">${say("notice.decide")}</button>
    </form>`;
}

function meaning({ say, timeZone }: Desk, { change, lapseOn, lapsedAt, decidedBy }: NoticeVersion): string {
  if (change === null) return say("notice.change.undecided");
  const what =
    change === "material"
      ? say(lapsedAt === null ? "notice.material" : "notice.materialOver", { day: dayIn(timeZone, lapseOn) })
      : say(`notice.change.${change}`);
  return decidedBy ? say("notice.decidedBy", { what, by: decidedBy }) : what;
}
