import type { Said, Understood } from "../../conversations/world.ts";
import { labelOf, type Notice, passagesOf, type Passage, readableSections } from "../answers/notice.ts";
import { plausible } from "../answers/plausible.ts";
import { escaped } from "../consent/shown.ts";
import { rights } from "../consent/rights.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";
import { languageOfQuestion } from "./language.ts";

const telegramLimit = 4000;

type Texted = Pick<House, "texts">;
type Quoting = Pick<House, "texts" | "notice">;

/**
 * What the bot says to a free text, in the language of the question, or the wish in it.
 * Null: it is neither a question that the notice answers nor a wish.
 */
export function understood(house: Quoting & Pick<House, "understand">, speak: Speak, text: string): Understood {
  const { kind, topics, answers, wish, undecided, language: written } = house.understand(text);
  const language = languageOfQuestion(house.texts, speak, text, written);
  const own = house.texts.speak(language);
  if (kind === "wish" && wish)
    return { wish, objects: wish.action === "withdraw" && topics[0]?.id === "rights_objection", language };
  if (kind === "answer") return { say: topics.slice(0, answers).map(({ id }) => answer(house, own, id)), language };
  if (undecided) return { say: [whichWish(own)], language };
  const offered = kind === "choices" ? plausible(topics).map(({ id }) => id) : [];
  if (offered.length > 0) return { say: [choices(house, own, offered)], language };
  return asksSomething(text)
    ? { say: [notInNotice(house, own)], unanswered: { topicGuess: topics[0]?.id ?? "" }, language }
    : null;
}

/**
 * The verbatim passages of a topic with section and notice version, and what the same text says besides;
 * in another language with the help translation under them.
 */
export function answer(house: Quoting, speak: Speak, topicId: string): Said {
  const topic = house.texts.topics[topicId];
  if (!topic) return notInNotice(house, speak);
  const { says, also } = passagesOf(house.texts.notice, topic);
  const parts = [
    ...quoted(house, speak, says),
    ...(also.length > 0 ? [house.texts.speak("de")("answer.also"), ...quoted(house, speak, also)] : []),
    ...helpFor(house, speak, [...says, ...also]),
  ];
  return { html: parts.join("\n"), ...nextStep(speak, topicId) };
}

/** What the passages mean, in the language that is spoken; only the German binds. */
function helpFor({ texts }: Texted, speak: Speak, passages: Passage[]): string[] {
  const help = texts.help(speak.language);
  const texted = passages.map(({ id }) => help?.notice.passages.get(id)?.text).filter((text) => text !== undefined);
  return texted.length === 0
    ? []
    : [speak("answer.help"), speak("answer.quote", { text: [...new Set(texted)].join("\n") })];
}

/** Whoever asks how something is done may want to do it: one button, and the question is answered all the same. */
function nextStep({ plain }: Speak, topicId: string): Pick<Said, "buttons" | "toQuestion"> {
  const button = (text: string, data: string) => ({ buttons: [[{ text, data }]] });
  if (["withdrawal_how", "withdrawal_effect"].includes(topicId))
    return button(plain("menu.withdraw"), "start:withdraw");
  if (["audio_or_video_choice", "form_fields"].includes(topicId)) return button(plain("menu.give"), "start:give");
  const right = topicId === "complaint" ? "complaint" : topicId.replace(/^rights_/, "");
  if (topicId === "rights_overview") return button(plain("answer.request"), "start:request");
  return rights.some((one) => one === right)
    ? { ...button(plain("answer.request"), `start:request:${right}`), toQuestion: true }
    : {};
}

/** In German; folded up where help stands under it: one tap shows all of it. */
function quoted({ texts, notice }: Quoting, { language }: Speak, passages: Passage[]): string[] {
  const german = texts.speak("de");
  const key = texts.help(language) ? "answer.folded" : "answer.quote";
  const sections = [...new Set(passages.map((passage) => passage.section))];
  return sections.flatMap((section) => [
    german(key, {
      text: passages
        .filter((passage) => passage.section === section)
        .map((passage) => passage.text)
        .join("\n"),
    }),
    german("answer.source", { section: section.replace(/,$/, ""), version: notice.number }),
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

/**
 * The whole notice in the language that is spoken, in as few messages as the messenger's limit allows;
 * of a help translation one tap leads to the German.
 */
export function wholeNotice({ texts }: Texted, speak: Speak): Said[] {
  const help = texts.help(speak.language)?.notice;
  const pieces = [
    ...(help ? [speak("answer.help")] : []),
    ...readableSections(help ?? texts.notice).map(
      ({ heading, text }) => `<b>${escaped(heading)}</b>\n${escaped(text)}`,
    ),
  ];
  const messages: string[] = [];
  for (const piece of pieces) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + piece.length < telegramLimit)
      messages[messages.length - 1] = `${last}\n\n${piece}`;
    else messages.push(piece);
  }
  const german = help ? { buttons: [[{ text: speak.plain("answer.german"), data: "show:notice:de" }]] } : {};
  return messages.map((html, at) => ({ html, ...(at === messages.length - 1 ? german : {}) }));
}

/**
 * The passages that a parent must have seen before answering (Art. 4(11) GDPR):
 * purpose, who sees, how long, voluntary, withdrawal; with their help translation.
 */
export function summaryPassages({ texts }: Texted, speak: Speak): string {
  const ids = [
    "purpose",
    "access-participants",
    "deleted-after-seven-days",
    "voluntary",
    "no-disadvantage",
    "other-ways",
    "withdrawal",
  ];
  const list = (notice: Notice) =>
    ids
      .map((id) => notice.passages.get(id)?.text)
      .filter((text) => text !== undefined)
      .map((text) => `• ${escaped(text)}`)
      .join("\n");
  const help = texts.help(speak.language)?.notice;
  return help
    ? `<blockquote expandable>${list(texts.notice)}</blockquote>\n${speak("answer.help")}\n${list(help)}`
    : list(texts.notice);
}
