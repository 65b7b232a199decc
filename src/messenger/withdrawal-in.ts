import type { Wish } from "../answers/understanding.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";

type Reading = Pick<House, "understand" | "texts">;

/**
 * The withdrawal that free words are, where two readings that know nothing of each other agree:
 * what was learnt from examples, and the rule of the language. Out: null where only one of them, or none, says so.
 */
export function withdrawalIn({ understand, texts }: Reading, speak: Speak, text: string): Wish | null {
  const { wish, undecided, language } = understand(text);
  if (wish?.action !== "withdraw" || undecided) return null;
  return texts.withdrawsPlainly(text, [speak.language, language.id]) ? wish : null;
}
