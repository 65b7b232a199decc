import type { Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, User } from "grammy/types";

/** A message as the person on the phone sees it. */
export interface SeenMessage {
  id: number;
  from: "bot" | "person";
  /** What is read, without markup. */
  text: string;
  /** What was sent, with markup, when the sender asked for it. */
  html: string | null;
  buttons: InlineKeyboardButton[][];
  /** The message that this one answers. */
  replyTo?: number;
  document: { name: string; bytes: Uint8Array } | null;
  /** What a person has sent that is not text, as the Bot API hands it on: a photo with its caption, a voice message. */
  attached?: Record<string, unknown> | undefined;
  /** Who wrote what a person only passes on. */
  forwardedFrom?: string | undefined;
  at: number;
  edited: boolean;
}

/** One chat of the box: who is in it and what was said. */
export interface BoxChat {
  chat: Chat;
  user: User;
  messages: SeenMessage[];
  blocked: boolean;
}

/** The message as the Bot API hands it back. */
export function asMessage(place: BoxChat, message: SeenMessage, bot: User): Message {
  const answered = place.messages.find(({ id }) => id === message.replyTo);
  const base = {
    ...(answered ? { reply_to_message: asMessage(place, { ...answered, buttons: [] }, bot) } : {}),
    message_id: message.id,
    date: Math.floor(message.at / 1000),
    chat: place.chat,
    from: message.from === "bot" ? bot : place.user,
    ...(message.buttons.length > 0
      ? { reply_markup: { inline_keyboard: message.buttons } satisfies InlineKeyboardMarkup }
      : {}),
    ...(message.forwardedFrom === undefined ? {} : { forward_origin: originOf(message.forwardedFrom, message.at) }),
  };
  if (message.attached) return { ...base, ...message.attached } as unknown as Message;
  if (message.document)
    return {
      ...base,
      caption: message.text,
      document: { file_id: `f${message.id}`, file_unique_id: `u${message.id}`, file_name: message.document.name },
    } as Message;
  if (message.from === "bot") return { ...base, text: message.text, ...quotationsIn(message.html) } as Message;
  const command = /^\/\w+/.exec(message.text);
  const entities = command ? { entities: [{ type: "bot_command", offset: 0, length: command[0].length }] } : {};
  return { ...base, text: message.text, ...entities } as Message;
}

const originOf = (name: string, at: number) =>
  ({ type: "hidden_user", sender_user_name: name, date: Math.floor(at / 1000) }) as const;

/** Of a text's markup what is handed back with a tap: where quotations stand in it. */
function quotationsIn(html: string | null): Pick<Message, "entities"> {
  const read = (some: string) =>
    some
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  const found = [...(html ?? "").matchAll(/<blockquote>(.*?)<\/blockquote>/gsu)];
  const entities = found.map(({ index, 1: quoted = "" }) => ({
    type: "blockquote" as const,
    offset: read((html ?? "").slice(0, index)).length,
    length: read(quoted).length,
  }));
  return entities.length > 0 ? { entities } : {};
}
