import { markOfPassage } from "../school/passage-mark.ts";
import { filledIn } from "./fields.ts";
import type { Notice, Passage } from "./notice.ts";

type Fields = Readonly<Record<string, string>>;

/** A translation of a passage, and the mark of the German (fields in their place) that it translates. */
export interface Translated {
  of: string;
  text: string;
}

/** What has a translation in one language: passages by id, the title as `#`, a heading as `## id` of its first one. */
export type Translation = Readonly<Record<string, Translated>>;

/** What a help translation is made of: the German in force, what it was made of, and how it is filled in. */
export interface HelpSource {
  /** The version in force, as it is quoted. */
  german: Notice;
  /** What it was made of, with fields. */
  template: Notice;
  germanFields: Fields;
  /** What is said in the other language in the place of the fields. */
  fields: Fields;
}

/**
 * The notice in another language: each passage that is a translation of the German one in force; in the place of every
 * other one its German, which `passages` does not have. A heading goes by the same rule.
 */
export function helpNotice(source: HelpSource, translations: readonly Translation[]): Notice {
  const passages = new Map<string, Passage>();
  const said = (key: string, german: string) => translationOf(source, translations, key, german);
  const title = said(titleKey, source.german.title) ?? source.german.title;
  const sections = source.german.sections.map(({ heading, blocks }) => {
    const section = heading === source.german.title ? title : (said(headingKey(blocks), heading) ?? heading);
    const each = (passage: Passage): Passage => {
      const text = said(passage.id, passage.text);
      if (text === null) return { ...passage, section };
      const helped = { id: passage.id, text, section };
      passages.set(passage.id, helped);
      return helped;
    };
    return { heading: section, blocks: blocks.map((block) => block.map(each)) };
  });
  return { title, sections, passages };
}

/** How the title is called among the passages. */
const titleKey = "#";

/** How the heading of a section is called among the passages: by the first of them. */
export const headingKey = (blocks: readonly (readonly Passage[])[]): string => `## ${blocks.flat()[0]?.id ?? ""}`;

/** The first translation that is one of this German; null where none is. */
function translationOf(
  source: HelpSource,
  translations: readonly Translation[],
  key: string,
  german: string,
): string | null {
  const made = templateOf(source.template, key);
  if (made === null || filledIn(made, source.germanFields) !== german) return null;
  const found = translations.map((one) => translatedIn(one, key)).find((one) => one?.of === markOfPassage(made));
  return found ? filledIn(found.text, source.fields) : null;
}

const translatedIn = (translation: Translation, key: string): Translated | undefined =>
  Object.hasOwn(translation, key) ? translation[key] : undefined;

/** What stands in a notice under a key, or null. */
export function templateOf(template: Notice, key: string): string | null {
  if (key === titleKey) return template.title;
  if (!key.startsWith("## ")) return template.passages.get(key)?.text ?? null;
  return template.sections.find(({ blocks }) => headingKey(blocks) === key)?.heading ?? null;
}

/** The title, headings and passages of a notice, each by its key, in their order. */
export function keysOf({ sections, title }: Notice): string[] {
  const under = sections.flatMap(({ heading, blocks }) => [
    ...(heading === title || blocks.flat().length === 0 ? [] : [headingKey(blocks)]),
    ...blocks.flat().map(({ id }) => id),
  ]);
  return [titleKey, ...under];
}

/** What of a notice has no translation that is one of it. In: the German with fields; what there is in a language. */
export function untranslated(template: Notice, translations: readonly Translation[]): string[] {
  const isTranslated = (one: Translation, key: string) =>
    translatedIn(one, key)?.of === markOfPassage(templateOf(template, key) ?? "");
  return keysOf(template).filter((key) => !translations.some((one) => isTranslated(one, key)));
}

/** A translation that comes with the program. In: the notice in that language; the marks of what it translates. */
export function translationIn(notice: Notice, marks: Readonly<Record<string, string>>): Translation {
  const entries = keysOf(notice).flatMap((key) => {
    const text = templateOf(notice, key);
    const of = marks[key];
    return text === null || of === undefined ? [] : [[key, { of, text }] as const];
  });
  return Object.fromEntries(entries);
}
