import { createInstance, type Resource } from "i18next";
import { remembering } from "./remembering.ts";

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
export function voice({ marked, plain }: Voices, language: string): Speak {
  const rightToLeft = isRightToLeft(language);
  const say =
    (textOf: TextOf) =>
    (key: TextKey, values?: Values): string => {
      const text = textOf(language, key, values && rightToLeft ? isolated(values) : values);
      return rightToLeft ? text.replaceAll(/^(?=.)/gm, "\u200f") : text;
    };
  return Object.assign(say(marked), { plain: say(plain), language });
}

type TextOf = (language: string, key: string, values?: Values) => string;

/** The texts of every language; with values escaped, and with values as they are. */
export type Voices = Record<"marked" | "plain", TextOf>;

/**
 * Two voices of the same texts. In: the texts by language. Which text it is, i18next finds once; putting values in is
 * what every message needs many times, and is done here wherever nothing is to be chosen by a number.
 */
export function voicesFor(resources: Resource): Voices {
  const voices = createInstance();
  void voices.init({ resources, fallbackLng: "de", returnNull: false, load: "currentOnly", initAsync: false });
  const bare = remembering((lng: string) =>
    remembering((context: string) =>
      remembering((key: string) => voices.t(key, { lng, ...(context ? { context } : {}), skipInterpolation: true })),
    ),
  );
  const of =
    (escapeValue: boolean): TextOf =>
    (lng, key, values = {}) => {
      if ("count" in values) return voices.t(key, { ...values, lng, interpolation: { escapeValue } });
      const value = (place: string, name: string) => String(values[name] ?? place);
      const put = escapeValue ? (...found: Parameters<typeof value>) => escaped(value(...found)) : value;
      return bare(lng)(String(values.context ?? ""))(key).replaceAll(places, put);
    };
  return { marked: of(true), plain: of(false) };
}

/** `{{name}}`, for a value. */
const places = /\{\{\s*(\w+)\s*\}\}/g;

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

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
