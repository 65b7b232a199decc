import { html } from "hono/html";
import type { Purpose } from "../../consent/event.ts";
import type { Letter, LetterChild } from "./data.ts";
import { letterhead } from "./letterhead.ts";
import type { Printing } from "./printing.ts";
import { filled, type LetterLanguage, said, written } from "./texts.ts";

/**
 * The front of a reminder on paper: for which children what is still missing, and until when the form is wished for.
 * It has no code, so that one that is out stays good.
 */
export function reminder(letter: Letter, both: LetterLanguage[], printing: Printing) {
  const { german } = printing.texts;
  const alone = both.length === 1 ? " alone" : "";
  const many = letter.children.length > 2 ? " many" : "";
  return html`<section class="sheet front reminder${many}${alone}" aria-label="${letter.name}">
    ${letterhead(letter, both, printing)}
    <div class="letter">
      <div class="languages">${both.map((one) => html`<h2 ${written(one)}>${one.words.reminder.subject}</h2>`)}</div>
      <div class="languages">${both.map((one) => html`<div ${written(one)}>${text(letter, one)}</div>`)}</div>
      <p class="closing">${german.words.closing}, ${said(german.notice, "controller-head")}</p>
    </div>
  </section>`;
}

function text({ name, children, reminder: asked }: Letter, { words }: LetterLanguage) {
  const { reminder: own } = words;
  const open = (child: LetterChild) => asked?.open.get(child.id ?? "") ?? [];
  const what = (purpose: Purpose) => own[purpose];
  const line = (child: LetterChild) => {
    const missing = open(child).map(what).join(", ");
    return html`<li><bdi>${child.givenName} ${child.familyName}${child.mark ?? ""}</bdi>: ${missing}</li>`;
  };
  return html`<p>${filled(words.greeting, { name })}</p>
    <p>${own.why}</p>
    <ul>${children.map(line)}</ul>
    <p><strong>${filled(own.how, { day: asked?.returnBy ?? "" })}</strong></p>
    <p>${words.voluntary}</p>
    <p>${own.chat}</p>
    <p>${own.crossed}</p>`;
}
