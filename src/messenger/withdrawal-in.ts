import type { Wish } from "../answers/understanding.ts";
import type { OwnChild } from "../../conversations/world.ts";
import { namedApart, spellingsOf } from "../school/named-child.ts";
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
  const isClear = texts.withdrawsAtOnce(text, [speak.language, language.id], namesOf(own));
  return isClear &&
    !namedApart(
      text,
      own.map(({ child }) => child),
    )
    ? wish
    : null;
}

/** The names by which the children of a chat may stand in a sentence. */
export function namesOf(own: readonly Named[]): string[] {
  return own.flatMap(({ child }) => [child.givenName, child.familyName].flatMap(spellingsOf));
}
