import { readPhrases } from "./phrases.ts";
import { spoken } from "./spoken.ts";

/** What somebody asks the bot about itself. */
export const aboutItself = ["human", "who", "stored", "reader", "messenger"] as const;
/** What somebody wants of it, and what only needs a kind word; the first of them that is said counts. */
const doings = ["cancel", "help", "menu", "start", "insult", "goodbye", "thanks", "greeting"] as const;
/** What the notice says nothing of, or only the school knows. */
export const circumstances = ["costs", "offline", "foster", "alone"] as const;
/** How children are spoken of without their names. */
const speakingOf = ["every child", "some child"] as const;

const kinds = [...aboutItself, ...doings, ...circumstances, ...speakingOf, "around", "never"] as const;

export type AboutItself = (typeof aboutItself)[number];
export type Everyday = AboutItself | (typeof doings)[number];
export type Circumstance = (typeof circumstances)[number];

/** The everyday words of one language. */
export type EverydayWords = Record<(typeof kinds)[number], RegExp>;

/**
 * Reads `everyday.txt` of a language: greetings, thanks, what is asked of the bot about itself, circumstances of a
 * family, words for children, `around`: what may stand beside them, `never`: what makes a circumstance something else.
 */
export function readEverydayWords(file: string): EverydayWords {
  return readPhrases(file, "everyday.txt", kinds);
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
  const found = explained(` ${said.join(" ")} `, words, [...aboutItself, ...doings]);
  if (found === null || found.length === 0) return null;
  const asked = aboutItself.filter((kind) => found.includes(kind));
  const done = doings.filter((kind) => found.includes(kind)).slice(0, 1);
  return asked.length > 0 ? asked : done;
}

/** "?" asks for help; a heart thanks, a hand waves. */
function signsAlone(text: string): Everyday[] | null {
  if (/^[?؟!¿‽❓❔\s.…]*[?؟❓❔][?؟!¿‽❓❔\s.…]*$/u.test(text)) return ["help"];
  if (/^[👋\u{1F3FB}-\u{1F3FF}\s]+$/u.test(text)) return ["greeting"];
  return /^[🙏❤💕💛💚💙🥰😊🙂🌸🌹💐🤗👏\u{1F3FB}-\u{1F3FF}\u200d\ufe0f\s]+$/u.test(text) ? ["thanks"] : null;
}

/**
 * The kinds that a text is made of, from left to right, each time the longest that fits.
 * Out: null where a word is left that none of them, and no word around them, explains.
 */
function explained<Kind extends keyof EverydayWords>(
  said: string,
  words: EverydayWords,
  some: readonly Kind[],
): Kind[] | null {
  const found: Kind[] = [];
  for (let at = 1; at < said.length;) {
    const here = [...some, "around" as const].map((kind) => ({ kind, length: lengthAt(said, at, words[kind]) }));
    const longest = here.reduce((one, other) => (other.length > one.length ? other : one));
    if (longest.length === 0) return null;
    if (longest.kind !== "around") found.push(longest.kind as Kind);
    at += longest.length;
  }
  return found;
}

function lengthAt(said: string, at: number, phrase: RegExp): number {
  const next = new RegExp(phrase, "uy");
  next.lastIndex = at;
  return next.exec(said)?.[0].length ?? 0;
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
  const plain = ` ${said.join(" ")} `;
  return words.never.test(plain) ? null : (circumstances.find((kind) => words[kind].test(plain)) ?? null);
}

/**
 * Whether a text, and nothing else in it, speaks of all of one's children ("beide"), or of one whom only the family
 * knows by that word ("die Große").
 */
export function speaksOf(text: string, words: EverydayWords): (typeof speakingOf)[number] | null {
  if (text.length > farTooLong) return null;
  const found = explained(` ${spoken(text).join(" ")} `, words, speakingOf);
  return found?.[0] ?? null;
}
