import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

/** What stands around a wish: whether it is one, and whose. */
const around = [
  "stands",
  "keeps",
  "rest",
  "turns",
  "besides",
  "meant",
  "please",
  "other",
  "elsewhere",
  "passing",
  "today",
  "joke",
  "if",
  "unsure",
  "says",
  "past",
  "asks",
  "begins",
  "may",
  "to",
] as const;
/** What is done, and how it is turned. */
const doing = [
  "yes",
  "noes",
  "takes",
  "refuses",
  "lets",
  "wants",
  "neither",
  "no",
  "without",
  "not",
  "longer",
  "only",
  "onlyNow",
] as const;
/** What it is done to, by whom, and where a thought turns. */
const things = [
  "refusal",
  "consent",
  "sound",
  "picture",
  "hears",
  "sees",
  "both",
  "own",
  "but",
  "and",
  "that",
] as const;
const kinds = [...around, ...doing, ...things] as const;

/** A part that wishes are made of, as `wish.txt` explains them. */
export type Part = (typeof kinds)[number];

/** How one language says each part, each an expression over spoken words. */
export type WishWords = Record<Part, RegExp>;

/** Reads `wish.txt` of a language. Errors: names the line that is none. */
export function readWishWords(file: string): WishWords {
  const phrases = readPhrases(file, "wish.txt", kinds);
  for (const kind of kinds) phrases[kind] = new RegExp(phrases[kind], "uy");
  return phrases;
}

/** A sentence as its clauses, each as the parts that it is made of, and whether it asks. */
export interface Sentence {
  clauses: Part[][];
  asks: boolean;
}

const farTooLong = 2000;

/** What a text is made of, sentence by sentence; words that are no part are left out. */
export function partsOf(text: string, words: WishWords): Sentence[] {
  const sentences = apart(text.slice(0, farTooLong)).match(/(?:[^.!?؟\n]|(?<=\d)\.)+[.!?؟]*/gu) ?? [];
  return sentences.map((sentence) => ({
    clauses: sentence
      .split(/[,;،؛()–—!?؟]+| - |(?<=:)|(?<!\d)\.+/u)
      .flatMap((clause) => partsOfClause(clause, words))
      .reduce(governed, []),
    asks: /[?؟]/u.test(sentence),
  }));
}

/** Before what stands in quotation marks: somebody shows the words, and says them not. */
const shown = "\uE000";

/** Each stretch of several words in quotation marks as a clause of its own. */
function apart(text: string): string {
  const quoted = /[„“”"«»]([^„“”"«»]*\s[^„“”"«»]*)[“”"«»]/gu;
  return text.replaceAll(quoted, (_, inner: string) => `,${shown}${inner.replaceAll(/[.!?؟\n,;:،؛()–—]/gu, " ")},`);
}

/** A clause as its thoughts; what is shown is reported, and so is what stands behind "mein Mann:" or "Muster:". */
function partsOfClause(clause: string, words: WishWords): Part[][] {
  const said = ` ${spoken(clause).join(" ")} `;
  const thoughts = atEachBut(partsIn(said, words));
  if (clause.includes(shown)) return thoughts.map((one) => ["says", ...one]);
  const isSpeaker = clause.endsWith(":") && names(thoughts.flat());
  if (isSpeaker) return [...thoughts, ["says", "other"]];
  return isInfinitive(said, words) ? thoughts.map((one, at) => (at === 0 ? ["that", ...one] : one)) : thoughts;
}

/** "Muster:" and "mein Mann:" name whose words follow; "kein Grund, nein zu sagen:" does not. */
const names = (parts: readonly Part[]) =>
  parts.includes("other") || (parts.includes("says") && !does(parts) && !parts.some(isNoun));

/** "…, dem zuzustimmen": what it means is said by the clause before it. */
function isInfinitive(said: string, { to }: WishWords): boolean {
  for (let at = 1; at < said.length; at = said.indexOf(" ", at) + 1) {
    to.lastIndex = at;
    if (to.test(said)) return true;
  }
  return false;
}

/** The parts from left to right, the longest first; what stands in the gap of a phrase follows it. */
function partsIn(text: string, words: WishWords): Part[] {
  const found: Part[] = [];
  for (let at = 1; at < text.length;) {
    const part = longest(text, at, words);
    if (part) found.push(part.kind, ...part.gaps.flatMap((gap) => partsIn(` ${gap}`, words)));
    at = part ? at + part.length : text.indexOf(" ", at) + 1 || text.length;
  }
  return found;
}

function longest(text: string, at: number, words: WishWords) {
  let best: { kind: Part; length: number; gaps: string[] } | null = null;
  for (const kind of kinds) {
    if (kind === "to" || ((kind === "begins" || kind === "may") && at > 1)) continue;
    words[kind].lastIndex = at;
    const found = words[kind].exec(text);
    if (kind === "may" && found) return { kind, length: found[0].length, gaps: found.slice(1).filter(isThere) };
    if (found && found[0].length > (best?.length ?? 0))
      best = { kind, length: found[0].length, gaps: found.slice(1).filter(isThere) };
  }
  return best;
}

const isThere = (gap: string | undefined): gap is string => gap !== undefined && gap !== "";

/** "Ich möchte nicht, dass …" is one thought, and so is a purpose that is added, or denied: "Ton aus, und Bild", "Bild: nie". */
function governed(clauses: Part[][], clause: Part[]): Part[][] {
  const before = clauses.at(-1);
  const isDenial = clause.every((part) => part === "not") && before?.every(isPurpose);
  const isObject = before?.includes("takes") && !before.some(isNoun) && isOwn(clause);
  const isMore = clause[0] === "that" || isObject || (clause.length > 0 && (clause.every(isPurpose) || isDenial));
  return before && isMore ? [...clauses.slice(0, -1), [...before, ...clause]] : [...clauses, clause];
}

/**
 * A "but" begins a new thought and stays before it, and so does an "and" before another deed, or before an I;
 * where people dictate, a "please" after a deed, and the next of "Bild ja Ton nein".
 */
function atEachBut(parts: readonly Part[]): Part[][] {
  const clauses: Part[][] = [[]];
  for (const [at, part] of parts.entries()) {
    const [before, rest] = [clauses.at(-1) ?? [], parts.slice(at)];
    const isNew =
      part === "but" ||
      (part === "and" && before.some(isDeedOf) && (isAnother(rest.slice(1)) || before.includes("keeps"))) ||
      (part === "please" && does(before) && does(rest)) ||
      (stays(part) && refusesSome(before) && rest.some(isPurpose)) ||
      ((isPurpose(part) || isNoun(part)) && [before, rest].every((one) => one.some(isPurpose) && one.some(isNoun)));
    if (isNew) clauses.push([]);
    // "Ich habe nicht zugestimmt und werde nicht …" denies once.
    const isAgain = part === "not" && parts[at - 1] === "and" && before.includes("not");
    if (part !== "and" && !isAgain) clauses.at(-1)?.push(part);
  }
  return clauses.filter((clause) => clause.some((part) => part !== "but"));
}

const isDeedOf = (part: Part) => does([part]) || isNoun(part) || part === "other" || part === "not" || part === "keeps";

const stays = (part: Part) => part === "lets" || part === "longer" || part === "keeps";

/** "Kamera aus …" before "Ton an". */
const refusesSome = (before: readonly Part[]) =>
  (before.includes("takes") || before.includes("refuses")) && before.some(isPurpose) && !before.includes("not");

/** "Und ich …", "und möchte …", "und verbiete …", but not "dass er spricht und mitmacht". */
const isAnother = (rest: readonly Part[]) => {
  const [first, second] = rest.filter((part) => part !== "please");
  return (
    (first === "own" && second !== undefined && does(rest)) ||
    first === "wants" ||
    first === "takes" ||
    first === "refuses"
  );
};

/** "Ich nehme das zurück, mein Ja." */
const isOwn = (clause: readonly Part[]) => clause[0] === "own" && clause.length === 2 && clause.slice(1).every(isNoun);

const isPurpose = (part: Part) => part === "sound" || part === "picture" || part === "hears" || part === "sees";
const isNoun = (part: Part) => part === "consent" || part === "refusal";

const does = (parts: readonly Part[]) =>
  parts.some((one) => one === "takes" || one === "refuses" || one === "lets" || one === "wants");
