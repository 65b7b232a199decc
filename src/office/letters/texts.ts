import { existsSync, readdirSync, readFileSync } from "node:fs";
import { html } from "hono/html";
import type { Notice } from "../../answers/notice.ts";
import type { Texts } from "../../texts.ts";
import { once } from "../../texts/remembering.ts";

type German = typeof import("../../../locales/de/letter.json");
/** The words of a letter in one language; every language has the same. */
export type LetterWords = Omit<German, "office">;

/** One language of a letter. */
export interface LetterLanguage {
  language: string;
  words: LetterWords;
  /** The school's notice in this language, where there is one. */
  notice: Notice | null;
  /** What the button in the chat says: in German, and in this language where the bot speaks it. */
  button: string;
}

export interface LetterTexts {
  german: LetterLanguage & { notice: Notice };
  /** What stands in German only. */
  office: German["office"];
  /**
   * The language to write in beside German; plain German for a language that has no letter yet.
   * Null for German alone.
   */
  beside(language: string | null): LetterLanguage | null;
}

const locales = new URL("../../../locales/", import.meta.url);

/** The words of letters as they come with the program, to be put beside a school's notice. */
export type LetterWording = (texts: Pick<Texts, "notice" | "help">) => LetterTexts;

/** `letter.json` of every language under `locales/`, read once for all schools. */
export const readLetterTexts = once(read);

function read(): LetterWording {
  const text = (path: string) => readFileSync(new URL(path, locales), "utf8");
  const has = (path: string) => existsSync(new URL(path, locales));
  const link = (language: string) => (JSON.parse(text(`${language}/bot.json`)) as { join: { link: string } }).join.link;
  const wordsOf = (language: string) => ({
    language,
    words: JSON.parse(text(`${language}/letter.json`)) as LetterWords,
    button: [...new Set(["de", language].filter((one) => has(`${one}/bot.json`)).map(link))].join(" / "),
  });
  const { office, ...words } = JSON.parse(text("de/letter.json")) as German;
  const others = readdirSync(locales).filter((name) => name !== "de" && has(`${name}/letter.json`));
  const languages = new Map(others.map((language) => [language, wordsOf(language)]));
  const german = { ...wordsOf("de"), words };
  return (texts) => ({
    german: { ...german, notice: texts.notice },
    office,
    beside(language) {
      const found = language === null ? undefined : (languages.get(language) ?? languages.get("de-simple"));
      return found ? { ...found, notice: texts.help(found.language)?.notice ?? null } : null;
    },
  });
}

/** A text with its `{{values}}` filled in, each kept apart from the direction of the writing around it. */
export function filled(text: string, values: Record<string, string>) {
  return text.split(/\{\{(\w+)\}\}/).map((part, at) => (at % 2 === 1 ? html`<bdi>${values[part] ?? ""}</bdi>` : part));
}

/** A label in both languages on one line, once where they say the same. */
export function labels(
  both: readonly LetterLanguage[],
  textOf: (one: LetterLanguage) => string | ReturnType<typeof filled>,
) {
  const different = both.filter((one, at) => at === 0 || textOf(one) !== textOf(both[0] ?? one));
  return different.map((one, at) => html`${at > 0 ? " · " : ""}<span ${written(one)}>${textOf(one)}</span>`);
}

/** The passage with this id, word by word, or nothing. */
export function said(notice: Notice | null, id: string): string {
  return notice?.passages.get(id)?.text ?? "";
}

/** The attributes that tell in which language and direction an element is written. */
export function written({ language, words }: LetterLanguage) {
  return html`lang="${language}" dir="${words.direction}"`;
}
