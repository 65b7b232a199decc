import { html } from "hono/html";
import type { Html } from "../page/layout.ts";
import type { Letter } from "./data.ts";
import type { ForTheOffice, LettersOptions } from "./printing.ts";
import { filled } from "./texts.ts";

/** What stands above the letters on the screen, and never on paper: how to print them, and what else can be done. */
export function forTheOffice(options: LettersOptions, letters: readonly Letter[], pages: number): Html {
  const { texts, office: made, expires } = options;
  const { office } = texts;
  const count = filled(office.count, { letters: String(letters.length), pages: String(pages) });
  return html`<header class="for-the-office">
    <h1>${expires === null && made ? office.reminders : office.title}</h1>
    <p>${count} ${office.print}</p>
    ${made ? ways(options, made) : html`<p><button data-print hidden>${office.printNow}</button></p>`}
  </header>`;
}

function ways({ texts: { office }, expires }: LettersOptions, { act, left, minutes, without }: ForTheOffice): Html {
  const path = `/office/letters/made/${act}`;
  const once = html`<p><strong>${filled(office.once, { minutes: String(minutes) })}</strong></p>`;
  return html`${expires === null ? "" : once}
    ${left > 0 ? html`<p><strong>${filled(office.left, { count: String(left) })}</strong></p>` : ""}
    <p><button data-print hidden>${office.printNow}</button></p>
    <ul>
      <li><a href="${path}/addresses">${office.addresses}</a></li>
      <li><a href="${path}/handover">${office.handover}</a></li>
      <li><a href="/office/letters">${office.back}</a></li>
    </ul>
    ${without === undefined ? "" : withoutAddress(office, without)}`;
}

function withoutAddress(
  office: LettersOptions["texts"]["office"],
  without: NonNullable<ForTheOffice["without"]>,
): Html {
  if (without.length === 0) return html`<p>${office.allAddressed}</p>`;
  const line = ({ name, classes, why }: (typeof without)[number]) =>
    html`<li>${name} (${classes})${why === null ? "" : html`: ${office[why]}`}</li>`;
  return html`<details open>
    <summary>${filled(office.without, { count: String(without.length) })}</summary>
    <ul>${without.map(line)}</ul>
  </details>`;
}
