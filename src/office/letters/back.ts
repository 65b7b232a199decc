import { html } from "hono/html";
import type { Notice } from "../../answers/notice.ts";
import { purposes } from "../../consent/event.ts";
import type { Letter, LetterChild } from "./data.ts";
import { fieldImage } from "./field.ts";
import type { Printing } from "./printing.ts";
import { filled, labels, type LetterLanguage, type LetterTexts, said, written } from "./texts.ts";

/** How many characters of sentences, both languages together, leave room for a second child on the page. */
const long = 2500;

/** How many children one form has room for beside its sentences. */
export function roomOnForm(texts: LetterTexts, beside: LetterLanguage | null): number {
  return isLong(texts.german, beside) ? 1 : 2;
}

/**
 * The school's own form on paper, sentence by sentence from the notice, names and classes filled in;
 * the family's language stands beside it as help.
 */
export function back(
  letter: Letter,
  children: readonly LetterChild[],
  beside: LetterLanguage | null,
  { printing, page }: { printing: Printing; page: number },
) {
  const { german } = printing.texts;
  const both = beside ? [german, beside] : [german];
  const passage = (id: string) => both.map((one) => html`<span ${written(one)}>${said(one.notice, id)}</span>`);
  const codes = printing.formCodes(letter, children);
  const name = html`${letter.name}, ${sideOf(printing.texts.office, page)}`;
  return html`<section class="sheet back${beside ? "" : " alone"}" aria-label="${name}">
    <div class="languages small">${both.map((one) => html`<p ${written(one)}>${whatItIs(one, german)}</p>`)}</div>
    <h2 class="passage">${passage("form-title")}</h2>
    <p class="passage">${passage("form-agreement")}</p>
    <p class="passage"><strong>${passage("form-tick")}</strong></p>
    <p class="passage label">${passage("form-fields")}</p>
    ${children.map((child, at) => answers(child, codes[at] ?? null, both))}
    ${sentencesBeside(german, beside)}
    ${["place-and-signature", "place-and-signature-of-pupil"].map((id) => signature(id, both))}
    ${letter.code === "" ? "" : strike(both)}
    ${originOf(letter, printing, page)}
  </section>`;
}

function strike(both: readonly LetterLanguage[]) {
  const lines = both.map((one) => html`<p ${written(one)}>${one.words.back.strike}</p>`);
  return html`<div class="languages small">${lines}</div>`;
}

/** "Rückseite"; of further sheets also which it is. */
function sideOf(office: LetterTexts["office"], page: number): string {
  const side = page % 2 === 0 ? office.backOf : office.frontOf;
  return page === 2 ? office.back2 : side.replace("{{sheet}}", String(Math.ceil(page / 2)));
}

/** How much of the hash of a text is printed: enough to tell its versions apart. */
const shortHash = 12;

/** Which side of which sheet it is, from which version of the notice, and to which letter it belongs. */
export function originOf({ name }: Letter, { texts: { office }, today: day, ...printing }: Printing, page: number) {
  const { version, printedFrom } = printing;
  const known = printedFrom && { day: printedFrom.published, hash: printedFrom.sha256.slice(0, shortHash) };
  const from = known
    ? filled(office.versionOf, { version: String(version), ...known })
    : filled(office.draft, { version: String(version) });
  const side = sideOf(office, page);
  const whose = filled(office.origin, { name, day });
  return html`<p class="origin"><strong>${side}</strong> · ${from}<br>${whose}</p>`;
}

/** What this page is; beside the German, that the German is what counts. */
function whatItIs(one: LetterLanguage, german: LetterLanguage) {
  const { back, information, binding } = one.words;
  return html`${back.paper} ${information}${one === german ? "" : html` <em>${binding}</em>`}`;
}

/** What is filled in for a child. In: the code of its field, where there is one. */
function answers(
  { givenName, familyName, className, mark = "" }: LetterChild,
  code: string | null,
  both: LetterLanguage[],
) {
  const field = (key: "name" | "born" | "class", value: string) => html`<div class="field ${key}">
    <p class="filled"><bdi>${value}</bdi></p>
    <p class="label">${labels(both, ({ words }) => words.back[key])}</p>
  </div>`;
  return html`<div class="answers">
    <div class="fields">
      ${field("name", `${familyName}, ${givenName}${mark}`)}
      ${field("born", "")}
      ${field("class", className)}
    </div>
    <div class="choices">${purposes.map((purpose) => choice(`form-${purpose}`, both))}</div>
    ${fieldImage(code)}
  </div>`;
}

/** "Teilnahme per Audio: JA NEIN": a box stands before each answer, both of one size; the words stay as they are. */
function choice(id: string, [german, beside]: LetterLanguage[]) {
  const question = said(german?.notice ?? null, id).replace(/\s*JA\s+NEIN\s*$/, "");
  const word = (answer: "yes" | "no", text: string) => html`<span class="word ${answer}">${text}</span>`;
  return html`<div class="choice">
    <div class="asked">
      <p lang="de">${question} ${word("yes", "JA")} ${word("no", "NEIN")}</p>
      ${beside ? html`<p class="label" ${written(beside)}>${said(beside.notice, id)}</p>` : ""}
    </div>
  </div>`;
}

function sentencesBeside(german: LetterTexts["german"], beside: LetterLanguage | null) {
  const both = beside?.notice ? [german, beside] : [german];
  return html`<div class="sentences small${isLong(german, beside) ? " long" : ""}">
    <div class="languages">
      ${both.map((one) => html`<div ${written(one)}>${sentences(german.notice, one)}</div>`)}
    </div>
  </div>`;
}

/**
 * The ids, by paragraph, of what the form says between the boxes and the signatures:
 * all of its section that is not a line to fill in.
 */
function paragraphsOf(german: Notice): string[][] {
  const form = german.sections.find(({ blocks }) => blocks.flat().some(({ id }) => id === "form-title"));
  return (form?.blocks ?? [])
    .map((block) => block.map(({ id }) => id).filter((id) => !/^(form|place)-/.test(id)))
    .filter((ids) => ids.length > 0);
}

function isLong(german: LetterTexts["german"], beside: LetterLanguage | null): boolean {
  const count = ({ notice }: LetterLanguage) =>
    paragraphsOf(german.notice)
      .flat()
      .reduce((sum, id) => sum + said(notice, id).length, 0);
  return count(german) + (beside ? count(beside) : 0) > long;
}

function sentences(german: Notice, { notice }: LetterLanguage) {
  return paragraphsOf(german).map((ids) => html`<p>${ids.map((id) => html`<span>${said(notice, id)}</span> `)}</p>`);
}

/** "[Ort, Datum] [Unterschrift …]": a line to write on over each bracket. */
function signature(id: string, both: LetterLanguage[]) {
  const brackets = both.map((one) => ({ one, parts: said(one.notice, id).split(/(?<=\])\s+(?=\[)/) }));
  const bracket = (at: number) =>
    brackets.map(({ one, parts }) => html`<span ${written(one)}>${parts[at] ?? ""}</span> `);
  return html`<div class="signature">${[0, 1].map((at) => html`<p class="passage label">${bracket(at)}</p>`)}</div>`;
}
