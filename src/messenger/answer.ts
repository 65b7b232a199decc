import type { Said, Understood } from "../../conversations/world.ts";
import { type Notice, passagesOf, type Passage, readableSections } from "../answers/notice.ts";
import { rights } from "../consent/rights.ts";
import type { House } from "./house.ts";

const telegramLimit = 4000;

/** What the bot says to a free text, or the wish in it. Null: it is neither a question that the notice answers nor a wish. */
export function understood(house: House, text: string): Understood {
  const { kind, topics, answers, wish } = house.understand(text);
  if (kind === "wish" && wish) return { wish };
  if (kind === "answer") return { say: topics.slice(0, answers).map(({ id }) => answer(house, id)) };
  if (kind === "choices") return { say: [choices(house, topics.slice(0, 3).map(({ id }) => id))] };
  return asksSomething(text) ? { say: [notInNotice(house)], unanswered: { topicGuess: topics[0]?.id ?? "" } } : null;
}

/** The verbatim passages of a topic with section and notice version, and what the same text says besides. */
export function answer(house: House, topicId: string): Said {
  const topic = house.texts.topics[topicId];
  if (!topic) return notInNotice(house);
  const { says, also } = passagesOf(house.texts.notice, topic);
  const parts = [...quoted(house, says), ...(also.length > 0 ? [house.speak("answer.also"), ...quoted(house, also)] : [])];
  return { html: parts.join("\n"), ...nextStep(house, topicId) };
}

/** Whoever asks how something is done may want to do it: one button, and the question is answered all the same. */
function nextStep(house: House, topicId: string): Pick<Said, "buttons" | "toQuestion"> {
  const button = (text: string, data: string) => ({ buttons: [[{ text, data }]] });
  if (["withdrawal_how", "withdrawal_effect"].includes(topicId)) return button(house.speak.plain("menu.withdraw"), "start:withdraw");
  if (["audio_or_video_choice", "form_fields"].includes(topicId)) return button(house.speak.plain("menu.give"), "start:give");
  const right = topicId === "complaint" ? "complaint" : topicId.replace(/^rights_/, "");
  if (topicId === "rights_overview") return button(house.speak.plain("answer.request"), "start:request");
  return rights.some((one) => one === right) ? { ...button(house.speak.plain("answer.request"), `start:request:${right}`), toQuestion: true } : {};
}

function quoted(house: House, passages: Passage[]): string[] {
  const sections = [...new Set(passages.map((passage) => passage.section))];
  return sections.flatMap((section) => [
    house.speak("answer.quote", { text: passages.filter((passage) => passage.section === section).map((passage) => passage.text).join("\n") }),
    house.speak("answer.source", { section: section.replace(/,$/, ""), version: house.notice.number }),
  ]);
}

function choices(house: House, topicIds: string[]): Said {
  const buttons = topicIds.map((id) => [{ text: house.texts.topics[id]?.title ?? id, data: `show:topic:${id}` }]);
  return { html: house.speak("answer.which"), buttons: [...buttons, [{ text: house.speak.plain("answer.noneOfThese"), data: "ask:none" }]], toQuestion: true };
}

/** The honest answer, with whom to ask: the officer and the school in the notice's own words. */
export function notInNotice(house: House): Said {
  const text = (topic: string) => {
    const found = house.texts.topics[topic];
    return found ? passagesOf(house.texts.notice, found).says.map((passage) => passage.text).join("\n") : "";
  };
  return { html: house.speak("answer.notInNotice", { officer: text("dpo_contact"), school: text("controller") }), buttons: [[{ text: house.speak.plain("answer.passOn"), data: "ask:pass" }]], toQuestion: true };
}

function asksSomething(text: string): boolean {
  return text.includes("?") || text.trim().split(/\s+/).length >= 4;
}

/** The whole notice, in as few messages as the messenger's limit allows. */
export function wholeNotice(notice: Notice): Said[] {
  const pieces = readableSections(notice).map(({ heading, text }) => `<b>${escaped(heading)}</b>\n${escaped(text)}`);
  const messages: string[] = [];
  for (const piece of pieces) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + piece.length < telegramLimit) messages[messages.length - 1] = `${last}\n\n${piece}`;
    else messages.push(piece);
  }
  return messages.map((html) => ({ html }));
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The passages that a parent must have seen before answering (Art. 4(11) GDPR): purpose, who sees, how long, voluntary, withdrawal. */
export function summaryPassages(house: Pick<House, "texts">): string {
  const ids = ["purpose", "access-participants", "deleted-after-seven-days", "voluntary", "no-disadvantage", "other-ways", "withdrawal"];
  const texts = ids.map((id) => house.texts.notice.passages.get(id)?.text).filter((text) => text !== undefined);
  return texts.map((text) => `• ${escaped(text)}`).join("\n");
}
