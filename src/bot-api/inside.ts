import type { Update, User } from "grammy/types";
import type { BoxChat, SeenMessage } from "./chat.ts";
import type { Refusal } from "./refusal.ts";

/** What a method of the Bot API finds in the box. */
export interface Inside {
  readonly bot: User;
  readonly chats: Map<number, BoxChat>;
  /** By language; "" is without one. */
  readonly commands: Map<string, { command: string; description: string }[]>;
  /** Of single chats: they see these instead. */
  readonly chatCommands: Map<number, { command: string; description: string }[]>;
  /** What is read before the first word: "description de", "short_description " (without a language). */
  readonly descriptions: Map<string, string>;
  /** Taps that wait for their callback answer, with the chat they came from. */
  readonly openQueries: Map<string, number>;
  /** What the pressed button said in passing (a callback answer), newest last. */
  readonly toasts: { chatId: number; text: string }[];
  readonly queue: Update[];
  poller: { end: (refusal?: Refusal) => void } | null;
  /** The chat that a call names. Errors: Telegram's refusal for an unknown chat. */
  place(chatId: unknown): BoxChat;
  /** The same; errors also for a blocked chat. */
  reachable(chatId: unknown): BoxChat;
  put(place: BoxChat, message: Omit<SeenMessage, "id" | "at" | "edited">): SeenMessage;
  changed(chatId: number): void;
}

export type Payload = Record<string, unknown>;
export type Method = (box: Inside, payload: Payload, signal?: AbortSignal) => unknown;
