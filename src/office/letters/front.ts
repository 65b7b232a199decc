import { html } from "hono/html";
import { chatAddress, ownOf, telegramOf } from "../../school/messenger.ts";
import type { Letter } from "./data.ts";
import { letterhead } from "./letterhead.ts";
import { joinLink, qrImage } from "./qr.ts";
import type { Printing } from "./printing.ts";
import { reminder } from "./reminder.ts";
import { filled, labels, type LetterLanguage, type LetterWords, said, written } from "./texts.ts";

/**
 * The letter itself, after DIN 5008 form B: address window, fold marks, date and children at the right, then the text,
 * in the family's language beside the German.
 */
export function front(letter: Letter, beside: LetterLanguage | null, printing: Printing) {
  const { german } = printing.texts;
  const both = beside ? [german, beside] : [german];
  const own = ownOf(printing.messengers) ? " own" : "";
  const two = beside && own && telegramOf(printing.messengers) ? " two" : "";
  if (letter.reminder) return reminder(letter, both, printing);
  return html`<section class="sheet front${beside ? "" : " alone"}${own}${two}" aria-label="${letter.name}">
    ${letterhead(letter, both, printing)}
    <div class="letter">
      <div class="languages">${both.map((one) => html`<h2 ${written(one)}>${one.words.subject}</h2>`)}</div>
      <div class="languages">${both.map((one) => html`<div ${written(one)}>${text(letter, one, printing)}</div>`)}</div>
      ${code(letter, both, printing)}
      <div class="languages steps">${both.map((one) => html`<div ${written(one)}>${steps(one, printing)}</div>`)}</div>
      <p class="closing">${german.words.closing}, ${said(german.notice, "controller-head")}</p>
    </div>
  </section>`;
}

function text(letter: Letter, { words }: LetterLanguage, printing: Printing) {
  return html`<p>${filled(words.greeting, { name: letter.name })}</p>
    <p>${words.why}</p>
    <p>${words.voluntary}</p>
    <p><strong>${words.ways}</strong></p>
    <p><strong>${words.chat.title}:</strong> ${inWhichMessenger(words, printing)}</p>
    <p><strong>${words.paper.title}:</strong> ${words.paper.how}</p>`;
}

/** What the bot is, and whose the messenger is in which it is: the school's own first, where there are both. */
function inWhichMessenger({ chat, own, both }: LetterWords, { messengers }: Printing) {
  const theirs = ownOf(messengers);
  if (!theirs) return html`${chat.what} ${chat.messenger}`;
  const whose = filled(own.messenger, { server: theirs.server ?? "" });
  return telegramOf(messengers) ? html`${both.what} ${whose} ${chat.messenger}` : html`${own.what} ${whose}`;
}

function code(letter: Letter, both: LetterLanguage[], { messengers, lastDay, texts }: Printing) {
  const telegram = telegramOf(messengers);
  return html`<div class="code">
    ${telegram ? qrImage(joinLink(telegram.bot ?? "", letter.code), texts.office.qr) : ""}
    <div class="typed">
      <p>${labels(both, ({ words }) => words.code.title)}</p>
      <p class="value" translate="no" dir="ltr">${letter.code}</p>
      <p>${labels(both, ({ words }) => filled(words.code.valid, { day: lastDay }))}</p>
      <div class="languages small">${both.map((one) => html`<p ${written(one)}>${one.words.code.own}</p>`)}</div>
    ${places(both, messengers)}</div>
  </div>`;
}

/** Where the bot is, where the school has a messenger of its own: its address there, and its name in Telegram. */
function places(both: LetterLanguage[], messengers: Printing["messengers"]) {
  const [own, telegram] = [ownOf(messengers), telegramOf(messengers)];
  if (!own) return "";
  return html`<p class="small">${labels(both, ({ words }) => words.own.address)}: <bdi>${chatAddress(own)}</bdi></p>
    ${telegram ? html`<p class="small">Telegram: <bdi>${telegram.bot ?? ""}</bdi></p>` : ""}`;
}

function steps({ words, button }: LetterLanguage, { messengers }: Printing) {
  const { join, own, both } = words;
  const [theirs, telegram] = [ownOf(messengers), telegramOf(messengers)];
  const title = html`<p><strong>${join.title}</strong></p>`;
  const [find, write] = [filled(own.find, { bot: theirs?.bot ?? "" }), filled(own.write, { button })];
  if (!theirs)
    return html`${title}
    <ol><li>${join.scan}</li><li>${filled(join.start, { button })}</li></ol>
    <p>${filled(join.typed, { bot: telegram?.bot ?? "" })}</p>`;
  if (!telegram) return html`${title}<ol><li>${find}</li><li>${write}</li></ol>`;
  return html`${title}
    <p><strong>${both.own}</strong> ${find} ${write}</p>
    <p><strong>${both.telegram}</strong> ${join.scan} ${filled(join.start, { button })}</p>`;
}
