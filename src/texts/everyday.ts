import {
  asksIn,
  type Circumstance,
  circumstanceIn,
  type Everyday,
  everydayIn,
  type EverydayWords,
  readEverydayWords,
  speaksAlsoOfAll,
  speaksOf,
} from "../answers/everyday.ts";
import { isInsult, readSwearing } from "../answers/insult.ts";
import { eachLanguage } from "./each-language.ts";

/** How everyday words are read. */
export interface EverydayTexts {
  /** What a message of everyday words says, and in which language; null where it is anything else. */
  everydayIn: (text: string, language: string) => { says: Everyday[]; language: string } | null;
  /** Whether a text asks something, in this language or in German, or is made of everyday words alone that want one. */
  asks: (text: string, language: string) => boolean;
  /** What somebody asks about of which the notice says nothing; in one of these languages. */
  circumstanceIn: (text: string, languages: readonly string[]) => { what: Circumstance; language: string } | null;
  /** Whether a text, without a name, speaks of all of one's children or of one of them. */
  speaksOfChildren: (text: string) => "every child" | "some child" | null;
  /** Whether a text speaks, among other words, of all of one's children. */
  speaksAlsoOfAll: (text: string) => boolean;
}

/** Reads the everyday words of every language that has a file of them. In: the files; the folders of `locales/`. */
export function everydayReaders(
  files: { has: (path: string) => boolean; read: (path: string) => string },
  folders: readonly string[],
): EverydayTexts {
  const each = eachLanguage(files, folders);
  const words = each("everyday", readEverydayWords);
  const swearing = each("insults", readSwearing);
  return {
    everydayIn: (text, language) => {
      const said = first(words(), language, (one) => everydayIn(text, one));
      if (said) return { says: said.found, language: said.language };
      return isInsult(text, swearing().values()) ? { says: ["insult"], language } : null;
    },
    asks: (text, language) => {
      const said = first(words(), language, (one) => everydayIn(text, one))?.found ?? [];
      const own = words().get(language) ?? german(words());
      return (
        said.some((one) => one !== "cancel" && one !== "okay") || asksIn(text, own) || asksIn(text, german(words()))
      );
    },
    circumstanceIn: (text, languages) => {
      for (const language of languages) {
        const what = circumstanceIn(text, words().get(language) ?? german(words()));
        if (what) return { what, language };
      }
      return null;
    },
    speaksAlsoOfAll: (text) => [...words().values()].some((one) => speaksAlsoOfAll(text, one)),
    speaksOfChildren: (text) => first(words(), "de", (one) => speaksOf(text, one))?.found ?? null,
  };
}

function german(words: ReadonlyMap<string, EverydayWords>): EverydayWords {
  const found = words.get("de");
  if (!found) throw new Error("locales/de/how-parents-ask/everyday.txt is missing");
  return found;
}

/** What the first language finds that finds anything: the chat's own before all others. Plain German reads German. */
function first<Found>(
  words: ReadonlyMap<string, EverydayWords>,
  own: string,
  look: (words: EverydayWords) => Found | null,
): { found: Found; language: string } | null {
  const mine = words.get(own) ?? german(words);
  const found = look(mine);
  if (found !== null) return { found, language: own };
  for (const [language, one] of words) {
    const elsewhere = one === mine ? null : look(one);
    if (elsewhere !== null) return { found: elsewhere, language };
  }
  return null;
}
