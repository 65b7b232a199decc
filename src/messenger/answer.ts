import type { Said, Understood } from "../../conversations/world.ts";
import { answerOf, isSalutation, labelOf, passagesOf, type Passage } from "../answers/notice.ts";
import { plausible } from "../answers/plausible.ts";
import { rights } from "../consent/rights.ts";
import type { House } from "../house/house.ts";
import type { Help, Speak } from "../texts.ts";
import { languageOfQuestion } from "./language.ts";

type Texted = Pick<House, "texts">;
export type Quoting = Pick<House, "texts" | "notice">;

/**
 * What the bot says to a free text, in the language of the question, or the wish in it.
 * Null: it is neither a question that the notice answers nor a wish.
 */
export function understood(house: Quoting & Pick<House, "understand">, speak: Speak, text: string): Understood {
  const { kind, topics, answers, wish, undecided, onlyToday, language: written } = house.understand(text);
  const language = languageOfQuestion(house.texts, speak, text, written);
  const own = house.texts.speak(language);
  if (kind === "wish" && wish)
    return { wish, objects: wish.action === "withdraw" && topics[0]?.id === "rights_objection", language };
  if (kind === "answer") return { say: topics.slice(0, answers).map(({ id }) => answer(house, own, id)), language };
  if (undecided) return { say: [whichWish(own)], language };
  if (onlyToday) return { say: [notPerDay(own)], language };
  const offered = kind === "choices" ? plausible(topics).map(({ id }) => id) : [];
  if (offered.length > 0) return { say: [choices(house, own, offered)], language };
  return asksSomething(text)
    ? { say: [notInNotice(house, own)], unanswered: { topicGuess: topics[0]?.id ?? "" }, language }
    : null;
}

/**
 * What answers a topic, verbatim with section and notice version, and a button for what the same text says besides;
 * in another language with the help translation under it.
 */
export function answer(house: Quoting, speak: Speak, topicId: string): Said {
  const topic = house.texts.topics[topicId];
  if (!topic) return notInNotice(house, speak);
  const { first, more } = answerOf(house.texts.notice, topic);
  const { buttons = [], ...next } = nextStep(speak, topicId);
  const onTap = { text: speak.plain("answer.more"), data: `show:more:${topicId}:${speak.language}` };
  const rows = [...(more.length > 0 ? [[onTap]] : []), ...buttons];
  return {
    html: [...quoted(house, speak, first), ...helpFor(house, speak, first)].join("\n"),
    ...(rows.length > 0 ? { buttons: rows } : {}),
    ...next,
  };
}

/** What the notice says besides about a topic, for whoever has asked for more. */
export function moreOf(house: Quoting, speak: Speak, topicId: string): Said {
  const topic = house.texts.topics[topicId];
  const more = topic ? answerOf(house.texts.notice, topic).more : [];
  if (more.length === 0) return answer(house, speak, topicId);
  const also = house.texts.speak("de")("answer.also");
  return { html: [also, ...quoted(house, speak, more), ...helpFor(house, speak, more)].join("\n") };
}

/** What the passages mean, in the language that is spoken; only the German binds. */
function helpFor({ texts }: Texted, speak: Speak, passages: Passage[]): string[] {
  const help = texts.help(speak.language)?.notice;
  if (!help) return [];
  const texted = passages.map(({ id }) => help.passages.get(id)?.text).filter((text) => text !== undefined);
  const onlyGerman = texted.length < passages.length ? [speak("answer.onlyGerman")] : [];
  if (texted.length === 0) return onlyGerman;
  return [...[speak("answer.help"), speak("answer.quote", { text: [...new Set(texted)].join("\n") })], ...onlyGerman];
}

/** Whether each of the passages has a translation that is one of it. */
const areTranslated = (help: Help | null, passages: readonly Passage[]): boolean =>
  help !== null && passages.every(({ id }) => help.notice.passages.has(id));

/** Whoever asks how something is done may want to do it: one button, and the question is answered all the same. */
function nextStep({ plain }: Speak, topicId: string): Pick<Said, "buttons" | "toQuestion"> {
  const button = (text: string, data: string) => ({ buttons: [[{ text, data }]] });
  if (["withdrawal_how", "withdrawal_effect"].includes(topicId))
    return button(plain("menu.withdraw"), "start:withdraw");
  if (["audio_or_video_choice", "form_fields"].includes(topicId)) return button(plain("menu.give"), "start:give");
  if (topicId === "complaint")
    return { ...button(plain("answer.complain"), "start:request:complaint"), toQuestion: true };
  const right = topicId.replace(/^rights_/, "");
  if (topicId === "rights_overview") return button(plain("answer.request"), "start:request");
  return rights.some((one) => one === right)
    ? { ...button(plain("answer.request"), `start:request:${right}`), toQuestion: true }
    : {};
}

/** In German; folded up where help for all of it stands under it: one tap shows all of it. */
function quoted({ texts, notice }: Quoting, { language }: Speak, passages: Passage[]): string[] {
  const german = texts.speak("de");
  const key = areTranslated(texts.help(language), passages) ? "answer.folded" : "answer.quote";
  const sections = [...new Set(passages.map((passage) => passage.section))];
  return sections.flatMap((section) => [
    german(key, {
      text: passages
        .filter((passage) => passage.section === section)
        .map((passage) => passage.text)
        .join("\n"),
    }),
    german(isSalutation(section) ? "answer.sourceWhole" : "answer.source", { section, version: notice.number }),
  ]);
}

/** Giving or withdrawing: a person says which, nobody guesses. */
function whichWish(speak: Speak): Said {
  return {
    html: speak("answer.which"),
    buttons: [
      [{ text: speak.plain("menu.give"), data: "start:give" }],
      [{ text: speak.plain("menu.withdraw"), data: "start:withdraw" }],
      [{ text: speak.plain("answer.noneOfThese"), data: "ask:none" }],
    ],
    toQuestion: true,
  };
}

/** Consent is not per day: whom to tell for today, and the way to withdraw for good. */
function notPerDay(speak: Speak): Said {
  return {
    html: speak("answer.notPerDay"),
    buttons: [
      [{ text: speak.plain("menu.withdraw"), data: "start:withdraw" }],
      [{ text: speak.plain("answer.noneOfThese"), data: "ask:none" }],
    ],
    toQuestion: true,
  };
}

function choices({ texts }: Texted, speak: Speak, topicIds: string[]): Said {
  const buttons = topicIds.map((id) => [
    { text: texts.help(speak.language)?.label(id) ?? labelOf(texts.topics[id]) ?? id, data: `show:topic:${id}` },
  ]);
  return {
    html: speak("answer.which"),
    buttons: [...buttons, [{ text: speak.plain("answer.noneOfThese"), data: "ask:none" }]],
    toQuestion: true,
  };
}

/** The honest answer, with whom to ask: the officer and the school in the notice's own words. */
export function notInNotice({ texts }: Texted, speak: Speak): Said {
  const text = (topic: string) => {
    const found = texts.topics[topic];
    return found
      ? passagesOf(texts.notice, found)
          .says.map((passage) => passage.text)
          .join("\n")
      : "";
  };
  return {
    html: speak("answer.notInNotice", { officer: text("dpo_contact"), school: text("controller") }),
    buttons: [[{ text: speak.plain("answer.passOn"), data: "ask:pass" }]],
    toQuestion: true,
  };
}

function asksSomething(text: string): boolean {
  return /[?؟]/.test(text) || text.trim().split(/\s+/).length >= 4;
}
