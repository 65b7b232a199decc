import type { Translation } from "../answers/help.ts";
import type { Topics } from "../answers/notice.ts";
import type { Reply, Step } from "../answers/reply.ts";
import type { Asking } from "../answers/taking-part.ts";
import type { Scope } from "../answers/understanding.ts";
import type { HeadWords } from "../school/facts.ts";
import type { AskedTexts } from "./asked.ts";
import type { EverydayTexts } from "./everyday.ts";
import type { Speak } from "./voice.ts";

/** What comes with the program as help beside the binding German: passages with fields, and what a topic is called. */
export interface ProgramHelp {
  translation: Translation;
  /** What stands on a button, whole on a phone. */
  label(topicId: string): string;
}

/** The texts as they come with the program. What is true of one school alone stands in its notice as a field. */
export interface ProgramTexts extends AskedTexts, EverydayTexts {
  /** The locale folders in which the bot can speak, German first. */
  languages: string[];
  speak(language?: string): Speak;
  /** The same texts, in the words of a messenger: where there are no buttons, none is spoken of. Errors: WrongText. */
  in(messenger: "telegram" | "matrix"): ProgramTexts;
  /** Help in a language; null for German itself. */
  programHelp(language: string): ProgramHelp | null;
  /** The locale folder for what a messenger calls a language ("tr-TR"), or null. */
  supported(code: string | undefined): string | null;
  /** The German notice as it comes with the program, as it stands in the file: with fields. */
  template: string;
  /** How the head of a school is called in a language. */
  headWords(language: string): HeadWords;
  topics: Topics;
  /** The documents for the data-protection officer as they are written, with fields, by name and in their order. */
  documents: () => ReadonlyMap<string, string>;
  /** The files of all else that is shown, in every language: what is said, and the help beside the notice. */
  wordFiles: () => string[];
  /** What an answer to a JA / NEIN question means, in this language or, where it says nothing there, in another one. */
  readReply: (text: string, step: Step, language?: string, names?: readonly string[]) => Reply;
  /** Whether a text is, in any language, a bare no or a word that leads back: outside of a question it says nothing. */
  answersNothing: (text: string) => boolean;
  /** Whether words, by rule alone, withdraw a consent here and now; in one of these languages. */
  withdrawsPlainly: (text: string, languages: readonly string[], names: readonly string[]) => boolean;
  /** Whether they do so in the first person or as a set phrase, and nothing that could give stands beside it. */
  withdrawsAtOnce: (text: string, languages: readonly string[], names: readonly string[]) => boolean;
  /** Whether a text speaks of all of one's children, in any language. */
  meansEveryChild: (text: string) => boolean;
  /** Whether a text asks, in any language, if one's own child may take part, or why not. */
  asksWhatHolds: (text: string, asking: Asking) => boolean;
  /** Whether a class teacher asks for the class, or why and who; teachers write German. */
  asksForClass: (text: string, asking: Asking) => { reasons: boolean } | null;
  readScope: (text: string) => Scope;
  /** Whether a name is also a word with which people answer, in one of these languages. */
  isWord: (name: string, languages: readonly string[]) => boolean;
  /** The words that messages are made of; made once, for all schools. */
  plainWords: () => ReadonlySet<string>;
}
