import type { Wish } from "../answers/understanding.ts";
import type { OwnChild } from "../../conversations/world.ts";
import { type Declining, namedApart, spellingsOf, wordsNaming } from "../school/named-child.ts";
import { decliningIn } from "./declining.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";

type Named = Pick<OwnChild, "child">;
type Reading = Pick<House, "understand" | "texts">;

/**
 * The withdrawal that free words are, where three readings agree: what was learnt from examples, what the words wish
 * as it is computed, and the rule of the language.
 * In: also the children of the chat by their names. Out: null where not all of them say so, and where something is
 * said of each of several children: then the person is asked.
 */
export function withdrawalIn(
  { understand, texts }: Reading,
  speak: Speak,
  text: string,
  own: readonly Named[],
): Wish | null {
  const { wish, isRead, undecided, language } = understand(text);
  if (wish?.action !== "withdraw" || !isRead || undecided) return null;
  const declining = decliningIn({ texts }, [speak.language, language.id]);
  const children = own.map(({ child }) => child);
  const isClear = texts.withdrawsAtOnce(text, declining.languages, namesIn(text, children, declining));
  return isClear && !namedApart(text, children, declining) ? wish : null;
}

/** The names by which the children of a chat stand in a sentence, and in which case. */
export function namesIn(text: string, children: readonly Named["child"][], declining: Declining): string[] {
  const names = children.flatMap(({ givenName, familyName }) => [givenName, familyName].flatMap(spellingsOf));
  return [...names, ...wordsNaming(text, children, declining)];
}
