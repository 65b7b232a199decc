import { html } from "hono/html";
import type { Letter, LetterChild } from "./data.ts";
import { joinLink, qrImage } from "./qr.ts";
import type { Printing } from "./printing.ts";
import { filled, labels, type LetterLanguage, said, written } from "./texts.ts";

/**
 * The letter itself, after DIN 5008 form B: address window, fold marks, date and children at the right, then the text,
 * in the family's language beside the German.
 */
export function front(letter: Letter, beside: LetterLanguage | null, printing: Printing) {
  const { german } = printing.texts;
  const both = beside ? [german, beside] : [german];
  return html`<section class="sheet front${beside ? "" : " alone"}" aria-label="${letter.name}">
    <i class="mark upper"></i><i class="mark hole"></i><i class="mark lower"></i>
    ${sender(printing)}
    ${addressWindow(letter, printing)}
    ${information(letter, both, printing)}
    <div class="letter">
      <div class="languages">${both.map((one) => html`<h2 ${written(one)}>${one.words.subject}</h2>`)}</div>
      <div class="languages">${both.map((one) => html`<div ${written(one)}>${text(letter, one)}</div>`)}</div>
      ${code(letter, both, printing)}
      <div class="languages steps">${both.map((one) => html`<div ${written(one)}>${steps(one, printing)}</div>`)}</div>
      <p class="closing">${german.words.closing}, ${said(german.notice, "controller-head")}</p>
    </div>
  </section>`;
}

/** What stands behind the colon of "Verantwortlich ist die Schule: …", or all of it. */
function schoolName({ texts }: Printing): string {
  return said(texts.german.notice, "controller-school").replace(/^[^:]*:\s*/, "");
}

function sender(printing: Printing) {
  const lines = ["controller-head", "controller-address", "controller-mail"].map((id) =>
    said(printing.texts.german.notice, id),
  );
  return html`<header class="sender">
    <p class="school">${schoolName(printing)}</p>
    ${lines.map((line) => html`<p>${line}</p>`)}
  </header>`;
}

/** Name only: no address is stored, so the school hands the letter over. */
function addressWindow(letter: Letter, printing: Printing) {
  const classes = [...new Set(letter.children.map(({ className }) => className))].join(", ");
  return html`<div class="window">
    <p class="return">${schoolName(printing)}, ${said(printing.texts.german.notice, "controller-address")}</p>
    <p class="remark"><span>${filled(printing.texts.office.remark, { classes })}</span></p>
    <p class="name"><bdi>${letter.name}</bdi></p>
  </div>`;
}

function information({ children }: Letter, both: LetterLanguage[], { today, texts }: Printing) {
  const shown = children.length > 4 ? children.slice(0, 3) : children;
  const more = children.length - shown.length;
  const line = ({ givenName, familyName, className, mark = "" }: LetterChild) =>
    html`<dd><bdi>${givenName} ${familyName}${mark}</bdi>, ${className}</dd>`;
  return html`<dl class="information">
    <dt>${labels(both, ({ words }) => words.date)}</dt><dd>${today}</dd>
    <dt>${labels(both, ({ words }) => words.pupil)}</dt>
    ${shown.map(line)}
    ${more > 0 ? html`<dd>${filled(texts.office.more, { count: String(more) })}</dd>` : ""}
  </dl>`;
}

function text(letter: Letter, { words }: LetterLanguage) {
  return html`<p>${filled(words.greeting, { name: letter.name })}</p>
    <p>${words.why}</p>
    <p>${words.voluntary}</p>
    <p><strong>${words.ways}</strong></p>
    <p><strong>${words.chat.title}:</strong> ${words.chat.what} ${words.chat.messenger}</p>
    <p><strong>${words.paper.title}:</strong> ${words.paper.how}</p>`;
}

function code(letter: Letter, both: LetterLanguage[], { bot, lastDay, texts }: Printing) {
  return html`<div class="code">
    ${qrImage(joinLink(bot, letter.code), texts.office.qr)}
    <div class="typed">
      <p>${labels(both, ({ words }) => words.code.title)}</p>
      <p class="value" translate="no" dir="ltr">${letter.code}</p>
      <p>${labels(both, ({ words }) => filled(words.code.valid, { day: lastDay }))}</p>
      <div class="languages small">${both.map((one) => html`<p ${written(one)}>${one.words.code.own}</p>`)}</div>
    </div>
  </div>`;
}

function steps({ words, button }: LetterLanguage, { bot }: Printing) {
  return html`<p><strong>${words.join.title}</strong></p>
    <ol><li>${words.join.scan}</li><li>${filled(words.join.start, { button })}</li></ol>
    <p>${filled(words.join.typed, { bot: `@${bot}` })}</p>`;
}
