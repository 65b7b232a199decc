import { spoken } from "./spoken.ts";
import { readWordLists } from "./word-lists.ts";

/** The swear words of one language: what hurts by itself, and what does where somebody is addressed with it. */
export interface Swearing {
  strong: readonly Stem[];
  weak: readonly Stem[];
  /** The one who is addressed. */
  you: ReadonlySet<string>;
  /** What may stand beside it; any other word makes a question, a wish or a refusal of it. */
  around: ReadonlySet<string>;
}

/** A word, `*` where it may go on or begin otherwise: compounds and inflected forms are no entries of their own. */
interface Stem {
  plain: string;
  begins: boolean;
  ends: boolean;
}

const kinds = ["strong", "weak", "you", "around"] as const;

/** Reads `insults.txt` of a language. Errors: names the line that is none. */
export function readSwearing(file: string): Swearing {
  const { strong, weak, you, around } = readWordLists(file, "insults.txt", kinds);
  const set = (words: readonly string[]) => new Set(words.flatMap(spoken));
  return { strong: strong.map(stemOf), weak: weak.map(stemOf), you: set(you), around: set(around) };
}

const stemOf = (word: string): Stem => ({
  plain: spoken(word.replaceAll("*", ""))[0] ?? "",
  begins: word.endsWith("*"),
  ends: word.startsWith("*"),
});

const mostWords = 12;
/** Stands for letters that are hidden. */
const hidden = /[*#@$%&§•]+/gu;

/**
 * Whether a text does nothing but insult: each of its words is a swear word in any form, the one who is addressed, or
 * stands around these; what only hurts who is addressed needs somebody who is. Stars may hide letters ("A****loch").
 * In: the text; the swear words of every language.
 */
export function isInsult(text: string, languages: Iterable<Swearing>): boolean {
  const said = text.split(/[^\p{L}\p{M}\p{N}*#@$%&§•'’]+/u).filter((one) => /\p{L}/u.test(one));
  if (said.length === 0 || said.length > mostWords) return false;
  return [...languages].some((language) => insultsIn(said, language));
}

function insultsIn(said: readonly string[], { strong, weak, you, around }: Swearing): boolean {
  let [hurts, might, isTo] = [false, false, false];
  for (const one of said) {
    const word = spoken(one).join("");
    const isHidden = /\p{L}[*#@$%&§•]{2,}|\p{L}[*#@$%&§•]+\p{L}/u.test(one);
    if (isHidden ? hides(one, strong) : strong.some((stem) => isFormOf(word, stem))) hurts = true;
    else if (isHidden || weak.some((stem) => isFormOf(word, stem))) might = true;
    else if (you.has(word)) isTo = true;
    else if (!around.has(word)) return false;
  }
  return hurts || (might && isTo);
}

const isFormOf = (word: string, { plain, begins, ends }: Stem) =>
  word === plain ||
  (begins && ends && word.includes(plain)) ||
  (begins && word.startsWith(plain)) ||
  (ends && word.endsWith(plain));

/** Whether the letters that are left fit a swear word, with an ending of its own. */
function hides(written: string, stems: readonly Stem[]): boolean {
  const parts = written.split(hidden).map((part) => spoken(part).join(""));
  const fits = new RegExp(`^${parts.join("\\p{L}{1,7}")}\\p{L}{0,3}$`, "u");
  return (
    stems.some(({ plain }) => fits.test(plain)) ||
    endings.some((rest) => stems.some(({ plain }) => fits.test(plain + rest)))
  );
}

/** With what a stem is a whole word again. */
const endings = ["och", "er", "e", "en", "ohn", "ing", "ed"];
