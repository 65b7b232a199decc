import type { SeenMessage } from "../bot-api/chat.ts";
import { players } from "./cast.ts";
import type { DemoSchool } from "./visitors.ts";

/** What can be sent beside text, as the Bot API hands it on; nothing of it has a content. */
const attachments: Record<string, (caption: string) => Record<string, unknown>> = {
  voice: () => ({ voice: { ...file("voice"), duration: 4, mime_type: "audio/ogg" } }),
  sticker: () => ({ sticker: { ...file("sticker"), type: "regular", width: 512, height: 512, emoji: "👍" } }),
  photo: (caption) => ({ photo: [{ ...file("photo"), width: 90, height: 90 }], ...(caption ? { caption } : {}) }),
  contact: () => ({ contact: { phone_number: "+49 000 0000000", first_name: "Oma" } }),
  place: () => ({ location: { latitude: 0, longitude: 0 } }),
};
const file = (name: string) => ({ file_id: name, file_unique_id: name });

/** What a person sends beside text. In: which of them; the words under a photo. Out: null for what nobody can send. */
export function attachment(what: unknown, caption: unknown): Record<string, unknown> | null {
  if (typeof what !== "string" || !Object.hasOwn(attachments, what)) return null;
  return attachments[what]?.(typeof caption === "string" ? caption.slice(0, 1024) : "") ?? null;
}

/** What a phone shows, as the page gets it. */
export function phoneOf({ id: school, box, messenger, letters }: DemoSchool, chatId: number) {
  const language = players.find((player) => player.chatId === chatId)?.language ?? "de";
  const messages = box.chats.get(chatId)?.messages ?? [];
  const isElsewhere = messenger.eventsOf(chatId).length > 0;
  // Whoever asks before opening the letter still has to open it.
  const code = letters.get(chatId) ?? null;
  const opens = (text: string) => /^\/start \S/.test(text) || (code !== null && text.includes(code));
  const isOpened = messages.some(({ from, text }) => from === "person" && opens(text));
  return {
    ...{ school, isElsewhere },
    letter: isOpened || isElsewhere ? null : code,
    commands: box.chatCommands.get(chatId) ?? box.commands.get(language) ?? box.commands.get("de") ?? [],
    toasts: box.toasts.filter((toast) => toast.chatId === chatId).map(({ text }) => text),
    messages: messages.map((message) => seen(message, messages)),
  };
}

function seen(message: SeenMessage, all: readonly SeenMessage[]) {
  const { id, from, html, buttons, document, at, edited, attached, forwardedFrom = null, replyTo } = message;
  const caption = attached?.caption;
  const answered = all.find((one) => one.id === replyTo);
  return {
    ...{ id, from, html, buttons, at, edited, forwardedFrom },
    text: typeof caption === "string" ? caption : message.text,
    document: document?.name ?? null,
    attached: Object.keys(attachments).find((name) => attached && (kinds[name] ?? name) in attached) ?? null,
    answers: answered ? { id: answered.id, from: answered.from, text: answered.text.slice(0, 120) } : null,
  };
}

/** What the Bot API calls otherwise. */
const kinds: Record<string, string> = { place: "location" };
