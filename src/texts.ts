import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readConcepts } from "./answers/concepts.ts";
import { readScope } from "./answers/scope.ts";
import type { Scope } from "./answers/understanding.ts";
import { type Reply, readReply, type Step } from "./answers/reply.ts";
import { readReplyGrammar } from "./answers/reply-grammar.ts";
import { type Asking, asksForClass, asksWhatHolds, readTakingPartWords } from "./answers/taking-part.ts";
import { meansEveryChild, readWithdrawalWords, withdrawsPlainly } from "./answers/withdrawal.ts";
import { spoken } from "./answers/spoken.ts";
import { dictionary } from "./answers/dictionary.ts";
import { type Called, labelOf, lostPassages, type Notice, readNotice, type Topics } from "./answers/notice.ts";
import { type AskedTexts, askedTexts } from "./texts/asked.ts";
import { type EverydayTexts, everydayReaders } from "./texts/everyday.ts";
import { inEachMessenger, saidOtherwise, type Tree } from "./texts/messenger.ts";
import { once, remembering } from "./texts/remembering.ts";
import { type Speak, voice, type Voices, voicesFor } from "./texts/voice.ts";
import { fromJson, reading } from "./texts/wrong-text.ts";

export type { Speak, TextKey, Values } from "./texts/voice.ts";

/**
 * What a parent reads in one language as help beside the binding German:
 * the notice passage by passage, and what a topic is called.
 */
export interface Help {
  notice: Notice;
  /** What stands on a button, whole on a phone. */
  label(topicId: string): string;
}

export interface Texts extends AskedTexts, EverydayTexts {
  /** The locale folders in which the bot can speak, German first. */
  languages: string[];
  speak(language?: string): Speak;
  /** The same texts, in the words of a messenger: where there are no buttons, none is spoken of. Errors: WrongText. */
  in(messenger: "telegram" | "matrix"): Texts;
  /** Help in a language; null for German itself. */
  help(language: string): Help | null;
  /** The locale folder for what a messenger calls a language ("tr-TR"), or null. */
  supported(code: string | undefined): string | null;
  notice: Notice;
  /** The German notice as it stands in the file: what a version is made of. */
  noticeFile: string;
  topics: Topics;
  /** What an answer to a JA / NEIN question means, in this language or, where it says nothing there, in another one. */
  readReply: (text: string, step: Step, language?: string, names?: readonly string[]) => Reply;
  /** Whether words, by rule alone, withdraw a consent here and now; in one of these languages. */
  withdrawsPlainly: (text: string, languages: readonly string[], names: readonly string[]) => boolean;
  /** Whether a text speaks of all of one's children, in any language. */
  meansEveryChild: (text: string) => boolean;
  /** Whether a text asks, in any language, if one's own child may take part, or why not. */
  asksWhatHolds: (text: string, asking: Asking) => boolean;
  /** Whether a class teacher asks for the class, or why and who; teachers write German. */
  asksForClass: (text: string, asking: Asking) => { reasons: boolean } | null;
  readScope: (text: string) => Scope;
  /** Whether a name is also a word with which people answer, in one of these languages. */
  isWord: (name: string, languages: readonly string[]) => boolean;
}

const folder = new URL("../locales/", import.meta.url);

/**
 * Reads every language under `locales/`.
 * Errors: WrongText for a notice that cannot be read, or topics whose passages it lost, by name.
 */
export async function readTexts(from: URL = folder): Promise<Texts> {
  return await reading(() => textsIn(from));
}

async function textsIn(from: URL): Promise<Texts> {
  const files = filesIn(from);
  const folders = readdirSync(from)
    .filter((name) => files.has(`${name}/how-parents-ask`) || files.has(`${name}/bot.json`))
    .sort((a, b) => Number(b === "de") - Number(a === "de"));
  const languages = folders.filter((name) => files.has(`${name}/bot.json`));
  const speaking = (voices: Voices) => (language?: string) =>
    voice(voices, language !== undefined && languages.includes(language) ? language : "de");
  const noticeFile = files.read("de/notice.md");
  const notice = readNotice(noticeFile);
  const topics = dictionary(fromJson<Topics>("de/topics.json", files.read("de/topics.json")));
  refuseLost(notice, topics);
  const asked = askedTexts(files, folders, new Set(Object.keys(topics)));
  const usual = {
    languages,
    notice,
    noticeFile,
    topics,
    ...readers(files, folders, asked.wording.words),
    ...everydayReaders(files, folders),
    speak: speaking(voicesOf(files, languages)),
    help: remembering((language: string) => helpIn(files, language, topics)),
    supported: (code: string | undefined = "") =>
      languages.find((language) => language === code.toLowerCase().split("-")[0]) ?? null,
    wording: asked.wording,
    lessons: () => asked.lessons(),
    get examples() {
      return asked.examples;
    },
  };
  return inEachMessenger(usual, () => speaking(voicesOf(files, languages, "matrix")));
}

interface Files {
  has: (path: string) => boolean;
  read: (path: string) => string;
}

function filesIn(from: URL): Files {
  return {
    has: (path) => existsSync(new URL(path, from)),
    read: (path) => readFileSync(new URL(path, from), "utf8"),
  };
}

/** The voices of every language; with the words of a messenger in place of the usual ones where it is named. */
function voicesOf({ read }: Files, languages: readonly string[], messenger?: "matrix"): Voices {
  const tree = (file: string) => fromJson<Tree>(file, read(file));
  const textsOf = (language: string) => {
    const usual = tree(`${language}/bot.json`);
    return messenger ? saidOtherwise(usual, tree(`${language}/${messenger}.json`)) : usual;
  };
  return voicesFor(Object.fromEntries(languages.map((language) => [language, { translation: textsOf(language) }])));
}

function refuseLost(notice: Notice, topics: Topics): void {
  const lost = lostPassages(notice, topics).map(({ topic, passage }) => `${topic} → [${passage}]`);
  if (lost.length > 0)
    throw new Error(
      `notice.md has lost passages that answers point at: ${lost.join(", ")}. ` +
        "Give the new sentence the old id, or change topics.json.",
    );
}

/** How replies, withdrawals and the purposes that a text names are read, in every language that has words for it. */
function readers(
  { has, read }: Files,
  folders: readonly string[],
  words: string,
): Pick<
  Texts,
  "readReply" | "readScope" | "withdrawsPlainly" | "meansEveryChild" | "asksWhatHolds" | "asksForClass" | "isWord"
> {
  const each = <T>(name: string, make: (file: string) => T) => {
    const file = (language: string) => `${language}/how-parents-ask/${name}.txt`;
    const having = folders.filter((language) => has(file(language)));
    return once(() => new Map(having.map((language) => [language, make(read(file(language)))])));
  };
  const replies = each("replies", readReplyGrammar);
  const withdrawals = each("withdraw", readWithdrawalWords);
  const takingPart = each("may", readTakingPartWords);
  const conceptsOf = once(() => readConcepts(words));
  return {
    readReply: (text, step, language = "de", names = []) => {
      const german = replies().get("de");
      if (!german) throw new Error("locales/de/how-parents-ask/replies.txt is missing");
      return readReply(text, step, { own: replies().get(language) ?? german, all: [...replies().values()], names });
    },
    asksWhatHolds: (text, asking) => [...takingPart().values()].some((words) => asksWhatHolds(text, asking, words)),
    asksForClass: (text, asking) => {
      const german = takingPart().get("de");
      return german === undefined ? null : asksForClass(text, asking, german);
    },
    meansEveryChild: (text) => [...withdrawals().values()].some((words) => meansEveryChild(text, words)),
    withdrawsPlainly: (text, languages, names) => {
      const rules = languages.map((language) => withdrawals().get(language) ?? withdrawals().get("de"));
      return rules.some((rule) => rule !== undefined && withdrawsPlainly(text, rule, names));
    },
    readScope: (text) => readScope(text, conceptsOf()),
    isWord: (name, languages) =>
      spoken(name).some((word) => languages.some((language) => replies().get(language)?.known.has(word))),
  };
}

function helpIn({ has, read }: Files, language: string, topics: Topics): Help | null {
  if (language === "de" || !has(`${language}/notice.md`)) return null;
  const titles = has(`${language}/topics.json`) ? read(`${language}/topics.json`) : "{}";
  const own = dictionary(fromJson<Record<string, Called>>(`${language}/topics.json`, titles));
  return {
    notice: readNotice(read(`${language}/notice.md`)),
    label: (id) => labelOf(own[id]) ?? labelOf(topics[id]) ?? id,
  };
}
