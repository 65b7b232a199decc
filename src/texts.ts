import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInstance, type i18n } from "i18next";
import { readConcepts } from "./answers/concepts.ts";
import { readScope } from "./answers/scope.ts";
import type { Scope } from "./answers/understanding.ts";
import { type Examples, readExamples, together } from "./answers/examples.ts";
import { type Reply, readReply } from "./answers/reply.ts";
import { readReplyWords } from "./answers/reply-words.ts";
import { lostPassages, type Notice, readNotice, type Topics } from "./answers/notice.ts";

type German = typeof import("../locales/de/bot.json");
type Keys<Tree, Path extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : Keys<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** A text of the bot by its place in `bot.json`; a key that is not there does not compile. */
export type TextKey = Keys<German>;
export type Values = Record<string, string | number>;

/** The bot's voice in one language. Called: HTML with every value escaped. `plain`: for buttons and other places without markup. */
export interface Speak {
  (key: TextKey, values?: Values): string;
  plain: (key: TextKey, values?: Values) => string;
  /** ISO 639-1 code of this voice. */
  language: string;
}

/** What a parent reads in one language as help beside the binding German: the notice passage by passage, and titles of topics. */
export interface Help {
  notice: Notice;
  title(topicId: string): string;
}

export interface Texts {
  /** The locale folders in which the bot can speak, German first. */
  languages: string[];
  speak(language?: string): Speak;
  /** Help in a language; null for German itself. */
  help(language: string): Help | null;
  /** The locale folder for what a messenger calls a language ("tr-TR"), or null. */
  supported(code: string | undefined): string | null;
  notice: Notice;
  /** The German notice as it stands in the file: what a version is made of. */
  noticeFile: string;
  topics: Topics;
  /** What an answer to a JA / NEIN question means, in this language or, where it says nothing there, in another one. */
  readReply: (text: string, language?: string) => Reply;
  readScope: (text: string) => Scope;
  /** How parents ask, in every language: what the understanding learns from. */
  examples: Examples;
  /** The same as it stands in the files: whether anything has changed is seen without reading it. */
  lessons: string;
  /** The concepts behind words, as the `words.txt` of every language has them. */
  words: string;
}

const folder = new URL("../locales/", import.meta.url);

/** Reads every language under `locales/`. Errors: a notice that cannot be read, or topics whose passages it lost, by name. */
export async function readTexts(from: URL = folder): Promise<Texts> {
  const has = (path: string) => existsSync(new URL(path, from));
  const read = (path: string) => readFileSync(new URL(path, from), "utf8");
  const folders = readdirSync(from)
    .filter((name) => has(`${name}/how-parents-ask`) || has(`${name}/bot.json`))
    .sort((a, b) => Number(b === "de") - Number(a === "de"));
  const languages = folders.filter((name) => has(`${name}/bot.json`));
  const voices = createInstance();
  const resources = Object.fromEntries(
    languages.map((language) => [language, { translation: JSON.parse(read(`${language}/bot.json`)) as object }]),
  );
  await voices.init({ resources, fallbackLng: "de", returnNull: false, load: "currentOnly" });
  const noticeFile = read("de/notice.md");
  const notice = readNotice(noticeFile);
  const topics = JSON.parse(read("de/topics.json")) as Topics;
  const lost = lostPassages(notice, topics);
  if (lost.length > 0)
    throw new Error(
      `notice.md has lost passages that answers point at: ${lost.map(({ topic, passage }) => `${topic} → [${passage}]`).join(", ")}. Give the new sentence the old id, or change topics.json.`,
    );
  const asking = folders.filter((name) => has(`${name}/how-parents-ask/questions.txt`));
  const asked = (language: string, name: string) => read(`${language}/how-parents-ask/${name}.txt`);
  const words = asking.map((language) => asked(language, "words")).join("\n");
  const taught = asking.map((language) => ({
    language,
    files: {
      questions: asked(language, "questions"),
      wishes: asked(language, "wishes"),
      elsewhere: asked(language, "elsewhere"),
    },
  }));
  const examples = once(() =>
    together(taught.map(({ language, files }) => readExamples(files, new Set(Object.keys(topics)), language))),
  );
  return {
    languages,
    notice,
    noticeFile,
    topics,
    words,
    ...readers(
      folders.filter((name) => has(`${name}/how-parents-ask/replies.txt`)),
      (language) => asked(language, "replies"),
      words,
    ),
    speak: (language = "de") => voice(voices, languages.includes(language) ? language : "de"),
    help: remembering((language) =>
      language !== "de" && has(`${language}/notice.md`)
        ? helpIn(
            read(`${language}/notice.md`),
            has(`${language}/topics.json`) ? read(`${language}/topics.json`) : "{}",
            topics,
          )
        : null,
    ),
    supported: (code = "") => languages.find((language) => language === code.toLowerCase().split("-")[0]) ?? null,
    // Only who learns looks at the examples.
    get examples() {
      return examples();
    },
    get lessons() {
      return JSON.stringify(taught);
    },
  };
}

/** How replies and the purposes that a text names are read. In: the languages that have words for it. */
function readers(
  spoken: readonly string[],
  wordsIn: (language: string) => string,
  words: string,
): Pick<Texts, "readReply" | "readScope"> {
  const replies = new Map(spoken.map((language) => [language, readReplyWords(wordsIn(language))]));
  const german = replies.get("de");
  if (!german) throw new Error("locales/de/how-parents-ask/replies.txt is missing");
  const conceptsOf = once(() => readConcepts(words));
  return {
    readReply: (text, language = "de") => readReply(text, replies.get(language) ?? german, [...replies.values()]),
    readScope: (text) => readScope(text, conceptsOf()),
  };
}

function helpIn(noticeFile: string, titles: string, topics: Topics): Help {
  const own = JSON.parse(titles) as Record<string, { title: string }>;
  return { notice: readNotice(noticeFile), title: (id) => own[id]?.title ?? topics[id]?.title ?? id };
}

/** Made when it is first asked for. */
function once<T>(make: () => T): () => T {
  const known = remembering(make);
  return () => known("");
}

function remembering<T>(look: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, look(key));
    return known.get(key) as T;
  };
}

function voice(voices: i18n, language: string): Speak {
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
