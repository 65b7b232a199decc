import { inSummary } from "../answers/needed.ts";
import { type Notice, readableSections } from "../answers/notice.ts";
import { escaped } from "../consent/shown.ts";
import type { Said } from "../../conversations/world.ts";
import type { Speak } from "../texts.ts";
import { answer, type Quoting } from "./answer.ts";

const telegramLimit = 4000;

type Texted = Pick<Quoting, "texts">;

/**
 * The whole notice in the language that is spoken, in as few messages as the messenger's limit allows;
 * of a help translation one tap leads to the German.
 */
export function wholeNotice({ texts }: Texted, speak: Speak): Said[] {
  const help = texts.help(speak.language)?.notice;
  const pieces = [
    ...(help ? [speak("answer.help")] : []),
    ...(help && help.passages.size < texts.notice.passages.size ? [speak("answer.onlyGerman")] : []),
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
 * These passages: purpose, who sees, how long, withdrawal, other ways behind a fold that shows its first lines; that
 * it is voluntary and has no disadvantages in the open. Of a help translation all of the German is behind it, too.
 */
export function summaryPassages({ texts }: Texted, speak: Speak): string {
  const list = (notice: Notice, ids: readonly string[]) =>
    ids
      .map((id) => notice.passages.get(id)?.text)
      .filter((text) => text !== undefined)
      .map((text) => `• ${escaped(text)}`)
      .join("\n");
  const inParts = (notice: Notice, behind: string) =>
    `<blockquote expandable>${list(notice, inSummary.folded)}${behind}</blockquote>\n${list(notice, inSummary.open)}`;
  const help = texts.help(speak.language)?.notice;
  if (!help) return inParts(texts.notice, "");
  const ids = Object.values(inSummary).flat();
  const german = `\n\n<b>${speak("answer.german")}</b>\n${list(texts.notice, ids)}`;
  // What has no translation of its own stands among the others in German.
  const passages = new Map([...texts.notice.passages, ...help.passages]);
  const all = ids.every((id) => help.passages.has(id));
  return `${inParts({ ...help, passages }, german)}${all ? "" : `\n${speak("answer.onlyGerman")}`}`;
}

/** What a conversation shows of the notice in force. */
export const shownOfNotice = (house: Quoting, speak: Speak) => ({
  number: house.notice.number,
  summary: summaryPassages(house, speak),
  complaint: answer(house, speak, "complaint").html,
});
