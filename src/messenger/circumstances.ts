import type { Said, Understood } from "../../conversations/world.ts";
import type { House } from "../house/house.ts";
import type { Speak, TextKey } from "../texts.ts";
import { circumstanceOf } from "../texts/meaning.ts";
import { languageOfQuestion } from "./language.ts";
import { notInNotice } from "./answer.ts";

type Reading = Pick<House, "texts" | "understand" | "notice">;

/** What the bot says of itself, marked as its own words and not the notice's. */
export function inOwnWords(speak: Speak, key: TextKey): Said {
  return { html: `${speak(key)}\n\n${speak("everyday.ownWords")}` };
}

/**
 * What is said to whoever asks about costs, as a family without internet, as foster parents or as one parent alone:
 * that the notice says nothing of it, or what the school knows of it.
 * Out: null where it is anything else: a wish, or a question that the notice answers.
 */
export function aboutCircumstance(house: Reading, speak: Speak, text: string): Understood {
  const understood = house.understand(text);
  const written = languageOfQuestion(house.texts, speak, text, understood.language);
  const found = circumstanceOf(house.texts, understood, text, [speak.language, written]);
  if (!found) return null;
  const { what, language } = found;
  const own = house.texts.speak(language);
  return what === "costs" || what === "offline"
    ? { say: [notInNotice(house, own)], unanswered: { topicGuess: "" }, language }
    : { say: [inOwnWords(own, `everyday.${what}`)], language };
}
