import type { Texts } from "../texts.ts";
import { once } from "./remembering.ts";
import { readingNow } from "./wrong-text.ts";

/** What a file of texts holds: texts, and groups of them. */
export interface Tree {
  [key: string]: string | Tree;
}

/**
 * The texts of one language as a messenger says them. In: the texts of `bot.json`, and those that are said otherwise
 * in this messenger. Out: all of them, anew.
 */
export function saidOtherwise(texts: Tree, otherwise: Tree): Tree {
  const said = Object.entries(otherwise).map(([key, text]) => {
    const usual = texts[key];
    return [key, typeof text === "object" && typeof usual === "object" ? saidOtherwise(usual, text) : text] as const;
  });
  return { ...texts, ...Object.fromEntries(said) };
}

/**
 * Texts that speak in each messenger: as they are in Telegram, and as a messenger without buttons and commands needs
 * them. In: the texts as they are; what reads the other voice, called when somebody first asks for it: a school
 * without that messenger reads none of its files. Errors (of `in`): WrongText.
 */
export function inEachMessenger(usual: Omit<Texts, "in">, matrixVoice: () => Texts["speak"]): Texts {
  const matrix = once(() => readingNow(() => like(telegram, matrixVoice())));
  const telegram: Texts = Object.assign(usual, {
    in: (messenger: "telegram" | "matrix") => (messenger === "matrix" ? matrix() : telegram),
  });
  return telegram;
}

/** The same texts with another voice. What is made only when somebody asks for it is not made by copying it. */
function like(texts: Texts, speak: Texts["speak"]): Texts {
  const all = Object.getOwnPropertyDescriptors(texts);
  return Object.defineProperties({} as Texts, { ...all, speak: { ...all.speak, value: speak } });
}
