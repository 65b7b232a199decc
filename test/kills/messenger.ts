import type { SeenMessage } from "../../src/bot-api/chat.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import type { ChatFor, Town } from "../support/town.ts";

/** What a person has before them, whatever the messenger. */
export interface Screen {
  /** The newest message's id; 0 where there is none. */
  readonly newest: number;
  /** What the bot has written since that message, oldest first. */
  since(id: number): SeenMessage[];
  says(text: string): unknown;
  /** Chooses what stands newest with this label behind that message. Out: false where it does not stand there. */
  taps(label: string, after?: number): boolean;
  until<Found>(look: () => Found | null | undefined | false, ms: number): Promise<Found | null>;
}

/** A call of the bot, and how far it has come: see FakeApi and Passage. */
export interface Call {
  method: string;
  moment: "before" | "after" | "answered";
}

/** The messenger on which the bot is killed. */
export interface Messenger {
  /** Calls that matter more: the receipt, the teacher's message, the answer to a choice; null: any. */
  readonly aimedAt: readonly (string | null)[];
  /** How the chats of the town are numbered; without it as in the box. */
  readonly chatFor?: ChatFor;
  /** What the bot's process is told of it. */
  readonly env: Record<string, string>;
  screen(chat: number): Screen;
  /** Sees each call at each moment. Out: whether the connection breaks there. */
  watch(witness: (call: Call) => Promise<boolean> | boolean): void;
  /** Whether the bot has asked for what is new since that moment (ms of `performance.now`). */
  wasPolledSince(moment: number): boolean;
  /** Hands on again what the bot has had. */
  giveAgain(count: number): void;
  /** Hears where the bot logs. */
  logsTo?(path: string): void;
  /** Before anything is begun: all that must be there before the first parent writes. */
  ready(town: Town): Promise<void>;
  /** What is wrong in the chats themselves, when all is over. */
  wrong(town: Town): string[];
  close(): Promise<void>;
}

const token = "1:a-token-for-those-that-are-killed";

/** The Bot API server on loopback. In: how long a call takes (ms); who hears of the server. */
export async function onTelegram({
  delay,
  seed,
  opened = () => undefined,
}: {
  delay: number;
  seed: number;
  opened?: (api: FakeApi) => void;
}): Promise<Messenger> {
  const api = await FakeApi.open({ token, delay, seed });
  opened(api);
  return {
    aimedAt: [null, null, "sendMessage", "sendDocument", "editMessageText", "answerCallbackQuery"],
    env: { BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root },
    screen: (chat) => new Person(api, chat, ""),
    // Those who ask for updates ask all the time.
    watch: (witness) => (api.witness = (seen) => (seen.method === "getUpdates" ? false : witness(seen))),
    wasPolledSince: (moment) => api.updates.wasPolledSince(moment),
    giveAgain: (count) => api.updates.giveAgain(count),
    async ready({ teachers }) {
      for (const { chat } of teachers) new Person(api, chat, "Lea");
    },
    wrong: () => [],
    close: () => api.close(),
  };
}
