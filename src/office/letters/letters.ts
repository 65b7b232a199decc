import { setImmediate } from "node:timers/promises";
import { html } from "hono/html";
import { dayOf } from "../../school/dates.ts";
import { lastWholeDay } from "../../school/join-code.ts";
import { back, originOf, roomOnForm } from "./back.ts";
import { familyLanguage, formsOf, type Letter } from "./data.ts";
import { forTheOffice } from "./for-the-office.ts";
import { front } from "./front.ts";
import type { Html } from "../page/layout.ts";
import type { LettersOptions, Printing } from "./printing.ts";

export { type Letter, type LetterChild, lettersOf } from "./data.ts";
export { type FormCodes, formCodes } from "./form-codes.ts";
export type { LettersOptions } from "./printing.ts";
export { readLetterTexts } from "./texts.ts";

/**
 * The letters as one page for the printer, A4 on both sides. In and out: as of `lettersBody`, with the document around.
 */
export async function lettersPage(letters: readonly Letter[], options: LettersOptions) {
  return lettersDocument(options, await lettersBody(letters, options));
}

/**
 * What stands on that page.
 * In: letters from `lettersOf`, who is written to and with which codes; the rest of what stands on paper.
 * Out: without inline style or script; that of the pages makes its button print. Each letter is
 * an even number of pages, two for up to two children, so that printing on both sides never mixes families.
 * In: also who hears how much is done (0 to 1). A thousand letters take seconds; the process does other things between
 * one and the next.
 */
export async function lettersBody(
  letters: readonly Letter[],
  options: LettersOptions,
  walked: (share: number) => void = () => undefined,
): Promise<Html> {
  const { timeZone } = options;
  const printing = {
    ...options,
    today: dayOf(options.now.toISOString(), timeZone),
    lastDay: options.expires === null ? "" : dayOf(lastWholeDay(options.expires).toISOString(), timeZone),
  };
  const sheets: ReturnType<typeof sheetsOf>[] = [];
  for (const letter of letters) {
    sheets.push(sheetsOf(letter, printing));
    walked(sheets.length / letters.length);
    await setImmediate();
  }
  const pages = sheets.reduce((sum, one) => sum + one.length, 0);
  return html`${forTheOffice(options, letters, pages)}
    <main tabindex="0" aria-label="${options.texts.office.title}">${sheets}</main>`;
}

/** A document for the printer, in which letters stand or are to come. */
export function lettersDocument(
  { texts: { office }, stylesheet }: Pick<LettersOptions, "texts" | "stylesheet">,
  body: Html,
) {
  return html`<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${office.title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${stylesheet}">
    <script type="module" src="/office/office.js"></script>
  </head>
  <body class="letters">
    ${body}
  </body>
</html>`;
}

function sheetsOf(letter: Letter, printing: Printing) {
  const beside = printing.texts.beside(familyLanguage(letter));
  const room = roomOnForm(printing.texts, beside);
  const sheets = [
    front(letter, beside, printing),
    ...formsOf(letter, room).map((children, at) => back(letter, children, beside, { printing, page: at + 2 })),
  ];
  return sheets.length % 2 === 0
    ? sheets
    : [...sheets, html`<section class="sheet blank">${originOf(letter, printing, sheets.length + 1)}</section>`];
}
