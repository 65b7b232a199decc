import type { House } from "../house/house.ts";
import type { Declining } from "../school/named-child.ts";

/**
 * In whose cases a name may stand. What may be a word of these languages is no name in one of its cases.
 * In: the languages of the chat and of the text, which `languagesOf` says.
 */
export function decliningIn({ texts }: Pick<House, "texts">, languages: readonly string[]): Required<Declining> {
  return { languages, isWord: (word) => texts.isWord(word, languages) };
}

/** In which languages a text may be read: in that of its chat, and in its own. */
export const languagesOf = ({ understand }: Pick<House, "understand">, language: string, text: string): string[] => [
  ...new Set([language, understand(text).language.id]),
];
