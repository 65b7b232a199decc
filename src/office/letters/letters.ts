import { setImmediate } from "node:timers/promises";
import { html } from "hono/html";
import { dayOf } from "../../school/dates.ts";
import { lastWholeDay } from "../../school/join-code.ts";
import { back, originOf, roomOnForm } from "./back.ts";
import { familyLanguage, formsOf, type Letter } from "./data.ts";
import { front } from "./front.ts";
import type { LettersOptions, Printing } from "./printing.ts";
import { filled } from "./texts.ts";

export { type Letter, type LetterChild, lettersOf } from "./data.ts";
export { type FormCodes, formCodes } from "./form-codes.ts";
export type { LettersOptions } from "./printing.ts";
export { readLetterTexts } from "./texts.ts";

/**
 * The letters as one page for the printer, A4 on both sides.
 * In: letters from `lettersOf`, who is written to and with which codes; the rest of what stands on paper.
 * Out: a whole HTML document without script or inline style. Each letter is an even number of pages, two for up to
 * two children, so that printing on both sides never mixes families.
 * A thousand letters take seconds; the process does other things between one and the next.
 */
export async function lettersPage(letters: readonly Letter[], options: LettersOptions) {
  const {
    texts: { office },
    timeZone,
  } = options;
  const printing = {
    ...options,
    today: dayOf(options.now.toISOString(), timeZone),
    lastDay: dayOf(lastWholeDay(options.expires).toISOString(), timeZone),
  };
  const sheets: ReturnType<typeof sheetsOf>[] = [];
  for (const letter of letters) {
    sheets.push(sheetsOf(letter, printing));
    await setImmediate();
  }
  const pages = sheets.reduce((sum, one) => sum + one.length, 0);
  return html`<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${office.title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${options.stylesheet}">
  </head>
  <body class="letters">
    <header class="for-the-office">
      <h1>${office.title}</h1>
      <p>${filled(office.count, { letters: String(letters.length), pages: String(pages) })} ${office.print}</p>
      <p><strong>${office.once}</strong></p>
    </header>
    <main>${sheets}</main>
  </body>
</html>`;
}

function sheetsOf(letter: Letter, printing: Printing) {
  const beside = printing.texts.beside(familyLanguage(letter));
  const room = roomOnForm(printing.texts, beside);
  const sheets = [
    front(letter, beside, printing),
    ...formsOf(letter, room).map((children) => back(letter, children, beside, printing)),
  ];
  return sheets.length % 2 === 0
    ? sheets
    : [...sheets, html`<section class="sheet blank">${originOf(letter, printing)}</section>`];
}
