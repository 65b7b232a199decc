import type { Chat, Update, User } from "grammy/types";
import { asMessage, type BoxChat, type SeenMessage } from "./chat.ts";
import type { Inside } from "./inside.ts";
import { methods } from "./methods.ts";
import { bad, blocked, Refusal } from "./refusal.ts";

/** What the box shall do wrong, and how often. */
export interface Fault {
  method?: string;
  chatId?: number;
  times: number;
  /** A refusal, a broken connection before the request is carried out, or one after it. */
  with: Refusal | "no connection" | "answer lost";
}

/**
 * The Bot API in a box: chats, updates and the refusals of the real one, in memory.
 * Its mounts carry calls to `answer`; persons act on it through `says` and `presses`.
 */
export class BotApiBox implements Inside {
  readonly bot: User = { id: 1, is_bot: true, first_name: "JaNein", username: "janein_bot" };
  readonly chats = new Map<number, BoxChat>();
  readonly commands = new Map<string, { command: string; description: string }[]>();
  readonly chatCommands = new Map<number, { command: string; description: string }[]>();
  readonly descriptions = new Map<string, string>();
  readonly calls: { method: string; payload: Record<string, unknown> }[] = [];
  readonly faults: Fault[] = [];
  readonly openQueries = new Map<string, number>();
  readonly toasts: { chatId: number; text: string }[] = [];
  readonly queue: Update[] = [];
  poller: { end: (refusal?: Refusal) => void } | null = null;
  readonly now: () => number;
  private nextUpdate = 1000;
  private nextMessage = 1;
  private readonly watchers = new Set<(chatId: number) => void>();

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  /** Opens a private chat (or the kind that is named) with a person. */
  open(
    person: { id: number; first_name: string; last_name?: string; language_code?: string },
    kind: Chat["type"] = "private",
  ): BoxChat {
    const user: User = { is_bot: false, ...person };
    const chat =
      kind === "private"
        ? { id: person.id, type: kind, first_name: person.first_name }
        : { id: -person.id, type: kind, title: "Klassengruppe" };
    const place: BoxChat = { chat: chat, user, messages: [], blocked: false };
    this.chats.set(chat.id, place);
    return place;
  }

  /**
   * A person writes, perhaps in answer to a message, or passes on what somebody else has written.
   * Out: the update that the bot will get.
   */
  says(chatId: number, text: string, how: Pick<SeenMessage, "replyTo" | "forwardedFrom"> = {}): Update {
    const place = this.place(chatId);
    const message = this.put(place, { from: "person", text, html: null, buttons: [], document: null, ...how });
    const key = place.chat.type === "channel" ? "channel_post" : "message";
    return this.deliver({ update_id: this.nextUpdate++, [key]: asMessage(place, message, this.bot) });
  }

  /** A person sends something that is not text (a sticker, a photo, a voice message). */
  sends(chatId: number, content: Record<string, unknown>): Update {
    const place = this.place(chatId);
    const bare = { from: "person", text: "", html: null, document: null } as const;
    const message = this.put(place, { ...bare, buttons: [], attached: content });
    return this.deliver({ update_id: this.nextUpdate++, message: asMessage(place, message, this.bot) } as Update);
  }

  /** A person changes a text that was sent before. */
  edits(chatId: number, messageId: number, text: string): Update {
    const place = this.place(chatId);
    const message = place.messages.find((one) => one.id === messageId);
    if (!message) throw new Error(`chat ${chatId} has no message ${messageId}`);
    Object.assign(message, { text, edited: true, attached: undefined });
    this.changed(chatId);
    const edited_message = { ...asMessage(place, message, this.bot), edit_date: Math.floor(this.now() / 1000) };
    return this.deliver({ update_id: this.nextUpdate++, edited_message } as unknown as Update);
  }

  /** A person taps the button with this `callback_data` under this message. */
  presses(chatId: number, messageId: number, data: string): Update {
    const place = this.place(chatId);
    const message = place.messages.find((one) => one.id === messageId);
    if (!message) throw new Error(`chat ${chatId} has no message ${messageId}`);
    const id = `q${this.nextUpdate}`;
    this.openQueries.set(id, chatId);
    const query = { id, from: place.user, chat_instance: "1", data, message: asMessage(place, message, this.bot) };
    return this.deliver({ update_id: this.nextUpdate++, callback_query: query });
  }

  /** One call of the Bot API, whatever brought it. Errors: throws where the connection would break. */
  async answer(
    method: string,
    payload: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<{ status: number; body: unknown }> {
    this.calls.push({ method, payload });
    const fault = this.faultFor(method, payload);
    if (fault === "no connection") throw new TypeError("fetch failed");
    try {
      if (fault instanceof Refusal) throw fault;
      const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!run) throw new Refusal(404, "Not Found");
      const result = await run(this, payload, signal);
      if (fault === "answer lost") throw new TypeError("fetch failed");
      return { status: 200, body: { ok: true, result } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.code, body: error.body() };
    }
  }

  place(chatId: unknown): BoxChat {
    const place = this.chats.get(Number(chatId));
    if (!place) throw bad("chat not found");
    return place;
  }

  reachable(chatId: unknown): BoxChat {
    const place = this.place(chatId);
    if (place.blocked) throw blocked();
    return place;
  }

  put(place: BoxChat, message: Omit<SeenMessage, "id" | "at" | "edited">): SeenMessage {
    const seen = { ...message, id: this.nextMessage++, at: this.now(), edited: false };
    place.messages.push(seen);
    this.changed(place.chat.id);
    return seen;
  }

  /** Calls back with the chat's id after every change in it. Out: the end of watching. */
  watch(watcher: (chatId: number) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  changed(chatId: number): void {
    for (const watcher of this.watchers) watcher(chatId);
  }

  private deliver(update: Update): Update {
    this.queue.push(update);
    this.poller?.end();
    return update;
  }

  private faultFor(method: string, payload: Record<string, unknown>): Fault["with"] | null {
    const fault = this.faults.find(
      (one) =>
        one.times > 0 && (one.method ?? method) === method && (one.chatId ?? payload.chat_id) === payload.chat_id,
    );
    if (!fault) return null;
    fault.times -= 1;
    return fault.with;
  }
}
