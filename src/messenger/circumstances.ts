import type { Said, Understood } from "../../conversations/world.ts";
import type { Circumstance } from "../answers/everyday.ts";
import type { House } from "../house/house.ts";
import type { Speak, TextKey } from "../texts.ts";
import { languageOfQuestion } from "./language.ts";
import { answer, notInNotice } from "./answer.ts";

type Reading = Pick<House, "texts" | "understand" | "notice">;

/** What the bot says of itself, marked as its own words and not the notice's. */
export function inOwnWords(speak: Speak, key: TextKey): Said {
  return { html: `${speak(key)}\n\n${speak("everyday.ownWords")}` };
}

/**
 * What is said to whoever asks about costs, as a family without internet, as foster parents or as one parent alone.
 * Of the first two the notice says nothing; of the others it only says who signs, and the school knows the rest.
 * Out: null where it is anything else: a wish, or a question that the notice answers.
 */
export function aboutCircumstance(house: Reading, speak: Speak, text: string): Understood {
  const { kind, topics, onlyToday, language: written } = house.understand(text);
  const found = house.texts.circumstanceIn(text, [
    speak.language,
    languageOfQuestion(house.texts, speak, text, written),
  ]);
  if (!found || onlyToday) return null;
  if (kind === "wish" && !/[?؟]/.test(text)) return null;
  const { language } = found;
  const own = house.texts.speak(language);
  const topic = kind === "answer" ? (topics[0]?.id ?? null) : null;
  if (isSilent(found.what, topic)) return { say: [notInNotice(house, own)], unanswered: { topicGuess: "" }, language };
  if (found.what !== "foster" && found.what !== "alone") return null;
  const ours = inOwnWords(own, `everyday.${found.what}`);
  if (topic === null) return { say: [ours], language };
  return topic === whoSigns ? { say: [answer(house, own, topic), ours], language } : null;
}

const whoSigns = "student_16_signature";
/** What is no help to whoever has no net at all. */
const ofTheNet = ["network_advice", "technical_stability"];

/** Whether the notice says nothing of it. In: the topic that the text sounds like, if it does. */
function isSilent(what: Circumstance, topic: string | null): boolean {
  return what === "costs" || (what === "offline" && (topic === null || ofTheNet.includes(topic)));
}
