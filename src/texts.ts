import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readConcepts } from "./answers/concepts.ts";
import { readScope } from "./answers/scope.ts";
import { answersNothing } from "./answers/bare.ts";
import { readReply } from "./answers/reply.ts";
import { readReplyGrammar } from "./answers/reply-grammar.ts";
import { asksForClass, asksWhatHolds, readTakingPartWords } from "./answers/taking-part.ts";
import { meansEveryChild, readWithdrawalWords, withdrawsPlainly } from "./answers/withdrawal.ts";
import { plainWordsOf } from "./answers/stand-ins.ts";
import { withdrawsAtOnce } from "./answers/withdrawal-governed.ts";
import { spoken } from "./answers/spoken.ts";
import { dictionary } from "./answers/dictionary.ts";
import { translationIn } from "./answers/help.ts";
import { lostFrom } from "./answers/needed.ts";
import { type Called, labelOf, type Notice, readNotice, type Topics } from "./answers/notice.ts";
import type { HeadWords } from "./school/facts.ts";
import { askedTexts } from "./texts/asked.ts";
import { eachLanguage } from "./texts/each-language.ts";
import { everydayReaders } from "./texts/everyday.ts";
import { inEachMessenger, saidOtherwise, type Tree } from "./texts/messenger.ts";
import { once, remembering } from "./texts/remembering.ts";
import type { ProgramHelp, ProgramTexts } from "./texts/program.ts";
import { voice, type Voices, voicesFor } from "./texts/voice.ts";
import { fromJson, reading } from "./texts/wrong-text.ts";

export type { Help, InForce, Texts } from "./texts/noticed.ts";
export type { ProgramHelp, ProgramTexts } from "./texts/program.ts";
export type { Speak, TextKey, Values } from "./texts/voice.ts";

const folder = new URL("../locales/", import.meta.url);

/**
 * Reads every language under `locales/`.
 * Errors: WrongText for a notice that cannot be read, or topics whose passages it lost, by name.
 */
export async function readTexts(from: URL = folder): Promise<ProgramTexts> {
  return await reading(() => textsIn(from));
}

async function textsIn(from: URL): Promise<ProgramTexts> {
  const files = filesIn(from);
  const folders = readdirSync(from)
    .filter((name) => files.has(`${name}/how-parents-ask`) || files.has(`${name}/bot.json`))
    .sort((a, b) => Number(b === "de") - Number(a === "de"));
  const languages = folders.filter((name) => files.has(`${name}/bot.json`));
  const speaking = (voices: Voices) => (language?: string) =>
    voice(voices, language !== undefined && languages.includes(language) ? language : "de");
  const template = files.read("de/notice.md");
  const topics = dictionary(fromJson<Topics>("de/topics.json", files.read("de/topics.json")));
  refuseLost(readNotice(template), topics);
  const asked = askedTexts(files, folders, new Set(Object.keys(topics)));
  const usual = {
    languages,
    template,
    topics,
    wordFiles: () => wordFiles(files, languages),
    documents: () => new Map(documentNames.map((name) => [name, files.read(`de/documents/${name}.md`)])),
    ...readers(files, folders, asked.wording.words),
    ...everydayReaders(files, folders),
    speak: speaking(voicesOf(files, languages)),
    programHelp: remembering((language: string) => helpIn(files, language, topics)),
    headWords: remembering((language: string) => headWordsIn(files, language)),
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

/** In German alone, as the authority reads them. */
const documentNames = [
  "verzeichnis",
  "information-eltern",
  "information-schueler",
  "information-personal",
  "massnahmen",
  "loeschkonzept",
  "schwellwertpruefung",
] as const;

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

function wordFiles({ has, read }: Files, languages: readonly string[]): string[] {
  const of = (name: string) => languages.map((language) => `${language}/${name}`);
  const help = of("notice.md").filter((path) => path !== "de/notice.md");
  return [...of("bot.json"), ...of("matrix.json"), ...help, ...of("tied.json")].filter(has).map(read);
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

/** Errors: names the passages that a notice has lost, and the topics that point at them. */
function refuseLost(notice: Notice, topics: Topics): void {
  const lost = lostFrom(notice, topics).map(({ topic, passage }) => `${topic} → [${passage}]`);
  if (lost.length > 0)
    throw new Error(
      `notice.md has lost passages that answers point at: ${lost.join(", ")}. ` +
        "Give the new sentence the old id, or change topics.json.",
    );
}

function headWordsIn({ has, read }: Files, language: string): HeadWords {
  const file = [`${language}/head.json`, "de/head.json"].find(has) ?? "de/head.json";
  return fromJson<HeadWords>(file, read(file));
}

/** How replies, withdrawals and the purposes that a text names are read, in every language that has words for it. */
function readers(
  files: Files,
  folders: readonly string[],
  words: string,
): Pick<
  ProgramTexts,
  | "readReply"
  | "answersNothing"
  | "readScope"
  | "withdrawsPlainly"
  | "withdrawsAtOnce"
  | "meansEveryChild"
  | "asksWhatHolds"
  | "asksForClass"
  | "isWord"
  | "plainWords"
> {
  const each = eachLanguage(files, folders);
  const replies = each("replies", readReplyGrammar);
  const withdrawals = each("withdraw", readWithdrawalWords);
  const takingPart = each("may", readTakingPartWords);
  const conceptsOf = once(() => readConcepts(words));
  // A child may be called as a word is ("Will"): a sentence is read with the names, and as if none stood in it.
  const inOne = (reads: typeof withdrawsAtOnce, text: string, languages: readonly string[], names: readonly string[]) =>
    languages
      .map((language) => withdrawals().get(language) ?? withdrawals().get("de"))
      .some((rule) => rule !== undefined && [names, []].some((own) => reads(text, rule, own)));
  return {
    readReply: (text, step, language = "de", names = []) => {
      const german = replies().get("de");
      if (!german) throw new Error("locales/de/how-parents-ask/replies.txt is missing");
      return readReply(text, step, { own: replies().get(language) ?? german, all: [...replies().values()], names });
    },
    answersNothing: (text) => answersNothing(text, [...replies().values()]),
    asksWhatHolds: (text, asking) => [...takingPart().values()].some((words) => asksWhatHolds(text, asking, words)),
    asksForClass: (text, asking) => {
      const german = takingPart().get("de");
      return german === undefined ? null : asksForClass(text, asking, german);
    },
    meansEveryChild: (text) => [...withdrawals().values()].some((words) => meansEveryChild(text, words)),
    withdrawsPlainly: (...said) => inOne(withdrawsPlainly, ...said),
    withdrawsAtOnce: (...said) => inOne(withdrawsAtOnce, ...said),
    readScope: (text) => readScope(text, conceptsOf()),
    isWord: (name, languages) =>
      spoken(name).some((word) => languages.some((language) => replies().get(language)?.known.has(word))),
    plainWords: once(() => plainWordsOf(words)),
  };
}

function helpIn({ has, read }: Files, language: string, topics: Topics): ProgramHelp | null {
  if (language === "de" || !has(`${language}/notice.md`)) return null;
  const json = <T>(file: string) => fromJson<T>(file, has(file) ? read(file) : "{}");
  const own = dictionary(json<Record<string, Called>>(`${language}/topics.json`));
  return {
    translation: translationIn(readNotice(read(`${language}/notice.md`)), json(`${language}/tied.json`)),
    label: (id) => labelOf(own[id]) ?? labelOf(topics[id]) ?? id,
  };
}
