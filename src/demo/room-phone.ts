import type { Kept } from "../homeserver/room.ts";
import type { DemoSchool } from "./visitors.ts";

type Content = Record<string, unknown>;
const textIn = (content: Content, name: string) => (typeof content[name] === "string" ? content[name] : "");
const relationOf = ({ content }: Kept) =>
  (content["m.relates_to"] ?? {}) as { rel_type?: string; event_id?: string; key?: string } & {
    "m.in_reply_to"?: { event_id: string };
  };

/** What is shown as a message of its own: neither a change of one nor a sign under one. */
const isMessage = (event: Kept) => event.type === "m.room.message" && relationOf(event).rel_type === undefined;

/** The message with this number in a room; undefined where there is none. */
export const messageIn = (events: readonly Kept[], id: unknown): Kept | undefined =>
  events.find((event) => event.at === id && isMessage(event));

/** Whether a text is the person's own, and can be changed. */
export const isOwnText = ({ sender, content }: Kept, bot: string): boolean =>
  sender !== bot && content.msgtype === "m.text";

/** What a phone with the school's own messenger shows, as the page gets it. */
export function roomPhoneOf({ id: school, box, messenger, letters }: DemoSchool, chatId: number) {
  const events = messenger.eventsOf(chatId);
  const messages = events.filter(isMessage).map((event) => seen(event, events, messenger.bot));
  const isElsewhere = (box.chats.get(chatId)?.messages.length ?? 0) > 0;
  const code = letters.get(chatId) ?? null;
  const isTyped = code !== null && messages.some(({ from, text }) => from === "person" && holds(text, code));
  return {
    ...{ school, messages, isElsewhere },
    letter: isElsewhere || isTyped ? null : code,
    ...{ commands: [], toasts: [] },
  };
}

function seen(event: Kept, all: readonly Kept[], bot: string) {
  const about = all.filter((one) => relationOf(one).event_id === event.event_id);
  const changed = about.findLast((one) => relationOf(one).rel_type === "m.replace" && one.sender === event.sender);
  const content = (changed?.content["m.new_content"] ?? event.content) as Content;
  const isFile = content.msgtype === "m.file";
  const answered = all.find(({ event_id: id }) => id === relationOf(event)["m.in_reply_to"]?.event_id);
  const from = (one: Kept) => (one.sender === bot ? "bot" : "person");
  const html = textIn(content, "formatted_body");
  return {
    ...{ id: event.at, at: event.origin_server_ts, from: from(event), buttons: [], attached: null },
    text: isFile ? "" : textIn(content, "body"),
    html: html === "" ? null : html,
    document: isFile ? textIn(content, "body") : null,
    ...{ edited: changed !== undefined, forwardedFrom: null },
    answers: answered
      ? { id: answered.at, from: from(answered), text: textIn(answered.content, "body").slice(0, 120) }
      : null,
    signs: about.flatMap((one) => relationOf(one).key ?? []),
  };
}

/** Whether a code was typed, however it was written. */
const holds = (text: string, code: string) => bare(text).includes(bare(code));
const bare = (text: string) => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
