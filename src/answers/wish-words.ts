import { firstAt, kindsBeginning, type Phrases, standsIn, type Taken } from "./phrase.ts";
import { readPhrases } from "./phrases.ts";
import { denies, isConceded, isNoun, isPurpose, kinds, type Part } from "./wish-parts.ts";
import { behindEmptyBox, bySign, ownClause, signed, ticked } from "./wish-signs.ts";
import { spoken } from "./spoken.ts";
import { atEachBut, does, governed, isAnswer } from "./wish-thoughts.ts";

/** How one language says each part, in phrases over spoken words. */
export interface WishWords extends Record<Part, Phrases> {
  /** The parts that can begin with a word. */
  beginningWith: (word: string) => readonly Part[];
}

/** Reads `wish.txt` of a language. Errors: names the line that is none. */
export function readWishWords(file: string): WishWords {
  const phrases = readPhrases(file, "wish.txt", kinds);
  return { ...phrases, beginningWith: kindsBeginning(kinds.filter(isMeant), phrases) };
}

/** A sentence as its clauses, each as the parts that it is made of, and whether it asks. */
export interface Sentence {
  clauses: Part[][];
  asks: boolean;
}

const farTooLong = 2000;

/** What a text is made of, sentence by sentence; words that are no part are left out. */
export function partsOf(text: string, words: WishWords): Sentence[] {
  const sentences = signed(ticked(apart(text.slice(0, farTooLong)))).match(/(?:[^.!?؟\n]|(?<=\d)\.)+[.!?؟]*/gu) ?? [];
  return sentences.map((sentence) => ({
    clauses: withLabels(sentence.split(/[,;،؛()!?؟]+|(?<=[:–—]| - )|(?<!\d)\.+/u), words)
      .flatMap((clause) => partsOfClause(clause, words))
      .reduce(governed, []),
    asks: /[?؟]/u.test(sentence),
  }));
}

/** All that a text is made of, whatever it means. */
export const allPartsOf = (text: string, words: WishWords): Part[] =>
  partsOf(text, words).flatMap(({ clauses }) => clauses.flat());

/** "Ton: ja", "ja Bild – nein": what is named before a colon or a dash belongs to the answer behind it. */
const withLabels = (clauses: readonly string[], words: WishWords): string[] =>
  clauses.reduce<string[]>((joined, clause) => {
    const before = joined.at(-1);
    return before !== undefined && isLabel(before, words)
      ? [...joined.slice(0, -1), before + clause]
      : [...joined, clause];
  }, []);

function isLabel(clause: string, words: WishWords): boolean {
  const parts = /[:–—]$| - $/u.test(clause) ? partsIn(spoken(clause), words) : [];
  return isPurpose(parts.at(-1)) && parts.every((part) => isPurpose(part) || isAnswer(part));
}

/** A text without what is all the same to it, "egal was die anderen sagen", where something is done beside it. */
export function withoutConceded(text: string, words: WishWords): string {
  const clauses = (text.match(/[^,;:.!?،؛؟\n]+[,;:.!?،؛؟\n]*/gu) ?? []).map((clause) => ({
    clause,
    parts: partsIn(spoken(clause), words),
  }));
  const rest = clauses.filter(({ parts }) => !isConceded(parts));
  const isDone = rest.some(({ parts }) => does(parts) || parts.some(isNoun) || denies(parts));
  return isDone ? rest.map(({ clause }) => clause).join("") : text;
}

/** Before what stands in quotation marks: somebody shows the words, and says them not. */
const shown = "\uE000";

/** Each stretch of several words in quotation marks as a clause of its own. */
const apart = (text: string): string =>
  text.replaceAll(/[„“”"«»]([^„“”"«»]*\s[^„“”"«»]*)[“”"«»]/gu, (_, inner: string) => ownClause(shown, inner));

/** A clause as its thoughts; what is shown is reported, and so is what stands behind "mein Mann:" or "Muster:". */
function partsOfClause(clause: string, words: WishWords): Part[][] {
  const said = spoken(clause);
  const thoughts = atEachBut(partsIn(said, words));
  if (clause.includes(shown)) return thoughts.map((one) => ["says", ...one]);
  const behindBox = behindEmptyBox(clause, thoughts.flat());
  if (behindBox) return behindBox;
  const signedFor = bySign(clause, thoughts.flat());
  if (signedFor) return [signedFor];
  const isSpeaker = clause.endsWith(":") && names(thoughts.flat());
  if (isSpeaker) return [...thoughts, ["says", "other"]];
  return isInfinitive(said, words) ? thoughts.map((one, at) => (at === 0 ? ["that", ...one] : one)) : thoughts;
}

/** "Muster:" and "mein Mann:" name whose words follow; "kein Grund, nein zu sagen:" does not. */
const names = (parts: readonly Part[]) =>
  !parts.includes("though") &&
  (parts.includes("other") || (parts.includes("says") && !does(parts) && !parts.some(isNoun)));

/** "…, dem zuzustimmen": what it means is said by the clause before it. */
const isInfinitive = (said: readonly string[], { to }: WishWords) => standsIn(to, said);

/** "Niemand außer …": nobody is spoken of, and those who are left out are all that are meant. */
export const speaksOfNobody = (text: string, { nobody }: WishWords): boolean => standsIn(nobody, spoken(text));

/**
 * The parts from left to right, the longest first; what stands in the gap of a phrase follows it. A "not" right behind
 * another one, "لا مو", says no once more, and an apology says nothing, nor does an oath between the two.
 */
function partsIn(said: readonly string[], words: WishWords): Part[] {
  const found: Part[] = [];
  let isAgain = false;
  for (let at = 0; at < said.length;) {
    const part = longest(said, at, words);
    const isSaid = part !== null && part.kind !== "aside" && !(isAgain && part.kind === "not");
    if (part && isSaid)
      found.push(
        ...asSaid(
          part.kind,
          part.gaps.flatMap((gap) => partsIn(gap, words)),
        ),
      );
    if (part?.kind !== "aside") isAgain = part?.kind === "not" && part.gaps.length === 0;
    at += part?.length ?? 1;
  }
  return found;
}

/** What "nicht" denies stands behind it, as in "stimme nicht zu"; "görünmesin" is one word for both. */
function asSaid(kind: Part, inside: readonly Part[]): Part[] {
  if (kind === "unseen") return ["not", "sees"];
  if (kind === "unheard") return ["not", "hears"];
  if (kind === "off") return ["takes", "off", ...inside];
  return kind === "lets" && inside.at(-1) === "not" ? [...inside.slice(0, -1), "not", kind] : [kind, ...inside];
}

/** What stands in a clause for its own sake. */
const isMeant = (kind: Part) => kind !== "to" && kind !== "nobody";

function longest(said: readonly string[], at: number, words: WishWords): ({ kind: Part } & Taken) | null {
  let best: ({ kind: Part } & Taken) | null = null;
  for (const kind of words.beginningWith(said[at] ?? "")) {
    if ((kind === "begins" || kind === "may") && at > 0) continue;
    const found = firstAt(words[kind], said, at);
    if (found && kind === "may") return { kind, ...found };
    if (found && found.length > (best?.length ?? 0)) best = { kind, ...found };
  }
  return best;
}
