import { ofCyrillic, ofLatin, soundsInArabic } from "./other-letters.ts";

/** What stands behind a name in a sentence, by how the name ends; behind an a it takes its place. */
interface Endings {
  a: readonly string[];
  consonant: readonly string[];
  vowel: readonly string[];
}

const words = (list: string) => list.split(" ");

const latin: Readonly<Record<string, Endings>> = {
  pl: {
    a: words("y i ie e o"),
    consonant: words("a owi em iem ie u"),
    vowel: words("ego emu m"),
  },
  ro: { a: words("ei ii ai"), consonant: words("ului"), vowel: [] },
  tr: {
    a: [],
    consonant: words("a e i u in un da de ta te dan den tan ten la le"),
    vowel: words("ya ye yi yu nin nun da de dan den yla yle"),
  },
};
/** Of a name in Cyrillic letters, as `ofCyrillic` writes them. */
const cyrillic: Endings = {
  a: words("i e u oi oiu ei eiu iei ieiu"),
  consonant: words("a ia u iu om em e ovi evi"),
  vowel: words("a u iu m em evi"),
};
/** Shorter words are no names in a sentence: "ми" are we, and not Mia. */
const shortest = 3;
/** Of whom something is, in German and English: "Milas Eltern". */
export const apostropheless = "s";

/**
 * Whether a word is a name as it stands in a sentence, in the cases of the languages of the text: "Milas", "dla Mili",
 * "Milanın", "Милы", "لميلا"; in other letters as it sounds. In: both folded; the languages. That a word may be
 * the form of two names, or a word of its own, is for others to judge.
 */
export function isFormOf(word: string, name: string, languages: readonly string[]): boolean {
  if (word === name) return true;
  if (word.length < shortest || name.length < shortest) return false;
  if (/\p{Script=Arabic}/u.test(word)) return ofArabic(word, name);
  if (isCyrillic(word)) return ofSlavic(ofCyrillic(word), isCyrillic(name) ? ofCyrillic(name) : ofLatin(name));
  if (word === name + apostropheless) return true;
  return languages.some((language) => {
    const endings = latin[language];
    return endings !== undefined && formsOf(name, endings, language).includes(word);
  });
}

const isCyrillic = (word: string) => /\p{Script=Cyrillic}/u.test(word);

const ofSlavic = (word: string, name: string) =>
  word === name || (word.length >= shortest && formsOf(name, cyrillic, "").map(once).includes(word));

const once = (word: string) => word.replace(/(.)\1+/gu, "$1");

function formsOf(name: string, endings: Endings, language: string): string[] {
  const ending = (stem: string, some: readonly string[]) => some.map((one) => stem + one);
  const stem = name.slice(0, -1);
  if (name.endsWith("a") && endings.a.length > 0)
    // "Аня, Ане" and "Zosia, Zosi": the i before the a is written with some endings only.
    return [
      ...ending(stem, endings.a),
      ...(stem.endsWith("i") ? [...ending(stem.slice(0, -1), endings.a), stem] : []),
    ].concat(language === "pl" ? softened(stem) : []);
  if (/[oi]$/.test(name) && language !== "tr")
    return [...ending(name, endings.vowel), ...ending(stem, endings.consonant)];
  if (/[aeiouy]$/.test(name)) return ending(name, endings.vowel);
  // "Marek, Marka" and "Павел, Павла".
  const short = language === "tr" ? null : /^(.+)e([klrn])$/.exec(name);
  return [name, ...(short ? [`${short[1]}${short[2]}`] : [])].flatMap((one) => ending(one, endings.consonant));
}

/** "Marta, Marcie": the consonant before the ending is another one. */
function softened(stem: string): string[] {
  const soft: Readonly<Record<string, string>> = {
    k: "ce",
    g: "dze",
    t: "cie",
    d: "dzie",
    r: "rze",
    n: "nie",
    w: "wie",
  };
  const last = soft[stem.slice(-1)];
  return last ? [stem.slice(0, -1) + last] : [];
}

/** With the small words that Arabic writes together with a name; a Latin name as it may be written there. */
function ofArabic(word: string, name: string): boolean {
  if (/\p{Script=Arabic}/u.test(name))
    return /^[وف]?[لبك]?$/u.test(word.endsWith(name) ? word.slice(0, -name.length) : "x");
  return /^[a-z]+$/.test(name) && soundsInArabic(name).test(word);
}
