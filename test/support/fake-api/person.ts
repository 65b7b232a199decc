import type { SeenMessage } from "../../../src/bot-api/chat.ts";
import type { FakeApi } from "./fake-api.ts";

/** Somebody with a phone: writes, taps what really stands there, and sees what comes. */
export class Person {
  readonly chat: number;
  private readonly api: FakeApi;

  constructor(api: FakeApi, chat: number, name: string) {
    this.api = api;
    this.chat = chat;
    if (!api.box.chats.has(chat)) api.box.open({ id: chat, first_name: name, language_code: "de" });
  }

  get messages(): SeenMessage[] {
    return this.api.box.place(this.chat).messages;
  }

  /** The newest message's id; 0 where there is none. */
  get newest(): number {
    return this.messages.at(-1)?.id ?? 0;
  }

  /** What the bot has written since that message, oldest first. */
  since(id: number): SeenMessage[] {
    const fresh: SeenMessage[] = [];
    for (let at = this.messages.length - 1; at >= 0; at -= 1) {
      const message = this.messages[at];
      if (!message || message.id <= id) break;
      if (message.from === "bot") fresh.unshift(message);
    }
    return fresh;
  }

  /** Where the newest button stands whose label begins so. */
  button(label: string, after = 0): { message: SeenMessage; data: string; label: string } | undefined {
    for (const message of this.since(after).reverse())
      for (const button of message.buttons.flat())
        if ("callback_data" in button && button.text.startsWith(label))
          return { message, data: button.callback_data, label: button.text };
    return undefined;
  }

  says(text: string): void {
    this.api.says(this.chat, text);
  }

  /** Taps that button. Out: false where none stands there. */
  taps(label: string, after = 0): boolean {
    const button = this.button(label, after);
    if (button) this.api.presses(this.chat, button.message.id, button.data);
    return button !== undefined;
  }

  /**
   * Waits until something is found in the chat. In: what is looked for, at once and after each change; how long (ms).
   * Out: what was found, or null when the time is over.
   */
  until<Found>(look: () => Found | null | undefined | false, ms: number): Promise<Found | null> {
    return new Promise((resolve) => {
      const end = (found: Found | null) => {
        clearTimeout(timer);
        stop();
        resolve(found);
      };
      const tryNow = () => {
        const found = look();
        if (found) end(found);
      };
      const stop = this.api.watch(this.chat, tryNow);
      const timer = setTimeout(() => end(null), ms);
      tryNow();
    });
  }
}
