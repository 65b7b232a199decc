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
  };
  if (message.document)
    return {
      ...base,
      caption: message.text,
      document: { file_id: `f${message.id}`, file_unique_id: `u${message.id}`, file_name: message.document.name },
    } as Message;
  const command = message.from === "person" ? /^\/\w+/.exec(message.text) : null;
  const entities = command ? { entities: [{ type: "bot_command", offset: 0, length: command[0].length }] } : {};
  return { ...base, text: message.text, ...entities } as Message;
}
