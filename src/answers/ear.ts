import { type ConceptsOf, readConcepts } from "./concepts.ts";
import type { Features } from "./buckets.ts";
import { featuresOf } from "./features.ts";
import { type Hearsay, type Kinship, readKinship, saidOfAnother } from "./of-another.ts";
import { readWish, type WishReading } from "./wish-reader.ts";
import type { Part } from "./wish-parts.ts";
import { isOtherLanguage, readOtherLanguages } from "./other-language.ts";
import { allPartsOf, readWishWords, speaksOfNobody, type WishWords, withoutConceded } from "./wish-words.ts";

/** The words that messages are made of, as the locales carry them. */
export interface Wording {
  /** `words.txt` of all languages in one: the concepts behind words. */
  words: string;
  /** `wish.txt` by language: what wishes are made of. */
  wishes: Readonly<Record<string, string>>;
  /** `kin.txt` by language: who stands near to a child. */
  kin: Readonly<Record<string, string>>;
  /** `other-languages.txt`. */
  others: string;
}

/** What is heard in a message before anything is learnt. */
export interface Ear {
  conceptsOf: ConceptsOf;
  /** The wish by its words alone; null where they are about none, or the language has no words for it. */
  wish: (text: string, language: string) => WishReading | null;
  /** The parts of wishes in it, whatever they mean together. */
  parts: (text: string, language: string) => readonly Part[];
  /** It without what is all the same to its writer: "obwohl alle anderen zugestimmt haben". */
  withoutConceded: (text: string, language: string) => string;
  /** Whether it is written in a language that the bot does not speak. */
  isForeign: (text: string) => boolean;
  /** Whether nobody is spoken of. */
  ofNobody: (text: string, language: string) => boolean;
  /** What somebody near to a child is said to do, in any language; null where that is not all that is said. */
  ofAnother: (text: string, language: string) => Hearsay | null;
  /** What the text is made of. In: also the wish that was read in it. */
  features: (text: string, wish: WishReading | null) => Features;
}

/**
 * Reads the words, each language's when it is first heard; who is near to a child may be said in any of them.
 * Errors: names the line that is none.
 */
export function earFor({ words, wishes, kin, others }: Wording): Ear {
  const conceptsOf = readConcepts(words);
  const heard = new Map<string, WishWords | null>();
  const wordsIn = (language: string) => {
    const known = heard.get(language) ?? (wishes[language] === undefined ? null : readWishWords(wishes[language]));
    heard.set(language, known);
    return known;
  };
  const wish = (text: string, language: string) => {
    const words = wordsIn(language);
    return words && readWish(text, words);
  };
  const parts = (text: string, language: string) => {
    const words = wordsIn(language);
    return words === null ? [] : allPartsOf(text, words);
  };
  const unconceded = (text: string, language: string) => {
    const words = wordsIn(language);
    return words === null ? text : withoutConceded(text, words);
  };
  const otherLanguages = readOtherLanguages(others);
  const isForeign = (text: string) => isOtherLanguage(text, otherLanguages);
  const ofNobody = (text: string, language: string) => {
    const words = wordsIn(language);
    return words !== null && speaksOfNobody(text, words);
  };
  let near: readonly Kinship[] | undefined;
  const ofAnother = (text: string, language: string) => {
    near ??= Object.values(kin).map(readKinship);
    return saidOfAnother(text, (some) => parts(some, language), near);
  };
  return {
    conceptsOf,
    wish,
    parts,
    withoutConceded: unconceded,
    ofAnother,
    ofNobody,
    isForeign,
    features: (text, read) => featuresOf(text, conceptsOf, read),
  };
}
