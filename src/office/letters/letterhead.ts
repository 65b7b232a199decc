import { html } from "hono/html";
import type { Letter, LetterChild } from "./data.ts";
import type { Printing } from "./printing.ts";
import { filled, labels, type LetterLanguage, said } from "./texts.ts";

/** What every letter begins with: fold marks, the sender, the address window, the date and the children. */
export function letterhead(letter: Letter, both: LetterLanguage[], printing: Printing) {
  return html`<i class="mark upper"></i><i class="mark hole"></i><i class="mark lower"></i>
    ${sender(printing)}
    ${addressWindow(letter, printing)}
    ${information(letter, both, printing)}`;
}

/** What stands behind the colon of "Verantwortlich ist die Schule: …", or all of it. */
function schoolName({ texts }: Printing): string {
  return said(texts.german.notice, "controller-school").replace(/^[^:]*:\s*/, "");
}

function sender(printing: Printing) {
  const { letterhead } = printing;
  if (letterhead && "picture" in letterhead)
    return html`<header class="sender"><img src="${letterhead.picture}" alt="${schoolName(printing)}"></header>`;
  if (letterhead)
    return html`<header class="sender">
      ${letterhead.lines.map((line, at) => html`<p${at === 0 ? html` class="school"` : ""}>${line}</p>`)}
    </header>`;
  const lines = ["controller-head", "controller-address", "controller-mail"].map((id) =>
    said(printing.texts.german.notice, id),
  );
  return html`<header class="sender">
    <p class="school">${schoolName(printing)}</p>
    ${lines.map((line) => html`<p>${line}</p>`)}
  </header>`;
}

/**
 * Name only where no address is known: none is stored, so the school hands the letter over. What goes by post says
 * nothing of children behind its window.
 */
function addressWindow({ name, address, number, children, handedIn }: Letter, printing: Printing) {
  const { office, german } = printing.texts;
  const all = [...new Set(children.map(({ className }) => className))].join(", ");
  const classes = number === undefined ? all : (handedIn ?? all);
  const handed = number === undefined ? office.remark : office.remarkNumbered;
  const remark = address ? office.personal : filled(handed, { classes, number: String(number ?? "") });
  const lines = [name, ...(address ?? [])];
  return html`<div class="window">
    <p class="return">${schoolName(printing)}, ${said(german.notice, "controller-address")}</p>
    <p class="remark"><span>${remark}</span></p>
    <div class="name${isTight(lines) ? " tight" : ""}">${lines.map((line) => html`<p><bdi>${line}</bdi></p>`)}</div>
  </div>`;
}

/** More than five lines of the size of the letter do not fit behind the window. In: how wide one is (letters). */
const isTight = (lines: readonly string[], wide = 34) =>
  lines.reduce((sum, line) => sum + Math.ceil(line.length / wide), 0) > 5;

/** The date, the children, and the version of the notice that the form on the back is printed from. */
function information({ children }: Letter, both: LetterLanguage[], { today, version, texts }: Printing) {
  const shown = children.length > 4 ? children.slice(0, 3) : children;
  const more = children.length - shown.length;
  const line = ({ givenName, familyName, className, mark = "" }: LetterChild) =>
    html`<dd><bdi>${givenName} ${familyName}${mark}</bdi>, ${className}</dd>`;
  const printed = filled(texts.office.version, { version: String(version) });
  return html`<dl class="information">
    <dt>${labels(both, ({ words }) => words.date)}</dt><dd>${today} <small>${printed}</small></dd>
    <dt>${labels(both, ({ words }) => words.pupil)}</dt>
    ${shown.map(line)}
    ${more > 0 ? html`<dd>${filled(texts.office.more, { count: String(more) })}</dd>` : ""}
  </dl>`;
}
