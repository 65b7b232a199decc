import type { Wish } from "../answers/understanding.ts";
import type { OwnChild } from "../../conversations/world.ts";
import { spellingsOf } from "../school/named-child.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";

type Reading = Pick<House, "understand" | "texts">;

/**
 * The withdrawal that free words are, where two readings that know nothing of each other agree:
 * what was learnt from examples, and the rule of the language.
 * In: also the names of the chat's own children. Out: null where only one of them, or none, says so.
 */
export function withdrawalIn(
  { understand, texts }: Reading,
  speak: Speak,
  text: string,
  names: readonly string[],
): Wish | null {
  const { wish, undecided, language } = understand(text);
  if (wish?.action !== "withdraw" || undecided) return null;
  return texts.withdrawsPlainly(text, [speak.language, language.id], names) ? wish : null;
}

/** The names by which the children of a chat may stand in a sentence. */
export function namesOf(own: readonly OwnChild[]): string[] {
  return own.flatMap(({ child }) => [child.givenName, child.familyName].flatMap(spellingsOf));
}
