import { answerOfSigns, signsOf } from "./reply-signs.ts";
import { denies, isPurpose, type Part } from "./wish-parts.ts";
import { does, isAnswer } from "./wish-thoughts.ts";

const sign = `[${signsOf.yes}${signsOf.no}]`;
/** Signs in a row, with the colour of a hand and what else belongs to a sign. */
const row = new RegExp(`[\\s:=-]*((?:${sign}[\\ufe0f\\u200d♀♂\\u{1F3FB}-\\u{1F3FF}]*\\s*)+)`, "gu");
const begins = new RegExp(`^\\s*${sign}`, "u");

/** "Stimme: ✅ Bild: ❌": each sign ends its clause, or begins it where the text begins with one. */
export const signed = (text: string): string => text.replaceAll(row, begins.test(text) ? ",$1 " : " $1,");

/**
 * A sign is a yes or a no to the purpose beside it where no word says which; beside what is done it only decorates it.
 * Signs that speak against each other, or a no against a yes in words, leave it open.
 * In: a clause; what it is made of. Out: with what its sign says; null where that is nothing.
 */
export function bySign(clause: string, parts: readonly Part[]): Part[] | null {
  const answer = answerOfSigns(clause);
  if (answer === null || parts.length === 0) return null;
  if (answer === "both" || (answer === "no" && parts.some(isYes) && !denies(parts))) return [...parts, "unsure"];
  if (does(parts) || parts.some(isAnswer) || denies(parts) || !parts.some(isPurpose)) return null;
  return [...parts, answer === "yes" ? "consent" : "noes"];
}

const isYes = (part: Part) => part === "consent" || part === "lets";
