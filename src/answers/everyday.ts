import { longestAt, type Phrases, standsIn } from "./phrase.ts";
import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

/** What somebody asks the bot about itself. */
export const aboutItself = ["human", "who", "stored", "reader", "messenger"] as const;
/** What somebody wants of it, and what only needs a kind word; the first of them that is said counts. */
const doings = ["code", "cancel", "help", "menu", "start", "insult", "goodbye", "thanks", "greeting", "okay"] as const;
/** What the notice says nothing of, or only the school knows. */
export const circumstances = ["costs", "offline", "foster", "alone"] as const;
/** How children are spoken of without their names. */
const speakingOf = ["every child", "some child"] as const;

const kinds = [...aboutItself, ...doings, ...circumstances, ...speakingOf, "around", "never", "asks"] as const;

export type AboutItself = (typeof aboutItself)[number];
export type Everyday = AboutItself | (typeof doings)[number];
export type Circumstance = (typeof circumstances)[number];

/** The everyday words of one language; `known`: every word that stands in one of its phrases. */
export type EverydayWords = Record<(typeof kinds)[number], Phrases> & { known: ReadonlySet<string> };

/**
 * Reads `everyday.txt` of a language: greetings, thanks, what is asked of the bot about itself, circumstances of a
 * family, words for children, `around`: what may stand beside them, `never`: what makes a circumstance something else,
 * `asks`: with what a question begins.
 */
export function readEverydayWords(file: string): EverydayWords {
  return { ...readPhrases(file, "everyday.txt", kinds), known: new Set(spoken(file)) };
}

const farTooLong = 200;

/**
 * What a message of everyday words says: all that it asks the bot about itself, or else the one thing that matters
 * most in it. In: the text; the language's words. Out: null where a single word is left that they do not explain, for
 * then it is a question, a wish, or anything else.
 */
export function everydayIn(text: string, words: EverydayWords): Everyday[] | null {
  if (text.length > farTooLong) return null;
  const said = spoken(text);
  if (said.length === 0) return signsAlone(text);
  const found = explained(said, words, [...aboutItself, ...doings]);
  if (found === null || found.length === 0) return null;
  const asked = aboutItself.filter((kind) => found.includes(kind));
  const done = doings.filter((kind) => found.includes(kind)).slice(0, 1);
  return asked.length > 0 ? asked : done;
}

/** "?" asks for help; a heart thanks, a hand waves, a thumb is well. */
function signsAlone(text: string): Everyday[] | null {
  if (/^[?؟!¿‽❓❔\s.…]*[?؟❓❔][?؟!¿‽❓❔\s.…]*$/u.test(text)) return ["help"];
  if (/^[👋\u{1F3FB}-\u{1F3FF}\s]+$/u.test(text)) return ["greeting"];
  if (/^[👍👌🆗✅✔☑\u{1F3FB}-\u{1F3FF}\u200d\ufe0f\s]+$/u.test(text) && text.trim() !== "") return ["okay"];
  return /^[🙏❤💕💛💚💙🥰😊🙂🌸🌹💐🤗👏\u{1F3FB}-\u{1F3FF}\u200d\ufe0f\s]+$/u.test(text) ? ["thanks"] : null;
}

/**
 * The kinds that a text is made of, from left to right, each time the longest that fits.
 * Out: null where a word is left that none of them, and no word around them, explains.
 */
function explained<Kind extends (typeof kinds)[number]>(
  said: readonly string[],
  words: EverydayWords,
  some: readonly Kind[],
): Kind[] | null {
  // Most messages end here. One word may be anybody's name.
  if (said.filter((word) => !words.known.has(word)).length > 1) return null;
  const found: Kind[] = [];
  for (let at = 0; at < said.length;) {
    const here = [...some, "around" as const].map((kind) => ({ kind, length: longestAt(words[kind], said, at) }));
    const longest = here.reduce((one, other) => (other.length > one.length ? other : one));
    if (longest.length === 0) return null;
    if (longest.kind !== "around") found.push(longest.kind);
    at += longest.length;
  }
  return found;
}

/** Without a question mark, more words than this tell something, whatever they begin with. */
const mostOfAQuestion = 6;

/** Whether a text asks from its first sentence to its last, or is short and begins like a question. */
export function asksIn(text: string, { asks }: EverydayWords): boolean {
  const sentences = text.match(/[^.!?؟\n]*\p{L}[^.!?؟\n]*[.!?؟]*/gu) ?? [];
  if (sentences.length > 0 && sentences.every((sentence) => /[?؟]/u.test(sentence))) return true;
  const said = spoken(text);
  return said.length > 0 && said.length <= mostOfAQuestion && longestAt(asks, said, 0) > 0;
}

/** Who writes more than this tells a story, and asks something else in it. */
const mostWords = 20;

/**
 * A circumstance that somebody asks about and of which the notice says nothing, wherever it stands in the text.
 * Out: null where there is none, or a word that makes it another question or a wish.
 */
export function circumstanceIn(text: string, words: EverydayWords): Circumstance | null {
  const said = spoken(text);
  if (said.length > mostWords) return null;
  return standsIn(words.never, said) ? null : (circumstances.find((kind) => standsIn(words[kind], said)) ?? null);
}

/**
 * Whether a text, and nothing else in it, speaks of all of one's children ("beide"), or of one whom only the family
 * knows by that word ("die Große").
 */
export function speaksOf(text: string, words: EverydayWords): (typeof speakingOf)[number] | null {
  if (text.length > farTooLong) return null;
  const found = explained(spoken(text), words, speakingOf);
  return found?.[0] ?? null;
}

/** So many words stand beside each other where people speak of all of their children. */
const longestOfAll = 4;

/** Whether a short text speaks, among other words, of all of one's children ("ja beide"). */
export function speaksAlsoOfAll(text: string, words: EverydayWords): boolean {
  const said = text.length > farTooLong ? [] : spoken(text);
  return said.some((_, from) =>
    said
      .slice(from, from + longestOfAll)
      .some((_one, more) => speaksOf(said.slice(from, from + more + 1).join(" "), words) === "every child"),
  );
}
