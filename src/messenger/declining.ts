import type { House } from "../house/house.ts";
import type { Declining } from "../school/named-child.ts";

/**
 * In whose cases a name may stand: in those of the chat and of the text. What may be a word of them is no name in one
 * of its cases.
 */
export function decliningIn(
  { texts, understand }: Pick<House, "texts" | "understand">,
  language: string,
  text: string,
): Required<Declining> {
  const languages = [...new Set([language, understand(text).language.id])];
  return { languages, isWord: (word) => texts.isWord(word, languages) };
}
