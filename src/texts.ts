import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInstance, type i18n } from "i18next";
import { readConcepts } from "./answers/concepts.ts";
import { readScope } from "./answers/scope.ts";
import type { Scope } from "./answers/understanding.ts";
import { type Examples, readExamples } from "./answers/examples.ts";
import { type Reply, readReply } from "./answers/reply.ts";
import { readReplyWords } from "./answers/reply-words.ts";
import { lostPassages, type Notice, readNotice, type Topics } from "./answers/notice.ts";

type German = typeof import("../locales/de/bot.json");
type Keys<Tree, Path extends string = ""> = { [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : Keys<Tree[Key], `${Path}${Key}.`> }[keyof Tree & string];

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

export interface Texts {
  languages: string[];
  speak(language?: string): Speak;
  notice: Notice;
  /** The German notice as it stands in the file: what a version is made of. */
  noticeFile: string;
  topics: Topics;
  /** What an answer to a JA / NEIN question means, in this language or, where it says nothing there, in another one. */
  readReply: (text: string, language?: string) => Reply;
  readScope: (text: string) => Scope;
  /** How parents ask, in German: what the understanding learns from. */
  examples: Examples;
  /** The concepts behind German words, as `words.txt` has them. */
  words: string;
}

const folder = new URL("../locales/", import.meta.url);

/** Reads every language under `locales/`. Errors: a notice that cannot be read, or topics whose passages it lost, by name. */
export async function readTexts(from: URL = folder): Promise<Texts> {
  const languages = readdirSync(from).filter((name) => existsSync(new URL(`${name}/bot.json`, from)));
  const read = (path: string) => readFileSync(new URL(path, from), "utf8");
  const voices = createInstance();
  const resources = Object.fromEntries(languages.map((language) => [language, { translation: JSON.parse(read(`${language}/bot.json`)) as object }]));
  await voices.init({ resources, fallbackLng: "de", returnNull: false });
  const noticeFile = read("de/notice.md");
  const notice = readNotice(noticeFile);
  const topics = JSON.parse(read("de/topics.json")) as Topics;
  const lost = lostPassages(notice, topics);
  if (lost.length > 0) throw new Error(`notice.md has lost passages that answers point at: ${lost.map(({ topic, passage }) => `${topic} → [${passage}]`).join(", ")}. Give the new sentence the old id, or change topics.json.`);
  const asked = (name: string) => read(`de/how-parents-ask/${name}.txt`);
  const examples = readExamples({ questions: asked("questions"), wishes: asked("wishes"), elsewhere: asked("elsewhere") }, new Set(Object.keys(topics)));
  const spoken = readdirSync(from).filter((name) => existsSync(new URL(`${name}/how-parents-ask/replies.txt`, from)));
  const replies = new Map(spoken.map((language) => [language, readReplyWords(read(`${language}/how-parents-ask/replies.txt`))]));
  const german = replies.get("de");
  if (!german) throw new Error("locales/de/how-parents-ask/replies.txt is missing");
  const reply = (text: string, language = "de") => readReply(text, replies.get(language) ?? german, [...replies.values()]);
  const conceptsOf = readConcepts(asked("words"));
  return { languages, readReply: reply, readScope: (text) => readScope(text, conceptsOf), speak: (language = "de") => voice(voices, languages.includes(language) ? language : "de"), notice, noticeFile, topics, examples, words: asked("words") };
}

function voice(voices: i18n, language: string): Speak {
  const say = (escapeValue: boolean) => (key: TextKey, values: Values = {}) => voices.t(key, { ...values, lng: language, interpolation: { escapeValue } });
  return Object.assign(say(true), { plain: say(false), language });
}
