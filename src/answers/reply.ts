import { type ReplyWords, spoken } from "./reply-words.ts";

export type Reply = "yes" | "no" | "unclear";
type Says = "yes" | "no" | "agree" | "against" | "doubt" | "filler";

const noes = /[❌🚫👎🙅⛔✖]/u;

/**
 * Reads what a person typed after a JA / NEIN question.
 * In: the text; the words of the language (and of all, for a parent who answers in another one).
 * Out: "yes" or "no" only where nothing else is said.
 * A bare "ok" or a thumb is no clear act (Art. 4(11) GDPR) and stays "unclear".
 */
export function readReply(text: string, own: ReplyWords, all: readonly ReplyWords[] = []): Reply {
  if (text.length > 200 || /[?؟]/.test(text)) return "unclear";
  const words = spoken(text);
  if (words.length === 0) return noes.test(text) && !/[✅✔👍]/u.test(text) ? "no" : "unclear";
  const reply = meaning(words, own);
  if (reply !== null) return reply;
  const elsewhere = new Set(all.map((language) => meaning(words, language)).filter((one) => one !== null));
  return elsewhere.size === 1 ? ([...elsewhere][0] ?? "unclear") : "unclear";
}

/** Out: null where not one word of it says anything in this language. */
function meaning(words: readonly string[], language: ReplyWords): Reply | null {
  const said = sayings(words, language);
  const spokenOf = said.filter((one) => one !== null);
  if (spokenOf.length === 0) return null;
  const [votes, unknown] = [settle(spokenOf.filter((one) => one !== "filler")), said.length - spokenOf.length];
  if (votes.has("doubt") || votes.size !== 1 || unknown > 5) return "unclear";
  return votes.has("yes") ? "yes" : "no";
}

/** Word for word what it says; phrases first, for "nichts dagegen" is more than its words. */
function sayings(words: readonly string[], { phrases, words: known }: ReplyWords): (Says | null)[] {
  const said: (Says | null)[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = phrases.find((one) => one.words.every((word, offset) => words[at + offset] === word));
    said.push(phrase ? phrase.says : (known.get(words[at] ?? "") ?? nearly(words[at] ?? "", known)));
    at += phrase ? phrase.words.length : 1;
  }
  return said;
}

/** A long word with one letter wrong, missing or too many, or two exchanged, where only one meaning is near. */
function nearly(word: string, known: ReplyWords["words"]): Says | null {
  if (word.length < 4) return null;
  const near = new Set([...known].filter(([one]) => one.length >= 4 && oneSlip(word, one)).map(([, says]) => says));
  return near.size === 1 ? ([...near][0] ?? null) : null;
}

function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/** "not" turns what is said with it: "nicht erlaubt" is a no, "keine Einwände" a yes. */
function settle(said: readonly Exclude<Says, "filler">[]): Set<"yes" | "no" | "doubt"> {
  const votes = new Set<"yes" | "no" | "doubt">();
  const negated = said.includes("no");
  const turned = said.some((one) => one === "agree" || one === "against");
  for (const one of said) {
    if (one === "agree") votes.add(negated ? "no" : "yes");
    else if (one === "against") votes.add(negated && !said.includes("agree") ? "yes" : "no");
    else if (one !== "no" || !turned) votes.add(one);
  }
  return votes;
}
