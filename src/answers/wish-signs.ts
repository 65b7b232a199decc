import { answerOfSigns, signsOf } from "./reply-signs.ts";
import { denies, isPurpose, type Part } from "./wish-parts.ts";
import { does, isAnswer } from "./wish-thoughts.ts";

const sign = `[${signsOf.yes}${signsOf.no}]`;
/** Signs in a row, with the colour of a hand and what else belongs to a sign. */
const row = new RegExp(`[\\s:=-]*((?:${sign}[\\ufe0f\\u200d♀♂\\u{1F3FB}-\\u{1F3FF}]*\\s*)+)`, "gu");
const begins = new RegExp(`^\\s*${sign}`, "u");

/** Before what stands behind a box that is ticked; behind an empty one beside such; and where none is known to be. */
const [tick, empty, unknown] = ["\uE001", "\uE002", "\uE003"];

/** A stretch of a text as a clause of its own, behind a mark of what it is. */
export const ownClause = (mark: string, words: string): string =>
  `,${mark}${words.replaceAll(/[.!?؟\n,;:،؛()–—]/gu, " ")},`;

const emptyBox = /[☐□⬜◻]|\[ ?\]/u;
const checked = /[☑✅✔]/u;
const crossed = /☒|\[[xX]\]/u;
const anyBox = `${emptyBox.source}|${checked.source}|${crossed.source}`;
const box = new RegExp(`(${anyBox})\\ufe0f?([^☐□⬜◻☑✅✔☒[\\n]*)`, "gu");
const boxBehind = new RegExp(`(?:${anyBox})\\ufe0f?\\s*(?:$|[\\n,;.])`, "u");

/**
 * "☐ Ton ☒ Bild": where a form with an empty box is copied, a box says what stands behind it if it is ticked, and
 * nothing where none is. Where a box stands behind its words it is not known whose it is: then nothing is said either.
 */
export function ticked(text: string): string {
  if (!emptyBox.test(text)) return text;
  if (boxBehind.test(text)) return ownClause(unknown, text);
  // Beside a check a cross may say no.
  const filled = checked.test(text) ? checked : crossed;
  const otherwise = filled.test(text) ? empty : unknown;
  return text.replaceAll(box, (_, sign: string, words: string) =>
    ownClause(filled.test(sign) ? tick : otherwise, words),
  );
}

/**
 * Behind a box that says nothing only a purpose counts, which is that of the next boxes; where none is known to be
 * ticked an answer is shown, and not given. Out: null behind no such box.
 */
export function behindEmptyBox(clause: string, parts: readonly Part[]): Part[][] | null {
  if (clause.includes(unknown)) return [["own", "says", "consent", ...parts]];
  if (!clause.includes(empty)) return null;
  const next = parts.findLastIndex(isAnswer) + 1;
  return next > 0 && next < parts.length && parts.slice(next).every(isPurpose) ? [parts.slice(next)] : [];
}

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
