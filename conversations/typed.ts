import type { Message } from "grammy/types";
import type { Place } from "./say.ts";

/** The words of a message: its text, or what stands under its picture. */
export function textOf(message: Pick<Message, "text" | "caption"> | undefined): string {
  return message?.text ?? message?.caption ?? "";
}

/** What somebody can send that has no words, as far as there is something to say to it; "other": anything else. */
export type Wordless =
  "voice" | "sticker" | "picture" | "file" | "contact" | "place" | "poll" | "dice" | "sign" | "other";

const carriers: Record<Exclude<Wordless, "other">, readonly (keyof Message)[]> = {
  voice: ["voice", "audio"],
  sticker: ["sticker"],
  // An animation comes with a document, for older clients.
  picture: ["photo", "video", "video_note", "animation", "paid_media", "story"],
  file: ["document"],
  contact: ["contact"],
  place: ["location", "venue"],
  poll: ["poll"],
  dice: ["dice", "game"],
  // A messenger in which signs are messages hands them on so.
  sign: ["reaction" as keyof Message],
};

/** What is said to it. */
export const answerTo = (wordless: Wordless) =>
  wordless === "sign" ? "options.reaction" : (`wordless.${wordless}` as const);

/** What a message without words is; null where it has words. */
export function wordlessIn(message: Message): Wordless | null {
  if (textOf(message) !== "") return null;
  const kinds = Object.entries(carriers) as [Exclude<Wordless, "other">, readonly (keyof Message)[]][];
  return kinds.find(([, names]) => names.some((name) => message[name] !== undefined))?.[0] ?? "other";
}

/**
 * Why words are nobody's answer to a question: they stood there before it, answer another one, or are somebody
 * else's.
 */
export type Stray = "early" | "older" | "forwarded";

/**
 * Whether a message cannot be an answer to a question, whatever it says (Art. 4(11) GDPR: a clear act of the person).
 * In: the message; where the question stands in the chat, once for each time it was put. Out: why not, or null.
 */
export function strayed(message: Message, places: readonly Place[]): Stray | null {
  if (isSecondHand(message)) return "forwarded";
  const [first] = places;
  // In a chat the ids of both sides grow in one order.
  if (first && message.message_id < first.id) return "early";
  if (message.external_reply || message.reply_to_story) return "older";
  const answered = message.reply_to_message?.message_id;
  return answered !== undefined && !places.some(({ id }) => id === answered) ? "older" : null;
}

/** Forwarded, or made through another bot: nobody's act. */
export function isSecondHand(message: Pick<Message, "forward_origin" | "via_bot"> | undefined): boolean {
  return message?.forward_origin !== undefined || message?.via_bot !== undefined;
}

/** Struck through or set as a quotation: not what the person says now. */
export function isStruck(message: Pick<Message, "entities" | "caption_entities"> | undefined): boolean {
  const entities = [...(message?.entities ?? []), ...(message?.caption_entities ?? [])];
  return entities.some(({ type }) => ["strikethrough", "blockquote", "expandable_blockquote"].includes(type));
}
