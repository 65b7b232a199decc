import { filledIn, oddFields } from "../answers/fields.ts";
import { helpNotice, type Translation } from "../answers/help.ts";
import { type Notice, readNotice } from "../answers/notice.ts";
import { type Facts, fieldsOf } from "../school/facts.ts";
import type { SchoolText } from "../school/school-text.ts";
import type { ProgramHelp, ProgramTexts } from "./program.ts";
import { once, remembering } from "./remembering.ts";
import { WrongText } from "./wrong-text.ts";

/** The notice in force of one school: its German word for word, and what it was made of. */
export interface InForce {
  text: string;
  facts: Facts;
  /** The German with fields. */
  template: string;
  /** What the school has translated itself, by language. */
  translations: Readonly<Record<string, Translation>>;
}

/**
 * What a parent reads in one language as help beside the binding German: the passages that are a translation of the
 * German in force, the German in the place of the others, and what a topic is called.
 */
export interface Help extends Pick<ProgramHelp, "label"> {
  notice: Notice;
}

/** The texts with the notice of one school. */
export interface Texts extends Omit<ProgramTexts, "in"> {
  in(messenger: "telegram" | "matrix"): Texts;
  /** The notice in force. */
  readonly notice: Notice;
  /** The same as a version holds it. */
  readonly noticeFile: string;
  /** Help in a language; null for German itself. */
  help(language: string): Help | null;
}

/**
 * The texts of the program with the notice of one school, whichever is in force when they are asked.
 * In: what looks at the notice in force; as long as it is the same, so is what it gives.
 */
export function withNotice(program: ProgramTexts, look: () => InForce): Texts {
  const made = new WeakMap<InForce, ReturnType<typeof noticesOf>>();
  const now = () => {
    const inForce = look();
    const known = made.get(inForce) ?? noticesOf(program, inForce);
    made.set(inForce, known);
    return known;
  };
  const saidBy = (some: ProgramTexts): Texts =>
    // What is read late, such as the examples, is left to be read late.
    Object.create(some, {
      notice: { get: () => now().notice, enumerable: true },
      noticeFile: { get: () => look().text, enumerable: true },
      help: { value: (language: string) => now().help(language), enumerable: true },
      wordFiles: { value: () => [...program.wordFiles(), now().ownWords], enumerable: true },
      in: {
        value: (messenger: "telegram" | "matrix") => (messenger === "matrix" ? matrix() : usual),
        enumerable: true,
      },
    }) as Texts;
  const usual = saidBy(program);
  const matrix = once(() => saidBy(program.in("matrix")));
  return usual;
}

function noticesOf(program: ProgramTexts, { text, facts, template, translations }: InForce) {
  const german = readNotice(text);
  const source = once(() => ({
    german,
    template: readNotice(template),
    germanFields: fieldsOf(facts, program.headWords("de")),
  }));
  return {
    notice: german,
    ownWords: Object.keys(translations).length === 0 ? "" : JSON.stringify(translations),
    help: remembering((language): Help | null => {
      const shipped = program.programHelp(language);
      if (!shipped) return null;
      const fields = fieldsOf(facts, program.headWords(language));
      const own = translations[language];
      const both = own ? [own, shipped.translation] : [shipped.translation];
      return { label: (id) => shipped.label(id), notice: helpNotice({ ...source(), fields }, both) };
    }),
  };
}

type HeadWordsOf = Pick<ProgramTexts, "headWords">;

/** The German notice that facts make of a template that somebody has written; null where it has an unknown field. */
export function germanIn(program: HeadWordsOf, { template, facts }: SchoolText): string | null {
  return filledIn(template, fieldsOf(facts, program.headWords("de")));
}

/** What of a template stands in braces and is no fact of a school. */
export function oddFieldsOf(program: HeadWordsOf, { template, facts }: SchoolText): string[] {
  return oddFields(template, fieldsOf(facts, program.headWords("de")));
}

/** The same of a template that is known to be right. Errors: names what is no fact. */
export function germanOf(program: HeadWordsOf, template: string, facts: Facts): string {
  const german = germanIn(program, { template, facts });
  if (german !== null) return german;
  const odd = oddFieldsOf(program, { template, facts }).join(", ");
  throw new WrongText(`notice.md names ${odd}, which is no fact of a school`);
}
