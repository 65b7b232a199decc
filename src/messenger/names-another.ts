import { namedChildren } from "../../conversations/child.ts";
import type { OwnChild } from "../../conversations/world.ts";
import type { Texts } from "../texts.ts";

/**
 * Whether a text names a child other than this one, may name one (a first name that two of them have), or speaks of all
 * of them or of one without a name. In: the children and the language of the chat.
 */
export function namesAnother(
  texts: Pick<Texts, "speaksOfChildren" | "speaksAlsoOfAll">,
  text: string,
  own: readonly OwnChild[],
  childId: string,
  language: string,
): boolean {
  const others = own.filter(({ child }) => child.id !== childId);
  if (others.length === 0) return false;
  if (texts.speaksOfChildren(text) !== null || texts.speaksAlsoOfAll(text)) return true;
  const declining = { languages: [language] };
  const named = namedChildren(text, own, declining);
  if (named.length > 0) return named.some(({ child }) => child.id !== childId);
  return others.some((one) => namedChildren(text, [one], declining).length > 0);
}
