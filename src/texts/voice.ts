import type { i18n } from "i18next";

type German = typeof import("../../locales/de/bot.json");
type Keys<Tree, Path extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : Keys<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** A text of the bot by its place in `bot.json`; a key that is not there does not compile. */
export type TextKey = Keys<German>;
export type Values = Record<string, string | number>;

/**
 * The bot's voice in one language. Called: HTML with every value escaped.
 * `plain`: for buttons and other places without markup.
 */
export interface Speak {
  (key: TextKey, values?: Values): string;
  plain: (key: TextKey, values?: Values) => string;
  /** ISO 639-1 code of this voice. */
  language: string;
}

/** A voice in one language. In: the texts of every language. */
export function voice(voices: i18n, language: string): Speak {
  const rightToLeft = isRightToLeft(language);
  const say =
    (escapeValue: boolean) =>
    (key: TextKey, values: Values = {}) => {
      const text = voices.t(key, {
        ...(rightToLeft ? isolated(values) : values),
        lng: language,
        interpolation: { escapeValue },
      });
      return rightToLeft ? text.replaceAll(/^(?=.)/gm, "\u200f") : text;
    };
  return Object.assign(say(true), { plain: say(false), language });
}

/** Whether a language is written from right to left. */
function isRightToLeft(language: string): boolean {
  return ["ar", "fa", "he", "ur", "ku-arab"].includes(language);
}

/** Names, dates and German words stand rightly in a line that runs the other way. */
function isolated(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === "context" || String(value).startsWith("@") ? value : `\u2068${value}\u2069`,
    ]),
  );
}
