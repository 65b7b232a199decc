import type { Context } from "grammy";
import type { Message } from "grammy/types";
import { beginningOf } from "../src/consent/shown.ts";
import { textOf } from "./typed.ts";

/** So many letters somebody can give to the office in one message. */
export const longestWords = 1000;

/** And so many to one request, until it is sent: all of it is shown once more before. */
export const longestInAll = 2000;

/** As many requests are made at a time as a school has parents. */
const most = 1000;

/**
 * The words with which requests were begun, while they are open: in memory alone, for nobody has put them before the
 * school yet. After a restart the messenger hands them back with the tap, for they stand in the message that the
 * question answers.
 */
export class HeldWords {
  private readonly words = new Map<string, string>();

  /** Holds what the person wrote to begin this request. Out: the message in which it stands, if it is one. */
  take(id: string, { message, callbackQuery }: Context): number | undefined {
    const own = callbackQuery ? callbackQuery.message?.reply_to_message : message;
    const text = textOf(own);
    if (!own || text === "" || text.startsWith("/")) return undefined;
    this.hold(id, shortened(text));
    return own.message_id;
  }

  hold(id: string, words: string): void {
    this.words.set(id, words);
    for (const oldest of this.words.keys()) if (this.words.size > most) this.words.delete(oldest);
  }

  /** Holds what the person has written besides. */
  add(id: string, words: string): void {
    this.hold(id, [this.words.get(id) ?? "", words].filter((text) => text !== "").join("\n"));
  }

  of(id: string): string | undefined {
    return this.words.get(id);
  }

  /** Whether this process has never heard them: it was started meanwhile. */
  isLost(id: string): boolean {
    return !this.words.has(id);
  }

  /** The words, or what the messenger hands back of them with the tap: the question shows them, or answers them. */
  again(id: string, { callbackQuery }: Context): string {
    const { message } = callbackQuery ?? {};
    return this.words.get(id) || shownIn(message) || shortened(textOf(message?.reply_to_message));
  }

  drop(id: string): void {
    this.words.delete(id);
  }
}

/** The words as the question has shown them: what stands in it as a quotation. */
function shownIn(message: Partial<Pick<Message, "text" | "entities">> | undefined): string {
  const quoted = message?.entities?.find(({ type }) => type === "blockquote");
  return quoted ? (message?.text ?? "").slice(quoted.offset, quoted.offset + quoted.length) : "";
}

const shortened = (text: string) => beginningOf(text, longestWords);
