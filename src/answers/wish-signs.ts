import { answerOfSigns, signsOf } from "./reply-signs.ts";
import { denies, isPurpose, type Part } from "./wish-parts.ts";
import { does, isAnswer } from "./wish-thoughts.ts";

const sign = `[${signsOf.yes}${signsOf.no}]`;
/** Signs in a row, with the colour of a hand and what else belongs to a sign. */
const row = new RegExp(`[\\s:=-]*((?:${sign}[\\ufe0f\\u200d♀♂\\u{1F3FB}-\\u{1F3FF}]*\\s*)+)`, "gu");
const begins = new RegExp(`^\\s*${sign}`, "u");

/** Before what stands behind a box that is ticked, and behind one that is empty. */
const [tick, empty] = ["\uE001", "\uE002"];

/** A stretch of a text as a clause of its own, behind a mark of what it is. */
export const ownClause = (mark: string, words: string): string =>
  `,${mark}${words.replaceAll(/[.!?؟\n,;:،؛()–—]/gu, " ")},`;

const emptyBox = /☐|□|⬜|◻|\[ ?\]/u;
const box = /(☐|□|⬜|◻|\[ ?\]|☑|☒|✅|❌|✖|✔|\[[xX]\])\ufe0f?([^☐□⬜◻☑☒✅❌✖✔[\n]*)/gu;

/** "☐ Ton ☒ Bild": where a form with an empty box is copied, a box says what stands behind it if it is ticked. */
export const ticked = (text: string): string =>
  emptyBox.test(text)
    ? text.replaceAll(box, (_, sign: string, words: string) => ownClause(emptyBox.test(sign) ? empty : tick, words))
    : text;

/**
 * What stands behind an empty box says nothing beside one that is ticked, and is shown where none is; a purpose behind
 * it is that of the next boxes. Out: null where the clause stands behind none.
 */
export function behindEmptyBox(clause: string, parts: readonly Part[], isAnyTicked: boolean): Part[][] | null {
  if (!clause.includes(empty)) return null;
  const next = parts.findLastIndex(isAnswer) + 1;
  const isLabel = next > 0 && next < parts.length && parts.slice(next).every(isPurpose);
  const boxed: Part[][] = isAnyTicked ? [] : [["own", "says", ...parts]];
  return isLabel ? [...boxed, parts.slice(next)] : boxed;
}

/** Whether a box is ticked in a text that was looked through for them. */
export const hasTick = (text: string): boolean => text.includes(tick);

/** "Stimme: ✅ Bild: ❌": each sign ends its clause, or begins it where the text begins with one. */
export const signed = (text: string): string => text.replaceAll(row, begins.test(text) ? ",$1 " : " $1,");

/**
 * A sign is a yes or a no to the purpose beside it where no word says which; beside what is done it only decorates it.
 * Signs that speak against each other, or a no against a yes in words, leave it open.
 * In: a clause; what it is made of. Out: with what its sign says; null where that is nothing.
 */
export function bySign(clause: string, parts: readonly Part[]): Part[] | null {
  const answer = clause.includes(tick) ? "yes" : answerOfSigns(clause);
  if (answer === null || parts.length === 0) return null;
  if (answer === "both" || (answer === "no" && parts.some(isYes) && !denies(parts))) return [...parts, "unsure"];
  if (does(parts) || parts.some(isAnswer) || denies(parts) || !parts.some(isPurpose)) return null;
  return [...parts, answer === "yes" ? "consent" : "noes"];
}

const isYes = (part: Part) => part === "consent" || part === "lets";
