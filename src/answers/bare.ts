import { longestAt, type ReplyGrammar, type Saying } from "./reply-grammar.ts";
import { clearlyWritten } from "./reply-signs.ts";
import { spoken } from "./spoken.ts";

/** Who writes more than this says more than a bare no. */
const mostWords = 4;

/**
 * Whether a text is, in one of these languages, nothing but bare words of no, or words that lead back or away: outside
 * of any question they answer nothing. Word by word, for "nicht einverstanden" is more than a no.
 */
export function answersNothing(text: string, all: readonly ReplyGrammar[]): boolean {
  const words = clearlyWritten(text) ? spoken(text) : [];
  if (words.length > mostWords) return false;
  return all.some((grammar) => {
    const said = words.map((word) => longestAt(grammar, [word], 0, new Set())?.says ?? []);
    return said.some((says) => says.some(isBare)) && said.every((says) => says.some(isBareOrKind));
  });
}

const isBare = (one: Saying) => ["nein", "no", "back", "stop", "later"].includes(one);
const isBareOrKind = (one: Saying) => isBare(one) || one === "with";
